"""Several counts in one question: each a column of one row, none counted beyond its bound."""

from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery


class Bounded(Subquery):
    """How many rows there are, at most `limit`, as a column."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet[Any], limit: int) -> None:
        super().__init__(rows.order_by().values("pk")[:limit])
