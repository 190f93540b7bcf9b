"""Reads each event once, though PostgreSQL hands out ids before it commits them.

An id that is missing below one that was read belongs to a transaction that still runs, or that was undone. It is looked
for until no transaction runs that could have taken it. What stands below the first such id is settled: nothing can
appear there any more. That is the *position* of a reader, and the only place from which one may safely read on.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db import connection
from django.db.models import Q

from goodword.core.live.changes import BATCH, Change, newest_changes, read_changes
from goodword.core.wakeup import is_postgres

REMEMBERED = 1000
SETTLING = 10.0  # seconds between taking an id and having a transaction number, at the very most
MOST_GAPS = 100


@dataclass(frozen=True, slots=True)
class Memory:
    """What was read lately: every event after `since` up to `position`, and some beyond. Never changes, so any thread
    may look at it.
    """

    since: int = 0
    position: int = 0
    changes: tuple[Change, ...] = ()

    def after(self, event_id: int) -> list[Change] | None:
        """What was read after this event; None when it was forgotten, or is not read yet."""
        if not self.since <= event_id <= self.position:
            return None
        return [change for change in self.changes if change.event_id > event_id]


@dataclass(frozen=True, slots=True)
class Gap:
    """Ids from `first` to `last` that were missing; `bound` is the first transaction too young to have taken them."""

    first: int
    last: int
    at: float
    bound: int | None = None

    def around(self, found: Iterable[int]) -> "list[Gap]":
        """What is left of it when these ids of it were found."""
        left, first = [], self.first
        for event_id in (*sorted(found), self.last + 1):
            if event_id > first:
                left.append(Gap(first, event_id - 1, self.at, self.bound))
            first = event_id + 1
        return left


class Reader:
    """For one thread. It begins at the newest event and may be kept when the database goes away and comes back."""

    def __init__(self) -> None:
        newest = newest_changes(REMEMBERED)
        self._highest = newest[-1].event_id if newest else 0
        self._gaps: list[Gap] = []
        since = newest[0].event_id - 1 if newest else 0
        self._remember_gaps(since, [change.event_id for change in newest])
        self.memory = Memory(since, self._position, tuple(newest))

    @property
    def _position(self) -> int:
        return min((gap.first - 1 for gap in self._gaps), default=self._highest)

    def new_changes(self) -> list[Change]:
        """The next batch of what was not read yet; read again until it is empty."""
        oldest_running = self._look_at_transactions()
        wanted = Q(id__gt=self._highest)
        for gap in self._gaps:
            wanted |= Q(id__range=(gap.first, gap.last))
        found = read_changes(wanted)
        # What had ended before this reading was seen by it, or was undone.
        self._gaps = [
            gap for gap in self._gaps if gap.bound is None or gap.bound > oldest_running or len(found) == BATCH
        ]
        ids = [change.event_id for change in found]
        before, self._highest = self._highest, max([self._highest, *ids])
        self._gaps = [left for gap in self._gaps for left in gap.around(i for i in ids if gap.first <= i <= gap.last)]
        self._remember_gaps(before, [event_id for event_id in ids if event_id > before])
        self._remember(found)
        return found

    def _remember_gaps(self, before: int, found: list[int]) -> None:
        # SQLite gives out ids under the lock of the one writer: there a missing id stays missing.
        if found and is_postgres():
            self._gaps += Gap(before + 1, found[-1], time.monotonic()).around(found)
            while len(self._gaps) > MOST_GAPS:  # told twice rather than not at all
                first, second, *others = self._gaps
                self._gaps = [Gap(first.first, second.last, second.at), *others]

    def _look_at_transactions(self) -> int:
        """Give gaps that are old enough their bound; return the oldest transaction that still runs."""
        old = time.monotonic() - SETTLING
        aged = [gap for gap in self._gaps if gap.at < old]
        if not aged:
            return 0
        if any(gap.bound is None for gap in aged):
            youngest = _transaction("pg_current_xact_id()")
            self._gaps = [replace(gap, bound=gap.bound or youngest) if gap in aged else gap for gap in self._gaps]
        return _transaction("pg_snapshot_xmin(pg_current_snapshot())")

    def _remember(self, found: list[Change]) -> None:
        everything = (*self.memory.changes, *found)
        kept = everything[-REMEMBERED:]
        forgotten = everything[: len(everything) - len(kept)]
        since = max((change.event_id for change in forgotten), default=0)
        self.memory = Memory(max(since, self.memory.since), self._position, kept)


def _transaction(asked: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}::text::bigint")
        return int(cursor.fetchone()[0])
