"""The figures of the board as a file for a spreadsheet."""

import csv
from collections.abc import Iterator
from io import StringIO

from django.utils.translation import gettext as _

from goodword.web.insight.recovery.board import Board
from goodword.web.insight.recovery.lines import GivenLine, ShareLine
from goodword.web.insight.sheet import safe

Row = list[str | int]


def sheet_of(board: Board) -> str:
    """Comma-separated: a line for each figure, with n and its range where it is a share."""
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow([_("By"), _("Of"), _("n"), _("Figure"), _("Range"), _("Cost")])
    for row in _rows(board):
        writer.writerow([safe(cell) if isinstance(cell, str) else cell for cell in row])
    return written.getvalue()


def _rows(board: Board) -> Iterator[Row]:
    n = board.found.curve.n
    for hours, share, reach in board.steps:
        yield ["within-hours", hours, n, share if n else "", reach if n else "", ""]
    for name, number in _accepted(board):
        yield ["accepted", name, number, "", "", ""]
    for kind in board.kinds:
        yield _given("kind", kind)
    for reason in board.reasons:
        yield _given("reason", reason)
    yield _share("without-asking", board.unasked)
    for line in board.said_lines:
        yield [
            "said",
            line.name,
            line.told.share.n,
            line.told.percent,
            line.told.range if line.told.percent else "",
            "",
        ]
    yield _share("wrote", board.wrote)
    yield _share("complained", board.complained)
    for cause in board.causes:
        yield ["cause", cause.name, cause.cause.n, cause.half_within, "", cause.cost]


def _accepted(board: Board) -> list[tuple[str, int]]:
    found = board.found
    return [("agreed", found.agreed), ("silent", found.silent), ("let-go", found.let_go), ("open", found.still_open)]


def _given(by: str, line: GivenLine) -> Row:
    return [by, line.name, line.given.n, "", "", line.cost]


def _share(by: str, line: ShareLine, name: str = "") -> Row:
    return [by, name, line.share.n, line.percent, line.range if line.percent else "", ""]
