"""The only place where mail touches the network: IMAP, SMTP out, SMTP and LMTP in. Knows neither rows nor actions."""
