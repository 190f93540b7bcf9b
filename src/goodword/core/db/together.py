"""Many actions in one transaction that is undone as a whole: what each would do alone is done once for all of them.

On PostgreSQL every statement is a way to the server and back; on both engines it is time of the ORM. A mail that is
taken in with twenty others needs no savepoints of its own, when whoever takes them in begins again, one by one, after
any failure.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection, models, transaction

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(slots=True)
class _Together:
    answers: dict[Hashable, Any] = field(default_factory=dict)
    rows: dict[type[models.Model], list[models.Model]] = field(default_factory=dict)
    gathered: dict[Callable[[list[Any]], None], list[Any]] = field(default_factory=dict)

    def write(self) -> None:
        for model, rows in self.rows.items():
            model._default_manager.bulk_create(rows)  # noqa: SLF001 (Django's public name for it)
        for write, items in self.gathered.items():
            write(items)


_present: ContextVar[_Together | None] = ContextVar("together", default=None)


@contextmanager
def together() -> Iterator[None]:
    """A transaction in which no inner one has a savepoint: whatever fails inside undoes all of it.

    That holds also if somebody inside catches the failure: then it raises TransactionManagementError. Inside of another
    it is a part of that one.
    """
    if _present.get():
        yield
        return
    with transaction.atomic(), _without_savepoints():
        token = _present.set(_Together())
        try:
            yield
            if transaction.get_rollback():
                raise transaction.TransactionManagementError("an action failed inside, and nothing can be kept")
            if group := _present.get():
                group.write()
        finally:
            _present.reset(token)


@contextmanager
def _without_savepoints() -> Iterator[None]:
    """Django asks the connection for a savepoint, and where it has none to give, a failure undoes the transaction."""
    connection.savepoint = _none  # type: ignore[method-assign]
    try:
        yield
    finally:
        del connection.savepoint


def _none() -> None:
    return None


def insert(row: models.Model) -> None:
    """Insert a row that nobody looks for before the transaction ends: within `together` with the others of its kind."""
    if group := _present.get():
        group.rows.setdefault(type(row), []).append(row)
    else:
        row.save(force_insert=True)


def once_together(ask: Callable[P, T]) -> Callable[P, T]:
    """Within `together`, the same question is asked once. For what the actions inside do not change."""

    @wraps(ask)
    def answer(*args: P.args, **kwargs: P.kwargs) -> T:
        group = _present.get()
        if group is None:
            return ask(*args, **kwargs)
        question = (ask, args, tuple(sorted(kwargs.items())))
        if question not in group.answers:
            group.answers[question] = ask(*args, **kwargs)
        found: T = group.answers[question]
        return found

    return answer


def gather(item: T, write: Callable[[list[T]], None]) -> None:
    """Have `write` called with the item: within `together` once with all of them, after the rows; else at once."""
    if group := _present.get():
        group.gathered.setdefault(write, []).append(item)
    else:
        write([item])
