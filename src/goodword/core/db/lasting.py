"""How long something lasted, reckoned by the database."""

from typing import Any

from django.db.models import FloatField, Func


class Seconds(Func):
    """The seconds from the first moment to the second: `Seconds("due_at", "settled_at")`."""

    output_field = FloatField()
    arity = 2
    template = "EXTRACT(EPOCH FROM %(expressions)s)"
    arg_joiner = " - "

    def __init__(self, since: str, until: str) -> None:
        super().__init__(until, since)

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """Days by the Julian calendar: exact to some thousandths of a second."""
        template = "((julianday(%(expressions)s)) * 86400.0)"
        return self.as_sql(compiler, connection, template=template, arg_joiner=") - julianday(", **extra)
