"""Processes that give all at once and are killed, and what the books must say when they are done."""

import json
import multiprocessing
import os
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from random import Random

from django.conf import settings

from goodword.core.models import RecordedEvent
from goodword.recovery.choices import Step
from goodword.recovery.types import Authority, LedgerTransaction, Remedy
from tests.recovery.remedies import check_books
from tests.soak.crowd import ROOT, database_url
from tests.soak.grants import Plan
from tests.soak.killable_giver import main

_FORKS = multiprocessing.get_context("forkserver")


@dataclass
class Givers:
    """One process for each of the plan's workers; `kill_one` kills one that has begun, and starts it again.

    They are forks of a process that has read all the code and holds no connection, so that a kill costs no start.
    """

    plan: Plan
    folder: Path
    living: dict[int, ForkServerProcess] = field(default_factory=dict)
    lines: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    read: Counter[int] = field(default_factory=Counter)  # how many bytes of each trace
    begun_at: dict[int, int] = field(default_factory=dict)
    kills: int = 0

    def start(self) -> None:
        (self.folder / "plan.json").write_text(json.dumps(asdict(self.plan)))
        os.environ.update(DATABASE_URL=database_url(), GOODWORD_DATA=str(settings.GOODWORD.data), PYTHONPATH=str(ROOT))
        _FORKS.set_forkserver_preload(["pytest", "tests.soak.killable_giver"])
        for worker in range(self.plan.workers):
            self._start(worker)

    def _start(self, worker: int) -> None:
        self.begun_at[worker] = len(self._lines(worker))
        self.living[worker] = _FORKS.Process(target=main, args=(str(self.folder / "plan.json"), worker))
        self.living[worker].start()

    def kill_one(self, chance: Random) -> None:
        at_work = [one for one, life in self.living.items() if life.exitcode is None]
        at_work = [one for one in at_work if len(self._lines(one)) > self.begun_at[one]]
        if not at_work:
            return
        worker = chance.choice(at_work)
        self.living[worker].kill()
        self.living[worker].join()
        self.kills += 1
        self._start(worker)

    def kill_all(self) -> None:
        for life in self.living.values():
            life.kill()
            life.join()

    @property
    def are_done(self) -> bool:
        codes = [life.exitcode for life in self.living.values()]
        assert not any(codes), f"one died by itself: {codes}"
        return codes == [0] * len(codes)

    def done(self) -> int:
        """How many lines the traces have."""
        return sum(len(self._lines(worker)) for worker in self.living)

    def outcomes(self) -> Counter[str]:
        return Counter(line.split()[1] for worker in self.living for line in self._lines(worker))

    def numbers(self) -> set[int]:
        return {int(line.split()[0]) for worker in self.living for line in self._lines(worker)}

    def _lines(self, worker: int) -> list[str]:
        """Those of its trace; only what is new is read."""
        trace = self.folder / f"giver-{worker}"
        if trace.exists():
            with trace.open("rb") as file:
                file.seek(self.read[worker])
                whole, end, _begun = file.read().rpartition(b"\n")
            self.read[worker] += len(whole + end)
            self.lines[worker] += whole.decode().splitlines()
        return self.lines[worker]


def breaks() -> list[str]:
    """Each time when somebody gave more than the authority left them, as the ledger tells it in its order."""
    authorities = {row.pk: row for row in Authority.objects.prefetch_related("reasons")}
    remedies = {row.pk: row for row in Remedy.objects.exclude(given_at=None)}
    budgets: dict[object, dict[int, Remedy]] = defaultdict(dict)
    found: list[str] = []
    for step in LedgerTransaction.objects.order_by("id"):
        remedy = remedies[step.remedy_id]
        row = authorities.get(remedy.authority_id or 0)
        mine = (row.pk, None if row.is_shared else remedy.given_by_id) if row else ("owner",)
        theirs = ("customer", remedy.customer_id, remedy.currency)
        if step.step == Step.RESERVE:
            budgets[mine][remedy.pk] = budgets[theirs][remedy.pk] = remedy
            if row is not None:
                found += [] if row.covers_reason(remedy.reason_id) else [f"{remedy}: not for its reason"]
                found += _over(remedy, budgets[mine], row.budget_minor, row.budget_days, "budget")
                found += _over(remedy, budgets[theirs], row.customer_cap_minor, row.customer_days, "cap")
        elif step.step in {Step.RELEASE, Step.REVERSAL}:
            del budgets[mine][remedy.pk], budgets[theirs][remedy.pk]
    return found


def _over(remedy: Remedy, given: dict[int, Remedy], most: int | None, days: int, what: str) -> list[str]:
    assert remedy.given_at is not None
    since = remedy.given_at - timedelta(days=days)
    total = sum(one.amount_minor for one in given.values() if one.given_at and one.given_at > since)
    return [f"{remedy}: {total} of a {what} of {most}"] if most is not None and total > most else []


def doubles() -> list[str]:
    """What was given, paid or told more than once."""
    steps = Counter(LedgerTransaction.objects.values_list("remedy_id", "step"))
    events = RecordedEvent.objects.filter(kind__in=["remedy.given", "remedy.settled", "remedy.released"])
    told = Counter((row.data["remedy_id"], row.kind) for row in events.iterator())
    ends = Counter(remedy for remedy, step in steps if step != Step.RESERVE)
    found = [f"{one} {times} times" for one, times in (steps + told).items() if times > 1]
    return found + [f"remedy {one} ended {times} times" for one, times in ends.items() if times > 1]


def check() -> None:
    """The books agree to the cent, nothing was done twice, and no budget was ever broken."""
    check_books()
    assert not doubles()
    assert not breaks(), breaks()[:3]
