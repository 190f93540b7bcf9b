"""How fast jobs go through one worker: `python -m bench.jobs [JOBS]` prints a row of the table.

On a new SQLite file, or on the empty database that `DATABASE_URL` names. Enqueued: one transaction each, as by an
action. Done: by one worker with four threads. Start: from the commit to the job's first line, on an idle worker.
"""

import os
import statistics
import sys
import tempfile
import threading
import time

folder = tempfile.TemporaryDirectory(prefix="goodword-bench-")
os.environ |= {"GOODWORD_DATA": folder.name, "DJANGO_SETTINGS_MODULE": "goodword.config.settings"}

import django  # noqa: E402 (the environment first)

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from goodword.core.jobs import job  # noqa: E402
from goodword.core.jobs.models import QueuedJob  # noqa: E402
from goodword.core.jobs.worker import run_worker  # noqa: E402

HEAD = "| Engine | Jobs | Enqueued/s | Done/s | Start p50 | Start p95 |\n|---|---|---|---|---|---|"
STARTS = 50

started: list[float] = []


@job()
def note_start() -> None:
    """All that a measured job does."""
    started.append(time.perf_counter())


def wait_for(count: int) -> None:
    while len(started) < count:
        time.sleep(0.002)


def enqueued_per_second(jobs: int) -> float:
    begin = time.perf_counter()
    for _ in range(jobs):
        note_start.enqueue()
    return jobs / (time.perf_counter() - begin)


def done_per_second(jobs: int) -> float:
    begin = time.perf_counter()
    wait_for(jobs)
    return jobs / (time.perf_counter() - begin)


def milliseconds_to_start() -> list[float]:
    """How long each of some jobs waited for its start, enqueued one by one on an idle worker."""
    delays = []
    for _ in range(STARTS):
        time.sleep(0.1)
        before = len(started)
        note_start.enqueue()
        committed = time.perf_counter()
        wait_for(before + 1)
        delays.append((started[-1] - committed) * 1000)
    return delays


def main(jobs: int) -> None:
    call_command("migrate", verbosity=0)
    enqueued = enqueued_per_second(jobs)
    stop = threading.Event()
    worker = threading.Thread(target=run_worker, args=[stop])
    worker.start()
    done, delays = done_per_second(jobs), milliseconds_to_start()
    stop.set()
    worker.join()
    assert QueuedJob.objects.filter(name=note_start.module_path, state="done").count() == jobs + STARTS
    p50, p95 = statistics.median(delays), statistics.quantiles(delays, n=20)[-1]
    print(HEAD)
    print(f"| {connection.vendor} | {jobs:,} | {enqueued:,.0f} | {done:,.0f} | {p50:.0f} ms | {p95:.0f} ms |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000)
