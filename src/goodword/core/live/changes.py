"""Reading what was recorded, each event once, though PostgreSQL hands out ids before it commits them."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from goodword.core.models import RecordedEvent
from goodword.core.wakeup import is_postgres

BATCH = 500
GAP_LIFE = 300.0  # seconds; a transaction that takes longer has other worries
MOST_GAPS = 1000
LOOK_BACK = 50


@dataclass(frozen=True, slots=True)
class Change:
    """A recorded event, without its content: enough to know who must look again. `told` are agents it is meant for."""

    event_id: int
    kind: str
    conversation_id: int | None
    person_id: int | None
    told: Sequence[int] | None = None


def _read(condition: Q) -> list[Change]:
    rows = RecordedEvent.objects.filter(condition).order_by("id")
    return [
        Change(*row) for row in rows.values_list("id", "kind", "conversation_id", "person_id", "data__told")[:BATCH]
    ]


def changes_since(event_id: int) -> list[Change] | None:
    """What a browser missed since it saw this event; None when it is too much to tell.

    On PostgreSQL a little of what it saw comes again: an event with a lower id may have been committed later.
    """
    missed = _read(Q(id__gt=event_id - LOOK_BACK if is_postgres() else event_id))
    if len(missed) == BATCH:
        return None
    return [change for change in missed if change.event_id != event_id]


class Reader:
    """Remembers the highest id it saw and the ids below it that were missing: those may still be committed."""

    def __init__(self) -> None:
        newest = RecordedEvent.objects.order_by("-id").values_list("id", flat=True)[:LOOK_BACK]
        ids = set(newest)
        self._highest = max(ids, default=0)
        self._gaps: dict[int, float] = {}
        self._remember_gaps(min(ids, default=0), ids)

    def new_changes(self) -> list[Change]:
        """The next batch of what nobody was told yet; read again until it is empty."""
        self._forget_old_gaps()
        found = _read(Q(id__gt=self._highest) | Q(id__in=list(self._gaps)))
        ids = {change.event_id for change in found}
        for event_id in ids:
            self._gaps.pop(event_id, None)
        before, self._highest = self._highest, max(ids | {self._highest})
        self._remember_gaps(before + 1, ids)
        return found

    def _remember_gaps(self, lowest: int, found: Iterable[int]) -> None:
        known, at = set(found), time.monotonic()
        for event_id in range(max(lowest, self._highest - MOST_GAPS), self._highest):
            if event_id not in known:
                self._gaps[event_id] = at

    def _forget_old_gaps(self) -> None:
        oldest = time.monotonic() - GAP_LIFE
        self._gaps = {event_id: at for event_id, at in list(self._gaps.items())[-MOST_GAPS:] if at > oldest}
