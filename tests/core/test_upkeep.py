"""SQLite is told how large its tables are; PostgreSQL finds out by itself."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goodword.core.jobs.models import QueuedJob
from goodword.core.upkeep import survey_tables
from tests.core.jobs.sample_jobs import tick
from tests.engines import engine

pytestmark = pytest.mark.django_db


def believed_rows() -> int:
    """How many queued jobs the planner believes there are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(CAST(stat AS INTEGER)) FROM sqlite_stat1 WHERE tbl = %s", [QueuedJob._meta.db_table])
        return int(cursor.fetchone()[0] or 0)


def test_the_planner_learns_how_much_there_is() -> None:
    for _ in range(3):
        tick.enqueue()

    with CaptureQueriesContext(connection) as asked:
        survey_tables.call()

    if engine() == "sqlite":
        assert believed_rows() == 3
    else:
        assert not asked.captured_queries
