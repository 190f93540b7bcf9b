"""Servers inside our own network: whoever may name one must not look around behind the firewall by it.

A private address is reached only where GOODWORD_ALLOWED_PRIVATE_HOSTS names the host, the address or its network. Who
connects goes to the very addresses that were looked up and checked, since a name may lead elsewhere the next time.
"""

import ipaddress
import socket
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings

from goodword.core.demo import read_demo

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


def addresses_of(host: str, port: int) -> list[IpAddress]:
    """Where the name leads. Raises OSError when it does not resolve."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [plain_address(str(address[0])) for *_, address in found]


def plain_address(text: str) -> IpAddress:
    """The address, without a zone, and as IPv4 where it is one in disguise."""
    address = ipaddress.ip_address(text.partition("%")[0])
    inside = (address.ipv4_mapped or address.sixtofour) if isinstance(address, ipaddress.IPv6Address) else None
    return inside or address


def is_this_machine(address: str) -> bool:
    """Whether only browsers on this machine can open the web address, as it is written: nothing is looked up."""
    host = urlsplit(address).hostname or "localhost"
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def must_not_be_reached(host: str, port: int, addresses: Iterable[IpAddress]) -> bool:
    """Whether one of these addresses of the host is private and nobody allowed it by name."""
    private = [address for address in addresses if not address.is_global]
    if not private or _is_the_demos(port, private):
        return False
    allowed = settings.GOODWORD.allowed_private_hosts
    if host.strip().rstrip(".").lower() in {name.lower() for name in allowed}:
        return False
    networks = [network for network in map(_network, allowed) if network]
    return not all(any(address in network for network in networks) for address in private)


def _is_the_demos(port: int, addresses: Iterable[IpAddress]) -> bool:
    demo = read_demo()
    return demo is not None and port == demo.port and all(address.is_loopback for address in addresses)


def _network(name: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    try:
        return ipaddress.ip_network(name, strict=False)
    except ValueError:
        return None
