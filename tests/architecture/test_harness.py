"""The harness keeps its own promises."""

import os
import socket

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection

from goodword.core.clock import now
from tests import engines, query_counts
from tests.frozen_time import START, Clock
from tests.network import NetworkBlocked
from tests.skips import refuse_skip


@pytest.mark.django_db
def test_the_database_is_the_engine_asked_for() -> None:
    assert connection.vendor == engines.engine().replace("postgres", "postgresql")


def test_every_process_has_a_folder_of_its_own() -> None:
    assert settings.GOODWORD.data.name == os.environ.get("PYTEST_XDIST_WORKER", "alone")


@pytest.mark.django_db
def test_sqlite_is_a_file_with_a_journal() -> None:
    with connection.cursor() as cursor:
        asked = "PRAGMA journal_mode" if connection.vendor == "sqlite" else "SHOW wal_level"
        assert cursor.execute(asked).fetchone()[0] in {"wal", "replica"}


@pytest.mark.django_db
def test_the_cache_has_its_table() -> None:
    cache.set("key", "value")
    assert cache.get("key") == "value"


@pytest.mark.django_db(transaction=True)
def test_the_cache_is_empty_after_real_transactions() -> None:
    assert cache.get("left") is None
    cache.set("left", "over")


def test_time_stands_still_until_moved(clock: Clock) -> None:
    assert now() == START
    assert clock.forward(hours=2) == now() > START


def test_nothing_reaches_beyond_loopback() -> None:
    with pytest.raises(NetworkBlocked):
        socket.create_connection(("192.0.2.1", 25), timeout=1)
    with pytest.raises(NetworkBlocked):
        socket.getaddrinfo("goodword.org", 25)
    with pytest.raises(socket.gaierror):
        socket.getaddrinfo("nowhere.invalid", 25)


def test_a_changed_query_count_fails() -> None:
    with pytest.raises(AssertionError, match="baseline None"):
        query_counts.check("no such screen", 1, ["SELECT 1"])


def test_a_skip_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    skipped = pytest.TestReport("t", ("t", 1, "t"), {}, "skipped", None, "call")
    monkeypatch.setenv("CI", "")
    assert refuse_skip(skipped).skipped
    monkeypatch.setenv("CI", "true")
    assert refuse_skip(skipped).failed
