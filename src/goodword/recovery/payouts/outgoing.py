"""One request to an address that somebody entered: public (or allowed by name), encrypted, within limits."""

import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from goodword.core.private_addresses import addresses_of, must_not_be_reached
from goodword.recovery.payout_choices import PayoutProblem

if TYPE_CHECKING:
    import httpx2

CONNECT_SECONDS, ANSWER_SECONDS, TOTAL_SECONDS = 10.0, 30.0, 60.0
LARGEST_ANSWER = 1024 * 1024
_PORTS = {"http": 80, "https": 443}


class NotSent(Exception):
    """Nothing was said to the other side: it certainly had no effect. `code` is the problem."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class NoAnswer(Exception):
    """The request left, and no whole answer came."""


@dataclass(frozen=True, slots=True)
class Said:
    """A whole answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def is_web_address(address: str) -> bool:
    """Whether it can be asked at all; nothing is looked up."""
    try:
        parts = urlsplit(address)
        return parts.scheme in _PORTS and bool(parts.hostname) and parts.username is None and (parts.port or 1) > 0
    except ValueError:
        return False


def ask(method: str, address: str, *, headers: Mapping[str, str], body: bytes | None = None) -> Said:
    """Ask once; nothing is repeated and no redirect followed. Raises NotSent, NoAnswer."""
    import httpx2  # noqa: PLC0415 (10 MB, and only the worker asks)

    deadline = time.monotonic() + TOTAL_SECONDS
    found = _checked(address)
    limits = httpx2.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS)
    with httpx2.Client(verify=_tls(), timeout=limits, trust_env=False) as http:
        answer = _sent(http, found, httpx2.Request(method, address, headers=headers, content=body))
        try:
            return Said(answer.status_code, dict(answer.headers), _read(answer, deadline))
        except (httpx2.HTTPError, OSError, ValueError) as error:
            raise NoAnswer from error
        finally:
            answer.close()


def _checked(address: str) -> list[str]:
    """Where the host is. Raises NotSent unless it may be asked."""
    if not is_web_address(address):
        raise NotSent(PayoutProblem.NOT_SECURE)
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    try:
        found = addresses_of(host, port)
    except (OSError, ValueError) as error:
        raise NotSent(PayoutProblem.UNREACHABLE) from error
    if must_not_be_reached(host, port, found):
        raise NotSent(PayoutProblem.PRIVATE)
    if parts.scheme != "https" and any(one.is_global for one in found):
        raise NotSent(PayoutProblem.NOT_SECURE)
    return [str(one) for one in found]


def _sent(http: "httpx2.Client", found: list[str], wanted: "httpx2.Request") -> "httpx2.Response":
    """The head of the answer from the first of the very addresses that were looked up and checked."""
    import httpx2  # noqa: PLC0415

    named, body = wanted.url, wanted.read()
    headers = {**wanted.headers, "host": named.netloc.decode("ascii"), "user-agent": "Goodword"}
    name = {"sni_hostname": named.raw_host.decode("ascii")}
    for one in found:
        there = named.copy_with(host=one)
        request = http.build_request(wanted.method, there, content=body, headers=headers, extensions=name)
        try:
            return http.send(request, stream=True, follow_redirects=False)
        except (httpx2.ConnectError, httpx2.ConnectTimeout):
            continue  # nothing was said yet
        except (httpx2.HTTPError, OSError, ValueError) as error:
            raise NoAnswer from error
    raise NotSent(PayoutProblem.UNREACHABLE)


def _read(answer: "httpx2.Response", deadline: float) -> bytes:
    body = bytearray()
    for piece in answer.iter_bytes():
        body += piece
        if len(body) > LARGEST_ANSWER or time.monotonic() > deadline:
            raise NoAnswer
    return bytes(body)


def _tls() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
