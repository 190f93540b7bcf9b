"""/healthz and /readyz, for supervisors and load balancers, open to all and silent about everything else."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.test import Client

from goodword.core.clock import now
from goodword.core.jobs.models import Recurrence
from goodword.web.health import views


@pytest.fixture(autouse=True)
def _unknown() -> Iterator[None]:
    views._migrated.clear()
    yield
    views._migrated.clear()


@pytest.mark.django_db
def test_a_process_that_answers_is_up(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_it_is_ready_with_tables_and_a_worker(client: Client) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"database": "ok", "migrations": "ok", "worker": "ok"})


@pytest.mark.django_db
def test_without_a_worker_it_is_not(client: Client) -> None:
    Recurrence.objects.create(name="sweep", next_at=now() - timedelta(minutes=3))
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["worker"]) == (503, "missing")


@pytest.mark.django_db
def test_with_missing_migrations_it_is_not(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "pending_migrations", lambda: ["core.0002_more"])
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["migrations"]) == (503, "pending")


@pytest.mark.django_db
def test_without_a_database_it_is_not(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> list[str]:
        raise OperationalError

    monkeypatch.setattr(views, "pending_migrations", away)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"database": "unreachable"})
