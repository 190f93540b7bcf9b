"""Insight: how the desk keeps its word."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodword.web.inbox.addresses import MOST_ROWS, number_in
from goodword.web.inbox.parts import reader
from goodword.web.insight.asking import Asked, asked_of, sieve_of
from goodword.web.insight.behind import MOST, Behind
from goodword.web.insight.page import Page
from goodword.web.insight.sheet import sheet_of
from goodword.web.shell import AgentRequest, render_page

_BYTE_ORDER_MARK = "\ufeff"  # without it a spreadsheet does not take the file for UTF-8


@require_safe
def show_insight(request: AgentRequest) -> HttpResponse:
    """How many promises were kept of those that fell due, by week, team, what was promised, and channel."""
    asked, form = asked_of(request)
    page = Page(reader(request), asked, form)
    context = {"page": page, "title": _("How we keep our word")}
    return render_page(request, "insight/page.html", context, status=422 if form.errors else 200)


@require_safe
def show_promises(request: AgentRequest) -> HttpResponse:
    """The promises behind a figure. `rows` says how many to show."""
    asked, _form = asked_of(request)
    rows = min(max(number_in(request.GET.get("rows", "")) or MOST, MOST), MOST_ROWS)
    behind = Behind(reader(request), asked, sieve_of(request, asked), rows)
    further = request.GET.copy()
    further["rows"] = str(rows + MOST)
    context = {
        "behind": behind,
        "title": behind.title,
        "back": asked.address(),
        "more": f"?{further.urlencode()}" if behind.has_more and rows < MOST_ROWS else "",
    }
    return render_page(request, "insight/promises.html", context)


@require_safe
def download_figures(request: AgentRequest) -> HttpResponse:
    """The same figures as a file for a spreadsheet."""
    asked, form = asked_of(request)
    page = Page(reader(request), asked, form)
    return csv_file("promises", asked, sheet_of(page))


def csv_file(of: str, asked: Asked, content: str) -> HttpResponse:
    """A file for a spreadsheet, named by what it is of and its days."""
    response = HttpResponse(_BYTE_ORDER_MARK + content, content_type="text/csv; charset=utf-8")
    name = f"{of}-{asked.period.first.isoformat()}-{asked.period.last.isoformat()}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
