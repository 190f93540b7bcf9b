"""Encryption on the way to a mail server: always with a verified certificate."""

import socket
import ssl
from collections.abc import Iterable

from goodword.channels.email.transports.errors import PlainTextRefused, PrivateAddress, Server, explained
from goodword.core.private_addresses import IpAddress, addresses_of, must_not_be_reached, plain_address

CONNECT_SECONDS = 15.0
ANSWER_SECONDS = 60.0


def tls_context() -> ssl.SSLContext:
    """TLS 1.2 or newer, the authorities of this machine (and of SSL_CERT_FILE), names checked."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _addresses(server: Server) -> list[IpAddress]:
    with explained(server, connecting=True):
        return addresses_of(server.host, server.port)


def refuse_plain_text_elsewhere(server: Server) -> None:
    """Without encryption a password may only go to this machine. Raises PlainTextRefused, NameUnknown."""
    if not all(address.is_loopback for address in _addresses(server)):
        raise PlainTextRefused(server)


def refuse_private_address(server: Server) -> None:
    """Before anything is sent: a host inside our own network must be allowed by name.

    Otherwise whoever may connect a mailbox could look around behind the firewall. Raises PrivateAddress, NameUnknown.
    """
    _refuse_private(server, _addresses(server))


def checked_addresses(server: Server) -> list[str]:
    """The addresses of the host, for who connects to one of them and not to the name once more.

    Raises PrivateAddress if one of them is inside our own network and not allowed, NameUnknown.
    """
    found = _addresses(server)
    _refuse_private(server, found)
    return [str(address) for address in found]


def refuse_private_peer(server: Server, connection: socket.socket | None) -> None:
    """The same for the address that was really reached: a name may lead elsewhere the second time it is looked up."""
    if connection is not None:
        with explained(server):
            _refuse_private(server, [plain_address(str(connection.getpeername()[0]))])


def _refuse_private(server: Server, addresses: Iterable[IpAddress]) -> None:
    if must_not_be_reached(server.host, server.port, addresses):
        raise PrivateAddress(server)


def server_context(certificate: str, key: str) -> ssl.SSLContext | None:
    """STARTTLS for our own door; None without a certificate. Raises OSError when a file cannot be read."""
    if not certificate:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key or None)
    return context
