"""How complaints are put right, for those who lead."""

from dataclasses import replace

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodword.core.errors import NotAllowed
from goodword.insight.access import sees_figures
from goodword.web.inbox.addresses import MOST_ROWS, number_in
from goodword.web.inbox.parts import reader
from goodword.web.insight.asking import Asked, DaysForm, asked_of
from goodword.web.insight.behind import MOST
from goodword.web.insight.recovery.behind import BehindComplaints, sieve_of
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
def show_open(request: AgentRequest) -> HttpResponse:
    """What is open now, alone: the live refresh asks for it. Raises NotAllowed likewise."""
    return render_page(request, "insight/recovery/_open.html", {"page": _board(request)})


@require_safe
def download_complaints(request: AgentRequest) -> HttpResponse:
    """The same figures as a file for a spreadsheet. Raises NotAllowed likewise."""
    board = _board(request)
    return csv_file("complaints", board.asked, sheet_of(board))


@require_safe
def show_behind(request: AgentRequest) -> HttpResponse:
    """The complaints behind a figure. `rows` says how many to show. Raises NotAllowed likewise."""
    asked, _form = _asked(request)
    rows = min(max(number_in(request.GET.get("rows", "")) or MOST, MOST), MOST_ROWS)
    behind = BehindComplaints(reader(request), asked, sieve_of(request, asked), rows)
    further = request.GET.copy()
    further["rows"] = str(rows + MOST)
    context = {
        "behind": behind,
        "title": behind.title,
        "back": asked.address(Board.here),
        "more": f"?{further.urlencode()}" if behind.has_more and rows < MOST_ROWS else "",
    }
    return render_page(request, "insight/recovery/behind.html", context)


def _board(request: AgentRequest) -> Board:
    asked, form = _asked(request)
    return Board(reader(request), asked, form)


def _asked(request: AgentRequest) -> tuple[Asked, DaysForm]:
    """What the address asks for, of one team or all. Raises NotAllowed for who sees but their own figures."""
    if not sees_figures(request.user):
        raise NotAllowed
    asked, form = asked_of(request)
    return replace(asked, is_inside=False, team=number_in(request.GET.get("team", "")) or None), form
