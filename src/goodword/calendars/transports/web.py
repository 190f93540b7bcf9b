"""Reading an address over the web: https, a public server (or one allowed by name), a few redirects, within limits."""

import ssl
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit, urlunsplit

from goodword.calendars.errors import (
    FeedNotSecure,
    FeedPrivate,
    FeedRefused,
    FeedTooLarge,
    FeedUnreachable,
)
from goodword.calendars.feeds import LARGEST, MOST_EVENTS
from goodword.core.private_addresses import addresses_of, must_not_be_reached

if TYPE_CHECKING:
    import httpx2

_TIMEOUT = 10.0  # seconds, of each step; all together may take
_TOTAL_SECONDS = 40.0
_MOST_REDIRECTS = 5
_REDIRECTS, _NOT_MODIFIED, _OK = (301, 302, 303, 307, 308), 304, 200
_PORTS = {"http": 80, "https": 443}
_LONGEST_TAG = 255


@dataclass(frozen=True, slots=True)
class Fetched:
    """What the address gave, with the tag by which it knows it again; None where nothing has changed."""

    content: bytes | None
    tag: str = ""


def checked_address(typed: str) -> str:
    """The address as it is asked for: https, also for webcal. Raises FeedNotSecure; nothing is looked up."""
    try:
        parts = urlsplit(typed.strip())
        port = parts.port
    except ValueError as error:
        raise FeedNotSecure from error
    scheme = {"webcal": "https", "webcals": "https"}.get(parts.scheme, parts.scheme)
    if scheme not in _PORTS or not parts.hostname or parts.username is not None or port == 0:
        raise FeedNotSecure
    return urlunsplit((scheme, parts.netloc, parts.path or "/", parts.query, ""))


def fetch(address: str, *, tag: str = "") -> Fetched:
    """Read the address, unless it still is what had this tag. Raises FeedProblem."""
    import httpx2  # noqa: PLC0415 (only the worker reads, and it is 10 MB)

    deadline = time.monotonic() + _TOTAL_SECONDS
    try:
        with httpx2.Client(verify=_tls(), timeout=_TIMEOUT, trust_env=False) as http:
            for _ in range(_MOST_REDIRECTS + 1):
                answer = _ask(http, address, tag)
                if answer.status_code not in _REDIRECTS or "location" not in answer.headers:
                    return _read(answer, address, deadline)
                answer.close()
                address = checked_address(urljoin(address, answer.headers["location"]))
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError) as error:
        raise FeedUnreachable(host=_host(address), words=_words(error)) from error
    raise FeedUnreachable(host=_host(address), words="too many redirects")


def _ask(http: "httpx2.Client", address: str, tag: str) -> "httpx2.Response":
    """Ask the very addresses that were looked up and checked, since a name may lead elsewhere the next time."""
    import httpx2  # noqa: PLC0415

    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    found = addresses_of(host, port)
    if must_not_be_reached(host, port, found):
        raise FeedPrivate(host=host)
    if parts.scheme != "https" and any(one.is_global for one in found):
        raise FeedNotSecure
    named = httpx2.URL(address)
    headers = {"Host": named.netloc.decode("ascii"), "Accept": "text/calendar, */*;q=0.5", "User-Agent": "Goodword"}
    if tag:
        headers["If-None-Match"] = tag
    name = {"sni_hostname": named.raw_host.decode("ascii")}
    for tried, one in enumerate(found, start=1):
        request = http.build_request("GET", named.copy_with(host=str(one)), headers=headers, extensions=name)
        try:
            return http.send(request, stream=True, follow_redirects=False)
        except (httpx2.ConnectError, httpx2.ConnectTimeout):  # nothing was said yet
            if tried == len(found):
                raise
    raise FeedUnreachable(host=host, words="no address")


def _read(answer: "httpx2.Response", address: str, deadline: float) -> Fetched:
    try:
        if answer.status_code == _NOT_MODIFIED:
            return Fetched(None)
        if answer.status_code != _OK:
            raise FeedRefused(host=_host(address), status=answer.status_code)
        body = bytearray()
        for piece in answer.iter_bytes():
            body += piece
            if len(body) > LARGEST:
                raise FeedTooLarge(megabytes=LARGEST // (1024 * 1024), events=MOST_EVENTS)
            if time.monotonic() > deadline:
                raise FeedUnreachable(host=_host(address), words="too slow")
    finally:
        answer.close()
    tag = answer.headers.get("etag", "")
    return Fetched(bytes(body), tag if len(tag) <= _LONGEST_TAG and tag.isascii() else "")


def _tls() -> ssl.SSLContext:
    """TLS 1.2 or newer, the authorities of this machine (and of SSL_CERT_FILE), names checked."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _host(address: str) -> str:
    return urlsplit(address).hostname or "?"


def _words(error: BaseException) -> str:
    """What the system says of it, never the address, which may be a secret."""
    root: BaseException | None = error
    while root is not None:
        if isinstance(root, OSError) and root.strerror:
            return root.strerror
        root = root.__cause__ or root.__context__
    return type(error).__name__
