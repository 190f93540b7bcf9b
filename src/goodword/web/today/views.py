"""Today: who will be let down next."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodword.core.errors import Invalid
from goodword.promises.queries.today import MOST
from goodword.web.inbox.addresses import MOST_ROWS, number_in
from goodword.web.inbox.parts import reader, wants_part
from goodword.web.shell import AgentRequest, render_page
from goodword.web.today.day import Day


@require_safe
def go_home(request: AgentRequest) -> HttpResponseRedirect:  # noqa: ARG001 (every view takes it)
    """The desk begins with today."""
    return redirect("today")


@require_safe
def show_today(request: AgentRequest) -> HttpResponse:
    """The page; for htmx and the live refresh its inside alone. `rows` says how many promises of each list to show."""
    day = Day(reader(request), most=_rows(request))
    if wants_part(request):
        return render_page(request, "today/_day.html", {"day": day})
    return render_page(request, "today/page.html", {"day": day, "title": _("Today")})


def _rows(request: AgentRequest) -> int:
    asked = number_in(request.GET.get("rows") or str(MOST))
    if asked is None:
        raise Invalid
    return min(max(asked, MOST), MOST_ROWS)
