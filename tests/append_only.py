"""Emptying a database whose ledger refuses to be emptied: what only tests do, after one with real transactions."""

from collections.abc import Callable
from typing import Any

import django.db.backends.sqlite3.base  # noqa: F401 (it comes before its operations)
from django.db.backends.sqlite3.operations import DatabaseOperations

from goodword.core.db.append_only import PREFIX


def let_tests_flush() -> None:
    """SQLite empties a table by DELETE, which the triggers refuse: they go before it and come back after it."""
    flush: Callable[..., list[str]] = DatabaseOperations.sql_flush

    def sql_flush(self: DatabaseOperations, *args: Any, **options: Any) -> list[str]:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = [(name, sql) for name, sql in cursor.fetchall() if name.startswith(PREFIX)]
        gone = [f"DROP TRIGGER {name}" for name, _sql in triggers]
        return [*gone, *flush(self, *args, **options), *(sql for _name, sql in triggers)]

    setattr(DatabaseOperations, "sql_flush", sql_flush)  # noqa: B010 (around the one of Django)
