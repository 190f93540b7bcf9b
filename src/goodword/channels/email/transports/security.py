"""Encryption on the way to a mail server: always with a verified certificate."""

import ipaddress
import socket
import ssl

from goodword.channels.email.transports.errors import PlainTextRefused, Server, explained

CONNECT_SECONDS = 15.0
ANSWER_SECONDS = 60.0


def tls_context() -> ssl.SSLContext:
    """TLS 1.2 or newer, the authorities of this machine (and of SSL_CERT_FILE), names checked."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def refuse_plain_text_elsewhere(server: Server) -> None:
    """Without encryption a password may only go to this machine. Raises PlainTextRefused, NameUnknown."""
    with explained(server, connecting=True):
        found = socket.getaddrinfo(server.host, server.port, type=socket.SOCK_STREAM)
    if not all(ipaddress.ip_address(str(address[0])).is_loopback for *_, address in found):
        raise PlainTextRefused(server)


def server_context(certificate: str, key: str) -> ssl.SSLContext | None:
    """STARTTLS for our own door; None without a certificate. Raises OSError when a file cannot be read."""
    if not certificate:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key or None)
    return context
