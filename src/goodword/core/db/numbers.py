"""Where the numbers of a table begin."""

from django.db import connections


def count_from(first: int, *, table: str, using: str = "default") -> None:
    """Let the rows of the table be numbered from `first` at least: SQLite forgets where it stood whenever it remakes an
    empty table for a new column. PostgreSQL keeps its count."""
    if connections[using].vendor != "sqlite":
        return
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT max(seq) FROM sqlite_sequence WHERE name = %s", [table])
        (last,) = cursor.fetchone()
        if (last or 0) < first - 1:
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, first - 1])
