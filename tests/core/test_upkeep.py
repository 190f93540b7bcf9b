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


def alike() -> int:
    """How many rows of the most even index begin alike, as the planner believes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = %s", [QueuedJob._meta.db_table])
        return max(int(stat.split()[1]) for (stat,) in cursor.fetchall() if " " in stat)


def test_a_large_table_is_looked_at_whole_so_that_its_indexes_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goodword.core.upkeep._GLANCE", 10)
    for _ in range(60):
        tick.enqueue()

    survey_tables.call()

    assert engine() != "sqlite" or alike() == 60  # a glance of ten finds eleven
