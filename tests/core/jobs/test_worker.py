"""A worker runs what is due, when it is due, and stops cleanly."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest

from goodword.core.clock import now
from goodword.core.jobs.models import QueuedJob
from goodword.core.jobs.worker import run_worker
from tests.core.jobs import sample_jobs

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_time]


@pytest.fixture(autouse=True)
def _empty_schedule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goodword.core.jobs.worker.the_schedule", list)


@contextmanager
def working(**options: Any) -> Iterator[threading.Event]:
    stop = threading.Event()
    worker = threading.Thread(target=run_worker, args=[stop], kwargs=options)
    worker.start()
    try:
        yield stop
    finally:
        stop.set()
        sample_jobs.gate.set()
        worker.join(30)
        assert not worker.is_alive()


def soon(condition: Callable[[], object], seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.005)
    return bool(condition())


def test_an_idle_worker_starts_a_new_job_at_once(seen: list[object]) -> None:
    with working():
        sample_jobs.greet.enqueue(name="warm")
        assert soon(lambda: seen)
        waits = []
        for number in range(5):
            time.sleep(0.1)
            begin = time.monotonic()
            sample_jobs.greet.enqueue(name=str(number))
            assert soon(lambda number=number: str(number) in seen)
            waits.append(time.monotonic() - begin)
    assert min(waits) < 0.1, waits


def test_a_later_job_starts_on_time(seen: list[object]) -> None:
    due = now() + timedelta(seconds=0.7)
    with working():
        sample_jobs.greet.enqueue_later(due, name="later")
        assert soon(lambda: seen)
    late = QueuedJob.objects.get().started_at - due
    assert timedelta(0) <= late < timedelta(seconds=0.4)


def test_jobs_run_outside_of_transactions(seen: list[object]) -> None:
    with working():
        sample_jobs.tell_transaction.enqueue()
        assert soon(lambda: seen)
    assert seen == [False]


def test_a_failing_job_does_not_stop_the_worker(seen: list[object]) -> None:
    sample_jobs.stumble.enqueue()
    with working(threads=1):
        assert soon(lambda: QueuedJob.objects.get().attempts_made == 1)
        sample_jobs.greet.enqueue(name="next")
        assert soon(lambda: seen)


def test_a_long_job_keeps_its_lease(seen: list[object]) -> None:
    sample_jobs.wait_at_the_gate.enqueue()
    with working(lease=timedelta(seconds=1.5)):
        assert sample_jobs.arrived.wait(10)
        time.sleep(2.5)
        sample_jobs.gate.set()
        assert soon(lambda: QueuedJob.objects.get().state == "done")
    assert QueuedJob.objects.get().attempts_made == 1
    assert seen == ["passed"]


def test_a_stop_lets_a_running_job_end(seen: list[object]) -> None:
    sample_jobs.wait_at_the_gate.enqueue()
    with working(threads=1) as stop:
        assert sample_jobs.arrived.wait(10)
        sample_jobs.greet.enqueue(name="too late")
        stop.set()
        time.sleep(0.7)
        sample_jobs.gate.set()
    assert seen == ["passed"]
    assert sorted(QueuedJob.objects.values_list("state", flat=True)) == ["done", "ready"]


def test_a_stop_releases_what_does_not_end(seen: list[object]) -> None:
    sample_jobs.wait_at_the_gate.enqueue()
    stop = threading.Event()
    worker = threading.Thread(target=run_worker, args=[stop], kwargs={"grace": timedelta(seconds=0.2)})
    worker.start()
    assert sample_jobs.arrived.wait(10)
    stop.set()
    worker.join(20)

    job = QueuedJob.objects.get()
    assert (job.state, job.attempts_made) == ("ready", 0)
    sample_jobs.gate.set()
    assert soon(lambda: not [thread for thread in threading.enumerate() if thread.name.startswith("job-")])
    assert QueuedJob.objects.get().state == "ready", "the old run changes nothing"
