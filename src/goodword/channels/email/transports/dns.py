"""What the domain name system says: three questions, each with a clear answer or a clear failure."""

from typing import TYPE_CHECKING, Any, Protocol

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from goodword.core.errors import DomainError

if TYPE_CHECKING:
    import dns.resolver

_SECONDS = 6.0  # for one question, with its repetitions and by TCP if it was cut short
_MOST_RECORDS = 100


class NameServerFailed(DomainError):
    """No answer, or one that says nothing: it is not known whether the record exists."""

    code = "name-server-failed"
    status = 502
    default = _("The name server gave no usable answer. Try again later.")


class Lookup(Protocol):
    """Asks. A name or record that does not exist is an empty list. Raises NameServerFailed."""

    def txt(self, name: str) -> list[str]: ...

    def mail_servers(self, name: str) -> list[str]: ...

    def addresses(self, name: str) -> list[str]: ...


class NameServer:
    """A Lookup at the name servers of this machine, or at the one that the settings name."""

    def __init__(self) -> None:
        self._resolver: dns.resolver.Resolver | None = None

    def txt(self, name: str) -> list[str]:
        """The texts at a name, the pieces of each put together."""
        found = self._ask(name, "TXT")
        return [b"".join(record.strings).decode("utf-8", "replace") for record in found]

    def mail_servers(self, name: str) -> list[str]:
        """The hosts that take the name's mail, the preferred first; "" for a domain that says it takes none."""
        found = sorted(self._ask(name, "MX"), key=lambda record: int(record.preference))
        return [record.exchange.to_text(omit_final_dot=True).removesuffix(".").lower() for record in found]

    def addresses(self, name: str) -> list[str]:
        """The addresses of a host, of either kind."""
        return [str(record.address) for kind in ("A", "AAAA") for record in self._ask(name, kind)]

    def _ask(self, name: str, kind: str) -> list[Any]:
        import dns.exception  # noqa: PLC0415 (4 MB, for who asks)
        import dns.resolver  # noqa: PLC0415

        try:
            answer = self._resolving().resolve(name.rstrip(".") + ".", kind, search=False, lifetime=_SECONDS)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []
        except (dns.exception.DNSException, OSError, ValueError, UnicodeError) as error:
            raise NameServerFailed from error
        return list(answer)[:_MOST_RECORDS]

    def _resolving(self) -> "dns.resolver.Resolver":
        import dns.resolver  # noqa: PLC0415

        if self._resolver is None:
            server = settings.GOODWORD.dns_server
            self._resolver = dns.resolver.Resolver(configure=not server)
            if server:
                host, _colon, port = server.rpartition(":")
                self._resolver.nameservers = [host.strip("[]")]
                self._resolver.port = int(port)
            self._resolver.timeout = _SECONDS / 2
        return self._resolver
