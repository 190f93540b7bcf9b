"""The listening socket: made once, before anything slow, and shared by all web processes."""

import socket
import ssl
from dataclasses import dataclass
from pathlib import Path

from goodword.core.errors import DomainError

BACKLOG = 1024
DEAD_AFTER = 45  # seconds in which the other side takes nothing of what it was sent: it is gone, and never said so


class CannotListen(DomainError):
    """The port is taken or not ours to use, or the certificate does not fit; the message says which."""

    code = "cannot-listen"


@dataclass(frozen=True)
class Certificate:
    """Paths of the TLS certificate (with its chain) and its key, in PEM."""

    chain: Path
    key: Path

    def check(self) -> None:
        """Raises CannotListen when the two cannot be read or do not belong together."""
        try:
            ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(self.chain, self.key)
        except (OSError, ssl.SSLError) as error:
            raise CannotListen(
                f"The TLS certificate {self.chain} with key {self.key} does not work: {error}"
            ) from error


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 lets the system choose. Raises CannotListen."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):  # Linux; connections inherit it
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, DEAD_AFTER * 1000)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise CannotListen(f"Cannot listen on {host} port {port}: {error.strerror}. Try --port.") from error
    listener.listen(BACKLOG)
    return listener


def address_of(listener: socket.socket, certificate: Certificate | None) -> str:
    """What to type into a browser on this machine."""
    host, port = listener.getsockname()[:2]
    if host in {"0.0.0.0", "::"}:  # noqa: S104 (compared, not bound)
        host = socket.getfqdn()
    scheme, usual = ("https", 443) if certificate else ("http", 80)
    name = f"[{host}]" if ":" in host else host
    return f"{scheme}://{name}" if port == usual else f"{scheme}://{name}:{port}"
