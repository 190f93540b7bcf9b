"""Recurring work is enqueued once each time, however many nodes look."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from goodword.core.clock import travelled_to
from goodword.core.jobs.models import QueuedJob, Recurrence
from goodword.core.jobs.schedule import Recurring, enqueue_recurring, the_schedule
from goodword.core.jobs.worker import run_due_jobs
from tests.core.jobs.sample_jobs import tick
from tests.frozen_time import START, Clock

EVERY = timedelta(minutes=10)
LINES = [Recurring("tick", tick, EVERY)]


@pytest.mark.django_db
def test_a_line_is_due_at_once_and_then_on_its_beat(clock: Clock, seen: list[object]) -> None:
    assert enqueue_recurring(LINES) == clock.now() + EVERY
    run_due_jobs()
    clock.forward(minutes=9)
    enqueue_recurring(LINES)
    assert run_due_jobs() == 0

    clock.forward(minutes=2)
    assert enqueue_recurring(LINES) == START + 2 * EVERY
    assert run_due_jobs() == 1
    assert seen == ["tick", "tick"]


@pytest.mark.django_db
def test_after_a_long_pause_it_runs_once(clock: Clock) -> None:
    enqueue_recurring(LINES)
    run_due_jobs()
    clock.forward(hours=5, minutes=3)

    assert enqueue_recurring(LINES) == START + timedelta(hours=5, minutes=10)
    assert run_due_jobs() == 1


@pytest.mark.django_db
def test_it_does_not_pile_up_while_nobody_works(clock: Clock) -> None:
    for _ in range(3):
        enqueue_recurring(LINES)
        clock.forward(minutes=10)

    assert QueuedJob.objects.count() == 1


@pytest.mark.django_db
def test_a_line_taken_off_the_page_is_forgotten() -> None:
    enqueue_recurring([*LINES, Recurring("old", tick, EVERY)])
    enqueue_recurring(LINES)

    assert [row.name for row in Recurrence.objects.all()] == ["tick"]


@pytest.mark.django_db(transaction=True)
def test_many_nodes_enqueue_it_once() -> None:
    start = threading.Barrier(4)

    def look(_: int) -> None:
        start.wait(10)
        with travelled_to(START):
            enqueue_recurring(LINES)
        run_due_jobs()
        connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(look, range(4)))
    assert QueuedJob.objects.count() == 1


def test_every_line_of_the_page_has_its_own_name() -> None:
    names = [line.name for line in the_schedule()]
    assert len(set(names)) == len(names) >= 2
