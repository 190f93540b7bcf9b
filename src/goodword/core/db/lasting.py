"""How long something lasted, reckoned by the database."""

from typing import Any

from django.db.models import DateTimeField, FloatField, Func, IntegerField


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


class MinutesBegun(Func):
    """The minutes from the first moment to the second, begun ones counted: a second more than an hour makes 61. Exact
    to the microsecond; 0 where the second does not come later."""

    output_field = IntegerField()
    arity = 2
    template = "GREATEST(0, CEIL(EXTRACT(EPOCH FROM %(expressions)s) / 60))::integer"
    arg_joiner = " - "

    def __init__(self, since: Any, until: Any) -> None:
        super().__init__(until, since)

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:  # noqa: ARG002 (as the compiler calls it)
        """Whole seconds as numbers; what is less as it is written, digits behind a point or none, by its order."""
        (until, of_until), (since, of_since) = (compiler.compile(one) for one in self.source_expressions)
        lasted = f"strftime('%%s', substr({until}, 1, 19)) - strftime('%%s', substr({since}, 1, 19))"
        sql = f"MAX(0, ({lasted} + 59 + (substr({until}, 20) > substr({since}, 20))) / 60)"
        return sql, (*of_until, *of_since) * 2


class DaysLater(Func):
    """The same time so many days later: `DaysLater("closed_at", 90)`. On SQLite a sum of a moment and a length calls
    Python for each row; this does not."""

    output_field = DateTimeField()
    arity = 1
    template = "(%(expressions)s + INTERVAL '%(days)s days')"

    def __init__(self, moment: Any, days: int) -> None:
        super().__init__(moment, days=int(days))

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """Whole seconds, and what is less as it is written."""
        moment = "%(expressions)s"
        template = f"(datetime(substr({moment}, 1, 19), '+%(days)s days') || substr({moment}, 20))"
        sql, params = self.as_sql(compiler, connection, template=template, **extra)
        return sql, (*params, *params)
