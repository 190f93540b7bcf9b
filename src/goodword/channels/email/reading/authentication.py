"""What a receiving server says of who sent a mail: its Authentication-Results (RFC 8601). Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_COMMENT = re.compile(r"\([^()]*\)")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_RESULT = re.compile(r"(dmarc|dkim|spf)\s*=\s*([a-z]+)\b(.*)", re.IGNORECASE | re.DOTALL)
_DENIAL = re.compile(r"\s*dmarc\s*=\s*(?!pass\b|none\b|bestguesspass\b)", re.IGNORECASE)
_PROPERTY = re.compile(r"\b([a-z]+\.[a-z]+)\s*=\s*(\S+)", re.IGNORECASE)
_BY = re.compile(r"\sby\s+([a-z0-9-]+(?:\.[a-z0-9-]+)+)", re.IGNORECASE)
_MOST_NESTED = 5
_LONGEST = 8000


@dataclass(frozen=True, slots=True)
class Verdict:
    """`by` is the name of the server that judged, in lower case; `passed` if it vouches for the domain of the From."""

    by: str = ""
    passed: bool = False


def verdict_on(header: str, sender_address: str) -> Verdict:
    """Whether the server of this header found that the mail comes from the sender's domain.

    DMARC says so by itself; DKIM and SPF only if what they found is that domain or lies within it. Who may be believed
    to have written the header is for the caller to know: everybody can write one.
    """
    text = _plain(header)
    parts = text.split(";")
    by = parts[0].split()[0].lower() if parts[0].split() else ""
    domain = sender_address.rpartition("@")[2].lower()
    if "=" in by or not domain:
        return Verdict()
    is_clear = not set('()"') & set(text) and not any(_DENIAL.match(part) for part in parts)
    return Verdict(by, is_clear and any(_vouches(part, domain) for part in parts[1:]))


def last_servers_own(headers: Mapping[str, str]) -> str:
    """The topmost report, if the last server on the way wrote it; else empty: a relay before it writes such reports,
    too, and strangers may use that one as well.

    Servers put theirs above the line with which they received the mail, or right below it under the name they have
    there, or that of a neighbour (RFC 8601, 5). `headers` are in the order of the mail, of each name the topmost.
    """
    names, header = list(headers), headers.get("authentication-results", "")
    if not header or "received" not in headers:
        return ""
    if names.index("authentication-results") < names.index("received"):
        return header
    receiver = _BY.search(f" {_plain(headers['received'])}")
    return header if receiver and _is_near(verdict_on(header, "nobody@invalid").by, receiver[1].lower()) else ""


def _is_near(name: str, host: str) -> bool:
    """One host, or two of one domain: mx1.example.net, mx2.example.net, example.net."""
    domain, own = host.partition(".")[2], name.partition(".")[2]
    return name == host or ("." in domain and domain in {name, own}) or ("." in own and own == host)


def _plain(header: str) -> str:
    """The header without what stands in quotes and comments."""
    text = _QUOTED.sub(" ", header[:_LONGEST])  # first: senders choose what stands in quotes, also within comments
    for _ in range(_MOST_NESTED):
        text = _COMMENT.sub(" ", text)
    return text


def _vouches(part: str, domain: str) -> bool:
    result = _RESULT.match(part.strip())
    if result is None or result[2].lower() != "pass":
        return False
    told = {name.lower(): value.strip("<>").rpartition("@")[2].lower() for name, value in _PROPERTY.findall(result[3])}
    method = result[1].lower()
    if method == "dmarc":
        return told.get("header.from") == domain
    names = ("header.d", "header.i") if method == "dkim" else ("smtp.mailfrom",)
    return any(_is_within(told.get(name, ""), domain) for name in names)


def _is_within(found: str, domain: str) -> bool:
    return bool(found) and (found == domain or found.endswith(f".{domain}"))
