"""Several counts in one question: each a column of one row, none counted beyond its bound."""

from collections.abc import Sequence
from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery


class Bounded(Subquery):
    """How many rows there are, at most `limit`, as a column. Of several parts, which share no row, those together: the
    count ends with the part in which it comes to the limit."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()
    empty_result_set_value = 0

    def __init__(self, rows: QuerySet[Any] | Sequence[QuerySet[Any]], limit: int) -> None:
        first, *others = [part.order_by().values("pk") for part in ([rows] if isinstance(rows, QuerySet) else rows)]
        super().__init__((first.union(*others, all=True) if others else first)[:limit])
