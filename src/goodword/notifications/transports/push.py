"""Handing a sealed notice to the push service of a browser's maker.

The address comes from the browser, so from anybody: it must be https, lead to a public host (or one allowed by name),
and the connection goes to the very address that was looked up and checked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from urllib.parse import urlsplit

from goodword.channels.email.transports.errors import Server, TransportError
from goodword.channels.email.transports.security import (
    checked_addresses,
    refuse_plain_text_elsewhere,
    tls_context,
)

_TIMEOUT = 10.0  # seconds, of each step
_TAKEN = range(200, 300)
_GONE = (404, 410)
_LATER = (408, 425, 429)
_SERVER_FAULT = 500


class Outcome(Enum):
    """What a push service said: taken; nobody is there any more; not now; never."""

    TAKEN = auto()
    GONE = auto()
    LATER = auto()
    REFUSED = auto()


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome, and what was said, for whoever looks after it."""

    outcome: Outcome
    words: str = ""


def origin_of(endpoint: str) -> str:
    """The push service of the address, as it is named in our introduction."""
    parts = urlsplit(endpoint)
    return f"{parts.scheme}://{parts.netloc}"


def deliver(endpoint: str, *, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Hand the body over and say what came of it; nothing is raised."""
    import httpx2  # noqa: PLC0415 (only the worker sends, and it is 10 MB)

    parts = urlsplit(endpoint)
    try:
        server = Server(parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80))
        if parts.scheme != "https":
            refuse_plain_text_elsewhere(server)
        address = checked_addresses(server)[0]
    except (TransportError, ValueError) as error:
        return Answer(Outcome.REFUSED, str(error))
    try:
        with httpx2.Client(verify=tls_context(), timeout=_TIMEOUT, trust_env=False) as http:
            request = http.build_request(
                "POST",
                httpx2.URL(endpoint, host=address),
                content=body,
                headers={**headers, "Host": parts.netloc},
                extensions={"sni_hostname": server.host},
            )
            answer = http.send(request, stream=True, follow_redirects=False)
            answer.close()
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError) as error:
        return Answer(Outcome.LATER, type(error).__name__)
    return _understood(answer.status_code)


def _understood(status: int) -> Answer:
    if status in _TAKEN:
        return Answer(Outcome.TAKEN)
    if status in _GONE:
        return Answer(Outcome.GONE)
    if status in _LATER or status >= _SERVER_FAULT:
        return Answer(Outcome.LATER, str(status))
    return Answer(Outcome.REFUSED, str(status))
