"""The store on PostgreSQL: a table that is not in the write-ahead log, and empty after a crash."""

from typing import Any

from django.db import connection

TABLE = """CREATE UNLOGGED TABLE IF NOT EXISTS core_presence (
    key text PRIMARY KEY, agent_id bigint NOT NULL, name text NOT NULL, conversation_id bigint NOT NULL,
    state text NOT NULL, saved integer NOT NULL, until double precision NOT NULL
)"""


class Table:
    """Rows over Django's connection of the present thread."""

    def read(self, moment: float) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT key, agent_id, name, conversation_id, state, saved FROM core_presence WHERE until > %s",
                [moment],
            )
            return list(cursor.fetchall())

    def write(self, row: tuple[Any, ...]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO core_presence VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (key) DO UPDATE SET "
                "conversation_id = excluded.conversation_id, state = excluded.state, saved = excluded.saved, "
                "until = excluded.until",
                row,
            )

    def delete(self, key: str, moment: float) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM core_presence WHERE key = %s OR until < %s", [key, moment])


def store() -> Table:
    """The same for every thread: the connection is the thread's own."""
    return Table()


def close() -> None:
    """Nothing to give back: Django closes its connections itself."""


def make_table() -> None:
    """Make the table where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
