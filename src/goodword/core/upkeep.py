"""What the database needs now and then to stay fast."""

from django.db import connection

from goodword.core.jobs import job

_ROWS = 1000  # of each index are looked at: enough for estimates, and done in moments on any size


@job(priority=-10)
def survey_tables() -> None:
    """Let SQLite learn how large its tables are and what their indexes tell apart, which decides the way it reads.

    PostgreSQL does so by itself.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit={_ROWS}")
            cursor.execute("ANALYZE")
