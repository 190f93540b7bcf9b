"""What the DNS says of a domain that sends mail: SPF, DKIM, DMARC and MX, judged; nothing is kept here."""
