"""Rows into a database as fast as it takes them: COPY on PostgreSQL, one transaction without a journal on SQLite.

Indexes are dropped before and made again afterwards, whole; keys are looked at in the end on SQLite. What was set for
speed holds for this connection alone.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, models

from bench.moulds import columns_of

Rows = Sequence[tuple[Any, ...]]
Model = type[models.Model]


class Loader(Protocol):
    def write(self, model: Model, rows: Rows) -> None: ...


@contextmanager
def loading(tables: Sequence[Model]) -> Iterator[Loader]:
    """What takes rows of these tables. Their statistics are made afresh in the end."""
    with _postgres(tables) if connection.vendor == "postgresql" else _sqlite(tables) as loader:
        yield loader


class _Sqlite:
    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def write(self, model: Model, rows: Rows) -> None:
        names = ", ".join(f'"{column.column}"' for column in columns_of(model))
        places = ", ".join("?" for _ in columns_of(model))
        self._database.executemany(f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({places})', rows)


@contextmanager
def _sqlite(tables: Sequence[Model]) -> Iterator[_Sqlite]:
    connection.close()
    database = sqlite3.connect(str(settings.DATABASES["default"]["NAME"]), isolation_level=None)
    for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=OFF", "synchronous=OFF", "cache_size=-262144"):
        database.execute(f"PRAGMA {pragma}")
    names = {model._meta.db_table for model in tables}
    rows = database.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
    indexes = [(name, sql) for name, table, sql in rows.fetchall() if table in names]
    for name, _sql in indexes:
        database.execute(f'DROP INDEX "{name}"')
    database.execute("BEGIN")
    yield _Sqlite(database)
    database.execute("COMMIT")
    for _name, sql in indexes:
        database.execute(sql)
    if broken := database.execute("PRAGMA foreign_key_check").fetchmany(5):
        raise ValueError(f"rows point nowhere: {broken}")
    database.execute("ANALYZE")
    for pragma in ("synchronous=FULL", "journal_mode=WAL", "locking_mode=NORMAL"):
        database.execute(f"PRAGMA {pragma}")
    database.close()


class _Postgres:
    def __init__(self, database: Any) -> None:
        self._database = database

    def write(self, model: Model, rows: Rows) -> None:
        names = ", ".join(f'"{column.column}"' for column in columns_of(model))
        with self._database.cursor().copy(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN') as copy:
            copy.write("".join(map(_line, rows)))


def _line(row: tuple[Any, ...]) -> str:
    return "\t".join([_cell(value) for value in row]) + "\n"


def _cell(value: Any) -> str:
    if value is None:
        return "\\N"
    if type(value) is str:
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t") if _is_odd(value) else value
    return str(value)


def _is_odd(value: str) -> bool:
    return "\\" in value or "\n" in value or "\t" in value


@contextmanager
def _postgres(tables: Sequence[Model]) -> Iterator[_Postgres]:
    connection.ensure_connection()
    database = connection.connection
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # no trigger asks for each key
        cursor.execute("SET synchronous_commit = off")
        cursor.execute("SET maintenance_work_mem = '512MB'")
        indexes = _indexes(cursor, tables)
        for name, _sql in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        yield _Postgres(database)
        for _name, sql in indexes:
            cursor.execute(sql)
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(statement)
        cursor.execute("VACUUM ANALYZE")
    connection.close()


def _indexes(cursor: Any, tables: Sequence[Model]) -> list[tuple[str, str]]:
    """Those that no constraint stands on."""
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename = ANY(%s)"
        " AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = indexname)",
        [[model._meta.db_table for model in tables]],
    )
    found: list[tuple[str, str]] = cursor.fetchall()
    return found
