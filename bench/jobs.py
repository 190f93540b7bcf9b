"""How fast jobs go through one worker: `python bench/jobs.py [sqlite|postgres] [JOBS]` prints a row of the table.

Enqueued: one transaction each, as an action does. Done: by one worker with four threads. Start: from the commit to the
first line of the job, on an idle worker. The database is a new one, with the settings of production.
"""

import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
ENGINE = sys.argv[1] if len(sys.argv) > 1 else "sqlite"
JOBS = int(sys.argv[2]) if len(sys.argv) > 2 else 5_000
HEAD = "| Engine | Jobs | Enqueued/s | Done/s | Start p50 | Start p95 |\n|---|---|---|---|---|---|"

started: list[float] = []


def timed(work: Callable[[], None]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def measure() -> str:
    """Run all three measures and return the row."""
    import django

    django.setup()
    from django.core.management import call_command

    from bench.jobs import note_start, started
    from goodword.core.jobs.models import QueuedJob
    from goodword.core.jobs.worker import run_worker

    call_command("migrate", verbosity=0)

    def enqueue_all() -> None:
        for _ in range(JOBS):
            note_start.enqueue()

    def wait_for(count: int) -> None:
        while len(started) < count:
            time.sleep(0.002)

    enqueueing = timed(enqueue_all)
    stop = threading.Event()
    worker = threading.Thread(target=run_worker, args=[stop])
    worker.start()
    running = timed(lambda: wait_for(JOBS))
    delays = []
    for number in range(50):
        time.sleep(0.1)
        note_start.enqueue()
        begin = time.perf_counter()
        wait_for(JOBS + number + 1)
        delays.append((started[-1] - begin) * 1000)
    stop.set()
    worker.join()
    assert QueuedJob.objects.filter(name__endswith="note_start", state="done").count() == JOBS + 50
    p50, p95 = statistics.median(delays), statistics.quantiles(delays, n=20)[-1]
    return f"| {ENGINE} | {JOBS:,} | {JOBS / enqueueing:,.0f} | {JOBS / running:,.0f} | {p50:.0f} ms | {p95:.0f} ms |"


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="goodword-bench-") as folder:
        os.environ["GOODWORD_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "goodword.config.settings"
        if ENGINE == "postgres":
            os.environ["DATABASE_URL"] = _postgres(Path(folder))
        print(HEAD)
        print(measure())


def _postgres(folder: Path) -> str:
    from tests import engines

    folder.chmod(0o755)
    engines._UNSAFE_BUT_FAST.update(fsync="on", synchronous_commit="on")
    return engines.start_postgres(folder / "postgres")


if __name__ == "__main__":
    main()
else:
    from goodword.core.jobs import job

    @job()
    def note_start() -> None:
        """All that a measured job does."""
        started.append(time.perf_counter())
