"""Encryption on the way to a mail server: always with a verified certificate."""

import ipaddress
import socket
import ssl
from collections.abc import Iterable

from django.conf import settings

from goodword.channels.email.transports.errors import PlainTextRefused, PrivateAddress, Server, explained
from goodword.core.demo import read_demo

CONNECT_SECONDS = 15.0
ANSWER_SECONDS = 60.0


def tls_context() -> ssl.SSLContext:
    """TLS 1.2 or newer, the authorities of this machine (and of SSL_CERT_FILE), names checked."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


def _addresses(server: Server) -> list[IpAddress]:
    with explained(server, connecting=True):
        found = socket.getaddrinfo(server.host, server.port, type=socket.SOCK_STREAM)
    return [_plain(str(address[0])) for *_, address in found]


def _plain(text: str) -> IpAddress:
    """The address, without a zone, and as IPv4 where it is one in disguise."""
    address = ipaddress.ip_address(text.partition("%")[0])
    inside = (address.ipv4_mapped or address.sixtofour) if isinstance(address, ipaddress.IPv6Address) else None
    return inside or address


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
            _refuse_private(server, [_plain(str(connection.getpeername()[0]))])


def _refuse_private(server: Server, addresses: Iterable[IpAddress]) -> None:
    private = [address for address in addresses if not address.is_global]
    if not private or _is_the_demos(server, private):
        return
    allowed = settings.GOODWORD.allowed_private_hosts
    if server.host.strip().rstrip(".").lower() in {name.lower() for name in allowed}:
        return
    networks = [network for network in map(_network, allowed) if network]
    if not all(any(address in network for network in networks) for address in private):
        raise PrivateAddress(server)


def _is_the_demos(server: Server, addresses: Iterable[IpAddress]) -> bool:
    demo = read_demo()
    return demo is not None and server.port == demo.port and all(address.is_loopback for address in addresses)


def _network(name: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    try:
        return ipaddress.ip_network(name, strict=False)
    except ValueError:
        return None


def server_context(certificate: str, key: str) -> ssl.SSLContext | None:
    """STARTTLS for our own door; None without a certificate. Raises OSError when a file cannot be read."""
    if not certificate:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key or None)
    return context
