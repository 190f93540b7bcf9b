"""Answers of the page: drawn without the session, with every wall around them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from goodword.accounts.queries import organization
from goodword.accounts.types import Organization
from goodword.conversations.matter_links import known_link
from goodword.core.errors import NotFound
from goodword.web.portal.page import Matter, Typed
from goodword.web.portal.tongues import speaking, tongues
from goodword.web.portal.uploads import MOST_FILES, most_bytes

if TYPE_CHECKING:
    from goodword.web.portal.check_back import AskingPage

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "font-src 'self'",
        f"img-src 'self' {settings.GOODWORD.files_url}".rstrip(),
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
_WALLS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cache-Control": "private, no-store",
}


@contextmanager
def opened(request: HttpRequest, token: str) -> Iterator[Matter | None]:
    """The matter that the link opens, spoken of in its reader's language; None where it opens nothing."""
    house = _house()
    try:
        known = known_link(token)
    except NotFound:
        yield None
        return
    link = known.link
    with speaking(request, link.person, house) as asked:
        yield Matter(link.conversation, link.person, house, link, asked) if known.is_open else None


def draw_matter(
    matter: Matter, *, typed: Typed | None = None, done: str = "", status: int = 200, shoes: str = ""
) -> HttpResponse:
    """The page; `done` says what was just done, `shoes` is what an agent sees above it."""
    facts = {"matter": matter, "typed": typed or Typed(), "done": done, "shoes": shoes}
    limits = {"most_files": MOST_FILES, "most_bytes": most_bytes()}
    return _draw("portal/matter.html", {**facts, **limits, "house": matter.house, "tongues": matter.tongues}, status)


def draw_asking(page: "AskingPage", *, done: str = "", status: int = 200) -> HttpResponse:
    """The page that asks how it was; `done` says what was just done."""
    return _draw("portal/check_back.html", {"page": page, "house": page.house, "done": done}, status)


def draw_closed(token: str) -> HttpResponse:
    """What whoever has a link sees that opens nothing, whatever became of it."""
    return _draw("portal/closed.html", {"token": token, "house": _house()}, 410)


def draw_word(template: str, status: int = 200) -> HttpResponse:
    """A few words, and nothing to do."""
    return _draw(template, {"house": _house()}, status)


def _draw(template: str, facts: Mapping[str, Any], status: int) -> HttpResponse:
    response = HttpResponse(render_to_string(template, {"tongues": tongues(), **facts}), status=status)
    for name, value in _WALLS.items():
        response[name] = value
    return response


def _house() -> Organization:
    house = organization()
    if house is None:
        raise NotFound
    return house
