"""The list an agent looks at, to and from the address bar."""

import re
from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from goodword.conversations.queries.inbox import LONGEST_NUMBER, PAGE, InboxView, Sort
from goodword.core.errors import Invalid

MOST_ROWS = 500


def asked_view(request: HttpRequest) -> InboxView:
    """The list that the address names; a form sends it in the address of its action. Raises Invalid."""
    return InboxView.of(*(request.GET.get(name, "") for name in ("box", "state", "sort", "q")))


def number_in(word: str) -> int | None:
    """The number that a word of an address or form stands for; None for what no row can have as its number."""
    return int(word) if word.isdecimal() and len(word) <= LONGEST_NUMBER else None


def asked_rows(request: HttpRequest) -> int:
    """How many rows the reader has opened so far, in whole pages, at most MOST_ROWS. Raises Invalid."""
    asked = number_in(request.GET.get("rows") or str(PAGE))
    if asked is None:
        raise Invalid
    return min(max(asked, PAGE), MOST_ROWS)


def opened_number(request: HttpRequest) -> int | None:
    """The conversation that stands open beside a list which is refreshed alone: the page's address says so."""
    page = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    found = re.search(r"/conversations/([0-9]{1,18})", page)
    return int(found[1]) if found else None


def view_query(view: InboxView, **further: str | int) -> str:
    """The view as the query of an address, `?box=mine`; what is the default is left out."""
    default = InboxView()
    parts = {name: getattr(view, name) for name in ("box", "state", "sort")}
    asked = {name: str(value) for name, value in parts.items() if value != getattr(default, name)}
    asked |= {"q": view.query} if view.query else {}
    query = urlencode({**asked, **{name: str(value) for name, value in further.items() if value}}, safe=":~")
    return f"?{query}" if query else ""


def inbox_address(view: InboxView, **further: str | int) -> str:
    """Where the list stands as a page."""
    return _search("search", view, further) if view.is_search else reverse("inbox") + view_query(view, **further)


def list_address(view: InboxView, **further: str | int) -> str:
    """Where the rows of the list can be fetched alone."""
    if view.is_search:
        return _search("search-results", view, further)
    return reverse("inbox-rows") + view_query(view, **further)


def _search(name: str, view: InboxView, further: Mapping[str, str | int]) -> str:
    """A search says so by its path."""
    sort = {"sort": str(view.sort)} if view.sort is Sort.BEST else {}
    asked = {"q": view.query, **sort, **{name: str(value) for name, value in further.items() if value}}
    return f"{reverse(name)}?{urlencode(asked, safe=':~')}"


def conversation_address(number: int, view: InboxView, **further: str | int) -> str:
    """Where a conversation stands beside its list."""
    return reverse("conversation", args=[number]) + view_query(view, **further)
