"""A worker: a few threads that claim and run jobs, one that keeps their leases, one that knows when there is work."""

import os
import secrets
import socket
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime, timedelta

import structlog
from django.db import Error, connections, transaction

from goodword.core.clock import now
from goodword.core.jobs import claims
from goodword.core.jobs.models import QueuedJob
from goodword.core.jobs.running import run, settle
from goodword.core.jobs.schedule import enqueue_recurring, the_schedule
from goodword.core.wakeup import Wakeup

log = structlog.get_logger("goodword.jobs")

LEASE = timedelta(seconds=30)
GRACE = timedelta(seconds=20)
_LONGEST_WAIT = 0.5  # seconds until a stop is noticed; work is noticed at once
_AFTER_RELEASE = timedelta(seconds=2)  # for the stopping process to end before another one starts the job


def run_worker(
    stop: threading.Event,
    *,
    threads: int = 4,
    queues: Sequence[str] = (),
    lease: timedelta = LEASE,
    grace: timedelta = GRACE,
) -> None:
    """Run jobs, and what the schedule says, until `stop` is set. No queues means all of them.

    Then no new job is begun; those that run have `grace` to end, and the leases of those that do not are released. Ends
    sooner only if the threads cannot be started. A database that is away is waited for.
    """
    _Worker(threads, queues, lease).run(stop, grace)


def run_due_jobs(queues: Sequence[str] = ()) -> int:
    """Run what is due by the present clock, here and now, until nothing is; return how many. For stories and tests.

    Raises what a job raised, after writing down that it failed.
    """
    worker, count = f"{_name()}:here", 0
    while job := claims.claim(worker, timedelta(hours=1), queues):
        count += 1
        outcome = run(job)
        settle(job, outcome)
        if outcome.failure:
            raise outcome.failure
    return count


def _name() -> str:
    return f"{socket.gethostname()[:80]}:{os.getpid()}:{secrets.token_hex(4)}"


class _Worker:
    def __init__(self, threads: int, queues: Sequence[str], lease: timedelta) -> None:
        self._name = _name()
        self._queues = queues
        self._lease = lease
        self._bell = threading.Event()  # there may be work
        self._stopping = threading.Event()  # begin nothing new
        self._stopped = threading.Event()  # no lease to keep any more
        self._held: dict[int, QueuedJob] = {}
        self._runners = [self._thread(self._claim_and_run, f"job-{number}") for number in range(threads)]
        self._heart = self._thread(self._keep_leases, "job-leases")

    def run(self, stop: threading.Event, grace: timedelta) -> None:
        for thread in (*self._runners, self._heart):
            thread.start()
        log.info("worker started", worker=self._name, threads=len(self._runners))
        try:
            self._look_for_work(stop)
        finally:
            self._end(grace)
            connections.close_all()

    def _end(self, grace: timedelta) -> None:
        self._stopping.set()
        deadline = time.monotonic() + grace.total_seconds()
        for runner in self._runners:
            while runner.is_alive() and time.monotonic() < deadline:
                self._bell.set()  # again and again: the first to wake clears it
                runner.join(0.05)
        self._stopped.set()
        self._heart.join()
        for job in list(self._held.values()):
            released = claims.release(job, _AFTER_RELEASE)
            log.warning("job released unfinished", job=job.name, id=job.pk, released=released)
        log.info("worker stopped", worker=self._name)

    def _thread(self, work: Callable[[], None], name: str) -> threading.Thread:
        def run() -> None:
            try:
                work()
            finally:
                connections.close_all()

        return threading.Thread(target=run, name=name, daemon=True)  # a stuck job must not keep the process

    # The thread that looks for work

    def _look_for_work(self, stop: threading.Event) -> None:
        chores = (self._take_over, self._enqueue_recurring)
        due = [now()] * len(chores)
        with closing(Wakeup()) as wakeup:
            while not stop.is_set():
                try:
                    for number, chore in enumerate(chores):
                        if due[number] <= now():
                            due[number] = chore()
                    wakeup.wait(self._seconds_until_work())
                except Error as error:
                    self._survive_database(error, stop)

    def _seconds_until_work(self) -> float:
        """Ring when a job is due; otherwise say how long to wait for the next one."""
        next_at = claims.next_run_at(self._queues)
        if next_at is None:
            return _LONGEST_WAIT
        seconds = (next_at - now()).total_seconds()
        if seconds <= 0:
            self._bell.set()
            return _LONGEST_WAIT
        return min(seconds, _LONGEST_WAIT)

    def _take_over(self) -> datetime:
        claims.take_over_expired()
        return now() + self._lease / 3

    def _enqueue_recurring(self) -> datetime:
        soon = now() + timedelta(seconds=30)  # another node may have moved a line meanwhile
        return min(enqueue_recurring(the_schedule()) or soon, soon)

    # The threads that run jobs

    def _claim_and_run(self) -> None:
        while True:
            self._bell.clear()  # before the look: a ring during it brings another look
            if self._stopping.is_set():
                return
            try:
                job = claims.claim(self._name, self._lease, self._queues)
                if job is None:
                    self._bell.wait()
                    continue
                self._bell.set()  # where one was, there may be another for an idle thread
                while job:
                    job = self._run(job)
            except Error as error:
                self._survive_database(error, self._stopping)

    def _run(self, job: QueuedJob) -> QueuedJob | None:
        """Run the job; then write down how it ended and claim the next one, in one commit."""
        self._held[job.pk] = job
        try:
            outcome = run(job)
            with transaction.atomic():
                settle(job, outcome)
                return None if self._stopping.is_set() else claims.claim(self._name, self._lease, self._queues)
        finally:
            del self._held[job.pk]

    # The thread that keeps the leases

    def _keep_leases(self) -> None:
        while not self._stopped.wait(self._lease.total_seconds() / 3):
            try:
                if held := list(self._held):
                    claims.renew(self._name, held, self._lease)
            except Error as error:
                self._survive_database(error, self._stopped)

    @staticmethod
    def _survive_database(error: Error, stop: threading.Event) -> None:
        """The database is away or busy: say so, and try again with a new connection in a second."""
        log.error("database failed under the worker", error=type(error).__name__)
        connections.close_all()
        stop.wait(1)
