"""The figures as a file for a spreadsheet."""

import csv
from collections.abc import Iterator
from io import StringIO

from django.utils.translation import gettext as _

from goodword.insight.counts import Count
from goodword.web.insight.page import Page

_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def sheet_of(page: Page) -> str:
    """Comma-separated, with the totals first; a rate of one's own only where there are enough."""
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(_head())
    for by, name, count in _rows(page):
        writer.writerow([by, safe(name), *_numbers(count, is_own=by == "own")])
    return written.getvalue()


def safe(cell: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULAS) else cell


def _head() -> list[str]:
    names = [_("n"), _("Kept"), _("Broken"), _("Made good"), _("Renegotiated"), _("Released")]
    return [_("By"), _("Of"), *names, _("Rate"), _("Low"), _("High")]


def _rows(page: Page) -> Iterator[tuple[str, str, Count]]:
    if page.figures:
        yield "all", page.days, page.figures.total
        for week, count in page.figures.weeks:
            yield "week", week.begins.date().isoformat(), count
        for table in page.tables:
            yield from ((table.name, str(line.name), line.count) for line in table.lines)
    yield "own", page.agent.name, page.own.count


def _numbers(count: Count, *, is_own: bool) -> list[str]:
    numbers = (count.n, count.kept, count.broken, count.made_good, count.renegotiated, count.released)
    shares = () if count.rate is None or (is_own and count.is_few) else (count.rate, *count.interval)
    return [*(str(number) for number in numbers), *(f"{share:.4f}" for share in shares)]
