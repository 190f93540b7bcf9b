"""What the database needs now and then to stay fast."""

from django.db import connection

from goodword.core.jobs import job

_GLANCE = 1_000  # rows of each index: enough to know how large a table is, and done in moments on any size
_MOST_WHOLE = 2_000_000  # rows of a table that is looked at whole: a few seconds


@job(priority=-10)
def survey_tables() -> None:
    """Let SQLite learn how large its tables are and what their indexes tell apart, which decides the way it reads.

    A glance at a table of many rows makes all its indexes seem alike, so those are looked at whole, one after the
    other, up to a size. PostgreSQL does so by itself.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit={_GLANCE}")
            cursor.execute("ANALYZE")
            cursor.execute("SELECT tbl, max(CAST(stat AS INTEGER)) FROM sqlite_stat1 GROUP BY tbl")
            sizes = cursor.fetchall()
            cursor.execute("PRAGMA analysis_limit=0")
            for table, rows in sizes:
                if _GLANCE < rows <= _MOST_WHOLE:
                    cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")
