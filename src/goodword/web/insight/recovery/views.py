"""How complaints are put right, for those who lead."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodword.core.errors import NotAllowed
from goodword.insight.access import sees_figures
from goodword.web.inbox.parts import reader
from goodword.web.insight.asking import asked_of
from goodword.web.insight.recovery.board import Board
from goodword.web.insight.recovery.sheet import sheet_of
from goodword.web.insight.views import csv_file
from goodword.web.shell import AgentRequest, render_page


@require_safe
def show_complaints(request: AgentRequest) -> HttpResponse:
    """The recovery board. Raises NotAllowed for who sees but their own figures."""
    board = _board(request)
    context = {"page": board, "title": _("How we put things right")}
    return render_page(request, "insight/recovery/board.html", context, status=422 if board.form.errors else 200)


@require_safe
def download_complaints(request: AgentRequest) -> HttpResponse:
    """The same figures as a file for a spreadsheet. Raises NotAllowed likewise."""
    board = _board(request)
    return csv_file("complaints", board.asked, sheet_of(board))


def _board(request: AgentRequest) -> Board:
    if not sees_figures(request.user):
        raise NotAllowed
    asked, form = asked_of(request)
    return Board(reader(request), asked, form)
