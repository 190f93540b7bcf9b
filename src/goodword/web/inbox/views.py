"""The inbox: the list of conversations, with an empty place beside it until one is opened."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from goodword.web.inbox.listing import listing_for
from goodword.web.inbox.parts import wants_part
from goodword.web.shell import AgentRequest, render_page


@require_safe
def show_inbox(request: AgentRequest) -> HttpResponse:
    """The list, and nothing opened; for htmx only the empty place, since the list stands there already."""
    if wants_part(request):
        return render_page(request, "conversation/_closed.html")
    return render_page(request, "inbox/page.html", {"listing": listing_for(request)})


@require_safe
def show_filtered(request: AgentRequest) -> HttpResponse:
    """The rows as the filter asks for them, and the ways to other views of the list, which keep it."""
    return render_page(request, "inbox/_filtered.html", {"listing": listing_for(request)})


@require_safe
def show_rows(request: AgentRequest) -> HttpResponse:
    """The rows alone: what changed, or further ones."""
    return render_page(request, "inbox/_rows.html", {"listing": listing_for(request)})
