"""Search: one field, what is found as one types, and what the field may hold."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from goodword.conversations.queries.found import found_people
from goodword.conversations.queries.inbox import InboxView
from goodword.conversations.search.asking import ask, numbered, perhaps_meant
from goodword.core.query import QueryError
from goodword.core.search.rebuilding import progress
from goodword.web.inbox.listing import listing_for
from goodword.web.inbox.parts import reader, wants_part
from goodword.web.search.suggesting import suggestions
from goodword.web.shell import AgentRequest, render_page


@require_safe
def show_search(request: AgentRequest) -> HttpResponse:
    """The field and what is found, with nothing opened; for htmx only the empty place beside it."""
    if wants_part(request):
        return render_page(request, "conversation/_closed.html")
    return render_page(request, "search/page.html", _found(request))


@require_safe
def show_results(request: AgentRequest) -> HttpResponse:
    """What is found, alone: as one types, or further results."""
    return render_page(request, "search/_results.html", _found(request))


@require_safe
def show_suggestions(request: AgentRequest) -> HttpResponse:
    """What the word before the cursor may become."""
    asked = request.GET.get("at", "")
    text = request.GET.get("q", "").replace("\0", " ")
    at = int(asked) if asked.isdecimal() and len(asked) < len("10000") else len(text)
    return render_page(request, "search/_suggestions.html", {"suggestions": suggestions(reader(request), text, at)})


def _found(request: AgentRequest) -> dict[str, Any]:
    text, sort = request.GET.get("q", ""), request.GET.get("sort", "")
    view = InboxView.of("search", "", sort, text)
    listing = listing_for(request, view=view)
    is_first = not request.GET.get("after")
    return {
        "listing": listing,
        "query": text,
        "building": progress(),
        **(
            _beside(request, text, is_empty=listing.is_empty) if text.strip() and is_first and not listing.fault else {}
        ),
    }


def _beside(request: AgentRequest, text: str, *, is_empty: bool) -> dict[str, Any]:
    """People, the conversation of that number, and where nothing was found what was perhaps meant."""
    agent = reader(request)
    try:
        people = found_people(agent, ask(agent, text))
        numbered_one = numbered(agent, text)
        perhaps = perhaps_meant(agent, text) if is_empty and not people and not numbered_one else ""
    except QueryError:
        return {}
    return {"people": people, "numbered": numbered_one, "perhaps": perhaps}
