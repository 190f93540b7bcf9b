"""What was recorded, as the streams need it: enough to know who must look again, and nothing of the content."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from goodword.core.models import RecordedEvent

BATCH = 500
_FIELDS = ("id", "kind", "conversation_id", "person_id", "data__told", "data__before")


@dataclass(frozen=True, slots=True)
class Change:
    """A recorded event. `told` are agents it is meant for; `before` is what a move or an assignment says of before."""

    event_id: int
    kind: str
    conversation_id: int | None
    person_id: int | None
    told: Sequence[int] | None = None
    before: Any = None


def read_changes(condition: Q, limit: int = BATCH) -> list[Change]:
    """The first of the recorded events that meet the condition, in the order of their ids."""
    rows = RecordedEvent.objects.filter(condition).order_by("id")
    return [Change(*row) for row in rows.values_list(*_FIELDS)[:limit]]


def newest_changes(limit: int) -> list[Change]:
    """The last events that were recorded, in the order of their ids."""
    rows = RecordedEvent.objects.order_by("-id").values_list(*_FIELDS)[:limit]
    return [Change(*row) for row in reversed(rows)]


def changes_since(event_id: int) -> list[Change] | None:
    """What was recorded after this event; None when it is too much to tell, or when there is no such event yet.

    The latter is a browser that knows more than the desk: the desk was restored from a backup.
    """
    missed = read_changes(Q(id__gt=event_id), BATCH + 1)
    if len(missed) > BATCH or (not missed and event_id > _newest()):
        return None
    return missed


def _newest() -> int:
    return RecordedEvent.objects.order_by("-id").values_list("id", flat=True).first() or 0
