"""No test reaches beyond this machine: whoever tries is told so, loudly."""

import ipaddress
import socket
import sys
from typing import Any

_HARMLESS = frozenset({"", "localhost", socket.gethostname()})
_WATCHED = frozenset(
    {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname"}
)


class NetworkBlocked(BaseException):
    """Deliberately no Exception: `except OSError` in the code under test must not swallow it."""


def _stays_here(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else str(host or "")
    try:
        address = ipaddress.ip_address(name.split("%")[0])
    except ValueError:
        return name in _HARMLESS
    return address.is_loopback or address.is_unspecified


def _watch(event: str, arguments: tuple[Any, ...], *, watched: frozenset[str] = _WATCHED) -> None:
    if event not in watched:  # a default, because globals are gone before the last sockets at exit
        return
    target = arguments[0] if event.startswith("socket.get") else arguments[1]
    host = target[0] if isinstance(target, tuple) else target
    if isinstance(target, str | bytes) and not event.startswith("socket.get"):
        return  # a socket in the file system
    if _stays_here(host):
        return
    if event.startswith("socket.get") and str(host).rstrip(".").endswith((".invalid", ".test", ".example")):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    raise NetworkBlocked(f"a test tried to reach {host}: {event}")


def block_network() -> None:
    """From here on this process reaches loopback only. Names under .invalid, .test and .example are unknown."""
    sys.addaudithook(_watch)
