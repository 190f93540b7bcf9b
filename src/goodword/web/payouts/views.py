"""The worklist, and the same as a file."""

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodword.core.clock import now
from goodword.recovery.queries.payouts import MOST_EXPORTED, worklist
from goodword.web.payouts.listing import asked_for
from goodword.web.payouts.settling import DoneForm
from goodword.web.payouts.sheets import sheet_of
from goodword.web.settings.frame import settings_page
from goodword.web.shell import AgentRequest


@require_safe
def worklist_page(request: AgentRequest) -> HttpResponse:
    """What is to be paid or sent, failed, or not known; filtered by state and kind."""
    page = {"list": asked_for(request), "form": DoneForm(), "title": _("To be paid")}
    return settings_page(request, "payouts/page.html", page)


@require_safe
def worklist_sheet(request: AgentRequest) -> StreamingHttpResponse:
    """The whole list as it is filtered, for a spreadsheet or a bank."""
    asked = asked_for(request)
    rows = worklist(state=asked.state, kind=asked.kind)[:MOST_EXPORTED]
    response = StreamingHttpResponse(sheet_of(rows.iterator(500)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="payouts-{now():%Y-%m-%d}.csv"'
    return response
