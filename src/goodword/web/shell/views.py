"""The rail alone, as it is now."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from goodword.web.shell.pages import AgentRequest, render_page
from goodword.web.shell.rail import rail_for, tabs_for, unread


@require_safe
def show_rail(request: AgentRequest) -> HttpResponse:
    """The rail of the page at `?at=`, for its live refresh."""
    context = rail_for(request.user, request.GET.get("at", ""), request.GET.get("box", ""))
    return render_page(request, "shell/_rail.html", context)


@require_safe
def show_tabs(request: AgentRequest) -> HttpResponse:
    """The rooms as tabs, for narrow screens, of the page at `?at=`; for their live refresh."""
    context = tabs_for(request.user, request.GET.get("at", ""), unread(request.user))
    return render_page(request, "shell/_tabbar.html", context)
