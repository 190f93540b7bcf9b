"""SPF (RFC 7208): whom a domain lets send for it, with the limits that receivers hold to."""

import ipaddress
from dataclasses import dataclass, field
from enum import StrEnum

from goodword.channels.email.transports.dns import Lookup, NameServerFailed

MOST_LOOKUPS, MOST_EMPTY, MOST_MAIL_SERVERS = 10, 2, 10
IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


class Spf(StrEnum):
    """What a receiver makes of a sender's address."""

    NONE = "none"
    PASS = "pass"  # noqa: S105 (a verdict)
    FAIL = "fail"
    SOFTFAIL = "softfail"
    NEUTRAL = "neutral"
    PERMERROR = "permerror"
    TEMPERROR = "temperror"


_QUALIFIERS = {"+": Spf.PASS, "-": Spf.FAIL, "~": Spf.SOFTFAIL, "?": Spf.NEUTRAL}


class _Permanent(Exception):
    """The record cannot be used; the argument is a code that says why."""


@dataclass
class SpfReading:
    """What came out, why not if it did not, and what was met on the way."""

    result: Spf = Spf.NONE
    problem: str = ""
    about: str = ""
    lookups: int = 0
    includes: list[str] = field(default_factory=list)
    has_macros: bool = False


def spf_records(texts: list[str]) -> list[str]:
    """Those texts that are SPF records."""
    return [text for text in texts if text.lower() == "v=spf1" or text.lower().startswith("v=spf1 ")]


def read_spf(domain: str, lookup: Lookup, address: IpAddress | None = None) -> SpfReading:
    """What a receiver makes of mail from this address; without one, the whole record is walked and counted."""
    reader = _Reader(lookup, address)
    try:
        reader.reading.result = reader.check(domain)
    except _Permanent as error:
        reader.reading.result = Spf.PERMERROR
        reader.reading.problem, reader.reading.about = error.args
    except NameServerFailed:
        reader.reading.result = Spf.TEMPERROR
    return reader.reading


class _Reader:
    def __init__(self, lookup: Lookup, address: IpAddress | None) -> None:
        self._lookup = lookup
        self._address = address
        self._empty = 0
        self.reading = SpfReading()

    def check(self, domain: str) -> Spf:
        records = spf_records(self._lookup.txt(domain))
        if not records:
            return Spf.NONE
        if len(records) > 1:
            raise _Permanent("spf-several", domain)
        redirect = ""
        for term in records[0].split()[1:]:
            name, equals, value = term.partition("=")
            if equals and name.replace("-", "").replace("_", "").replace(".", "").isalnum():
                redirect = value if name.lower() == "redirect" else redirect
                continue
            qualifier, mechanism = (term[0], term[1:]) if term[0] in _QUALIFIERS else ("+", term)
            if self._matches(mechanism, domain):
                return _QUALIFIERS[qualifier]
        return self._redirected(redirect) if redirect else Spf.NEUTRAL

    def _redirected(self, domain: str) -> Spf:
        self._count(domain)
        self.reading.includes.append(domain.lower())
        if "%" in domain:
            self.reading.has_macros = True
            return Spf.NEUTRAL
        result = self.check(domain)
        if result is Spf.NONE:
            raise _Permanent("spf-include-missing", domain)
        return result

    def _matches(self, mechanism: str, domain: str) -> bool:
        head, slash, length = mechanism.partition("/")
        name, _colon, value = head.partition(":")
        match name.lower():
            case "all":
                return self._address is not None
            case "ip4" | "ip6":
                return self._is_in(mechanism.partition(":")[2], mechanism)
            case "include":
                return self._included(value, mechanism)
            case "a" | "mx":
                self._count(mechanism)
                hosts = [value or domain] if name.lower() == "a" else self._mail_servers(value or domain)
                return self._is_at(hosts, slash + length, mechanism)
            case "exists" | "ptr":
                self._count(mechanism)
                self.reading.has_macros = True  # it depends on more than the address
                return False
        raise _Permanent("spf-syntax", mechanism)

    def _included(self, domain: str, mechanism: str) -> bool:
        if not domain:
            raise _Permanent("spf-syntax", mechanism)
        self._count(mechanism)
        self.reading.includes.append(domain.lower())
        if "%" in domain:
            self.reading.has_macros = True
            return False
        result = self.check(domain)
        if result is Spf.NONE:
            raise _Permanent("spf-include-missing", domain)
        return result is Spf.PASS

    def _mail_servers(self, domain: str) -> list[str]:
        if "%" in domain:
            self.reading.has_macros = True
            return []
        hosts = [host for host in self._lookup.mail_servers(domain) if host]
        if len(hosts) > MOST_MAIL_SERVERS:
            raise _Permanent("spf-too-many-mail-servers", domain)
        if not hosts:
            self._note_empty(domain)
        return hosts

    def _is_at(self, hosts: list[str], lengths: str, mechanism: str) -> bool:
        short, long = _lengths(lengths, mechanism)
        for host in hosts:
            if "%" in host:
                self.reading.has_macros = True
                continue
            found = self._lookup.addresses(host)
            if not found:
                self._note_empty(host)
            for address in map(ipaddress.ip_address, found):
                length = short if address.version == 4 else long  # noqa: PLR2004 (the protocol)
                if self._is_in(f"{address}/{length}", mechanism):
                    return True
        return False

    def _is_in(self, network: str, mechanism: str) -> bool:
        try:
            return self._address is not None and self._address in ipaddress.ip_network(network, strict=False)
        except ValueError as error:
            raise _Permanent("spf-syntax", mechanism) from error

    def _count(self, mechanism: str) -> None:
        self.reading.lookups += 1
        if self.reading.lookups > MOST_LOOKUPS:
            raise _Permanent("spf-too-many-lookups", mechanism)

    def _note_empty(self, name: str) -> None:
        self._empty += 1
        if self._empty > MOST_EMPTY:
            raise _Permanent("spf-too-many-empty", name)


def _lengths(text: str, mechanism: str) -> tuple[int, int]:
    """`/24`, `//64` or `/24//64`: how much of an address must fit."""
    short, _double, long = text.partition("//")
    try:
        return int(short.removeprefix("/") or 32), int(long or 128)
    except ValueError as error:
        raise _Permanent("spf-syntax", mechanism) from error
