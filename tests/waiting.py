"""Waiting for what happens elsewhere: in another thread, another process, a server."""

import time
from collections.abc import Callable

from django.db import connection

PATIENCE = 60.0  # seconds; on a busy machine everything takes long, and nothing is proven by giving up early


def wait_until(true: Callable[[], object], *, seconds: float = PATIENCE) -> None:
    """Return as soon as it is true. Raises AssertionError when it does not become true in time."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not become true"
        time.sleep(0.02)


def wait_until_somebody_waits_for_a_lock() -> None:
    """Until another connection waits for what a transaction holds. On SQLite whoever comes second only begins then."""
    if connection.vendor == "postgresql":
        wait_until(_somebody_waits_for_a_lock)


def _somebody_waits_for_a_lock() -> bool:
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # else a transaction sees what it saw first
        cursor.execute(waiting)
        return bool(cursor.fetchone()[0])
