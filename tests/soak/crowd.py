"""A crowd of worker processes that are killed at random, and what they left behind."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from django.conf import settings
from django.db import connection

from goodword.core.jobs.models import QueuedJob
from tests.soak.campaign_jobs import leave_a_mark

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Run:
    """One run of one job in one process, in seconds of the machine's monotonic clock."""

    number: int
    begin: float
    end: float


@dataclass
class Crowd:
    """Worker processes on the tests' database; `kill_one` kills one and starts another."""

    random: Random
    traces: Path
    lease: float
    faults: tuple[str, ...] = ()
    living: list["subprocess.Popen[bytes]"] = field(default_factory=list)
    killed_at: dict[int, float] = field(default_factory=dict)

    def start(self, count: int = 1) -> None:
        environment = os.environ | {
            "DATABASE_URL": database_url(),
            "GOODWORD_DATA": str(settings.GOODWORD.data),
            "PYTHONPATH": str(ROOT),
            "SOAK_TRACES": str(self.traces),
        }
        command = [sys.executable, "-m", "tests.soak.killable_worker", str(self.lease), *self.faults]
        self.living += [subprocess.Popen(command, env=environment, cwd=ROOT) for _ in range(count)]

    def kill_one(self) -> None:
        """SIGKILL one that has begun to work, and start another in its place."""
        busy = self._at_work()
        if not busy:
            return
        victim = self.random.choice(busy)
        victim.kill()
        victim.wait()
        self.killed_at[victim.pid] = time.monotonic()
        self.living.remove(victim)
        self.start()

    def stop(self) -> list[int]:
        """Ask all to stop; return the exit codes of those that had begun to work."""
        at_work = self._at_work()
        for worker in self.living:
            worker.send_signal(signal.SIGTERM)
        return [code for worker in self.living for code in [worker.wait(40)] if worker in at_work]

    def _at_work(self) -> list["subprocess.Popen[bytes]"]:
        return [worker for worker in self.living if (self.traces / str(worker.pid)).exists()]

    def kill_all(self) -> None:
        for worker in self.living:
            worker.kill()
            worker.wait()

    def runs(self) -> list[Run]:
        """Every run that was begun, in order; one cut short ended when its process was killed."""
        found = []
        for path in self.traces.iterdir():
            begun: dict[int, float] = {}
            for line in path.read_text().splitlines():
                what, number, at = line.split()
                if what == "begin":
                    begun[int(number)] = float(at)
                else:
                    found.append(Run(int(number), begun.pop(int(number)), float(at)))
            end = self.killed_at.get(int(path.name), float("inf"))
            found += [Run(number, at, end) for number, at in begun.items()]
        return sorted(found, key=lambda run: run.begin)

    def run_twice_at_once(self) -> int:
        """How many runs began while another process still ran the same job."""
        ends: dict[int, float] = {}
        overlaps = 0
        for run in self.runs():
            overlaps += run.begin < ends.get(run.number, 0)
            ends[run.number] = max(run.end, ends.get(run.number, 0))
        return overlaps


def database_url() -> str:
    """The address of the tests' database, for a process of its own."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    return f"postgresql://{database['USER']}@{database['HOST']}:{database['PORT']}/{database['NAME']}"


def marks() -> int:
    """How many jobs had their effect."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM soak_mark")
        return int(cursor.fetchone()[0])


def states() -> dict[str, int]:
    """How many of the campaign's jobs are in each state."""
    found: dict[str, int] = {}
    for state in QueuedJob.objects.filter(name=leave_a_mark.module_path).values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return found
