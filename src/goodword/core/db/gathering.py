"""The words of many rows in one column, so that a list asks once for all of its rows."""

from typing import Any

from django.db.models import F, JSONField, QuerySet, Subquery


class Gathered(Subquery):
    """What the rows say in their one column, as a list in their order; empty when there are none."""

    template = "(SELECT json_group_array(gathered.said) FROM (%(subquery)s) gathered)"
    output_field = JSONField()

    def __init__(self, rows: QuerySet[Any], column: str) -> None:
        super().__init__(rows.values(said=F(column)))

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """PostgreSQL has no list of no rows; and only its binary kind is read as one."""
        template = "COALESCE((SELECT jsonb_agg(gathered.said) FROM (%(subquery)s) gathered), '[]'::jsonb)"
        return self.as_sql(compiler, connection, template=template, **extra)
