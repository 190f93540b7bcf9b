"""Real mail servers for tests: Dovecot and Exim as processes of their own, on loopback, with their own configuration.

Nothing of the machine's own mail is touched. As root they run as `nobody`, otherwise as oneself. Each pytest process
has its own pair, started when first asked for and restarted when a test has left it stopped:

    def test_the_customer_gets_the_reply(dovecot: DovecotServer, exim: EximServer) -> None:
        dovecot.add_user("ana@customers.test", "secret")          # a mailbox; use another address in every test
        exim.route("desk.test", port=listener_port)               # SMTP to a port; protocol="lmtp" for LMTP
        exim.send("ana@customers.test", ["help@desk.test"], b"Subject: hello\\r\\n\\r\\nhello\\r\\n")
        assert dovecot.wait_for_messages("ana@customers.test", 1)

Exim delivers `customers.test` to Dovecot. `dovecot.imap_port` has STARTTLS, `imaps_port` TLS; `exim.port` has STARTTLS,
`exim.tls_port` TLS, and both take the login `exim.username`/`exim.password` but need none. The certificate is our own:
trust `server.certificate`. Both have `start()`, `stop()`, `kill()` (SIGKILL, connections drop), `restart()`, `log()`.
"""
