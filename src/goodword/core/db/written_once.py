"""Queries whose SQL is written once in a process: writing it costs more than asking, where many columns are joined.

Only for queries that are always of one form: what differs from one asking to the next are numbers, each given by name.
"""

import copy
from collections.abc import Callable, Collection, Mapping
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)

_FIRST_MARK = 7_215_000_000_000_000_000  # no row has such a number


class WrittenOnce(Generic[Row]):
    """`rows(conversation=7)` is the list that `build(conversation=7)` would give, with the same rows fetched beside it.

    `build` makes the query from its numbers, and must put each of them into it, never decide by one. Numbers named in
    `maybe` need not be in it.
    """

    def __init__(self, build: Callable[..., QuerySet[Row]], *names: str, maybe: Collection[str] = ()) -> None:
        self._build, self._names, self._maybe = build, names, maybe
        self._written: dict[str, _Written] = {}

    def rows(self, **numbers: int) -> list[Row]:
        connection = connections[DEFAULT_DB_ALIAS]
        return self._for(connection).rows(connection, numbers)

    def values(self, **numbers: int) -> list[tuple[Any, ...]]:
        """The columns as the database has them: for counts."""
        connection = connections[DEFAULT_DB_ALIAS]
        sql, params = self._for(connection).asking(numbers)
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return list(cursor.fetchall())

    def _for(self, connection: Any) -> "_Written":
        written = self._written.get(connection.vendor)
        if written is None:
            marks = {name: _FIRST_MARK + place for place, name in enumerate(self._names)}
            written = _Written(self._build(**marks), connection, marks, self._maybe)
            self._written[connection.vendor] = written
        return written


class _Written:
    """The SQL for one engine, and what Django needs to make rows of its answer."""

    def __init__(
        self, pattern: QuerySet[Any], connection: Any, marks: Mapping[str, int], maybe: Collection[str]
    ) -> None:
        self._compiler: Any = pattern.query.get_compiler(connection=connection)
        self._sql, params = self._compiler.as_sql()
        names = {mark: name for name, mark in marks.items()}
        self._params = tuple(params)
        self._places = [(place, names[value]) for place, value in enumerate(params) if value in names]
        if {*marks} - {name for _place, name in self._places} - {*maybe}:
            raise ValueError("a number is not in the query")
        self._compiler.connection = None  # a thread's own
        self._pattern: Any = pattern

    def asking(self, numbers: Mapping[str, int]) -> tuple[str, tuple[Any, ...]]:
        """The SQL and its parameters."""
        params = list(self._params)
        for place, name in self._places:
            params[place] = numbers[name]
        return self._sql, tuple(params)

    def rows(self, connection: Any, numbers: Mapping[str, int]) -> list[Any]:
        asking = self.asking(numbers)
        compiler = copy.copy(self._compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *_given, **_named: asking
        asked: Any = _Asked(compiler)
        rows: Any = QuerySet(self._pattern.model, query=asked, using=connection.alias)
        rows._prefetch_related_lookups = self._pattern._prefetch_related_lookups  # noqa: SLF001
        return list(rows)


class _Asked:
    """What a QuerySet asks of its query when it is read."""

    def __init__(self, compiler: Any) -> None:
        self._compiler = compiler

    def get_compiler(self, *_given: object, **_named: object) -> Any:
        return self._compiler
