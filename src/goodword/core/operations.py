"""The one registry of what a person can do: keys, buttons and undo read it, and machines will."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from goodword.core.actor import Actor
from goodword.core.errors import ActionRefused, NotFound
from goodword.core.events import Event
from goodword.core.models import RecordedEvent

Inverse = Callable[[RecordedEvent, Actor], object]


@dataclass(frozen=True, kw_only=True)
class Operation:
    """Something a person can do to a subject.

    `key` is what `EventKeyboard` matches ("e", "Shift+E", "Mod+Enter"); empty for none. `allowed(agent, subject_id)`
    returns the subject or raises. `event` is what `run` records; `inverse(event, by)` takes that event back.
    """

    name: str
    label: str | Promise
    subject: str
    run: Callable[..., Any]
    allowed: Callable[[Any, int], Any]
    key: str = ""
    event: type[Event] | None = None
    inverse: Inverse | None = None


_operations: dict[str, Operation] = {}


def register(operations: Iterable[Operation]) -> None:
    """Add operations to the registry. Raises ValueError when a name or a key is taken by another."""
    for operation in operations:
        for other in _operations.values():
            same_key = operation.key and operation.key == other.key and operation.subject == other.subject
            if other.name != operation.name and same_key:
                raise ValueError(f"{operation.name} and {other.name} want the same key {operation.key!r}")
        _operations[operation.name] = operation


def all_operations() -> list[Operation]:
    """Every operation, in the order of registration."""
    return list(_operations.values())


def _that_records(kind: str) -> Operation | None:
    return next((o for o in _operations.values() if o.event and o.event.kind == kind and o.inverse), None)


def _can_be_undone(event: RecordedEvent) -> bool:
    """Whether a person can take this event back (it may still be refused because the world moved on)."""
    return event.undoes_id is None and _that_records(event.kind) is not None


def latest_undoable(conversation_id: int, *, by: Actor) -> RecordedEvent | None:
    """The newest event of the conversation, if it is this person's and can be taken back."""
    return _newest_undoable(RecordedEvent.objects.filter(conversation_id=conversation_id), by)


def latest_undoable_of_person(person_id: int, *, by: Actor) -> RecordedEvent | None:
    """The newest event of the person's record alone, if it is the actor's and can be taken back."""
    return _newest_undoable(RecordedEvent.objects.filter(person_id=person_id, conversation_id__isnull=True), by)


def _newest_undoable(rows: QuerySet[RecordedEvent], by: Actor) -> RecordedEvent | None:
    event = rows.filter(actor_kind=by.kind, actor_id=by.id).order_by("-id").first()
    return event if event and _can_be_undone(event) else None


def _subject_of(event: RecordedEvent, operation: Operation | None) -> int | None:
    """The id of what the operation was done to: the conversation, or the person."""
    return event.person_id if operation and operation.subject == "person" else event.conversation_id


@transaction.atomic
def undo(event_id: int, *, agent: Any, by: Actor) -> RecordedEvent:
    """Take back what the event records, through the inverse of its operation; twice is once.

    Raises NotFound, ActionRefused when it cannot be undone (any more), or what the operation's access check raises.
    """
    event = RecordedEvent.objects.select_for_update().filter(pk=event_id).first()
    operation = _that_records(event.kind) if event else None
    subject = _subject_of(event, operation) if event else None
    if event is None or subject is None:
        raise NotFound
    if operation is None or operation.inverse is None or event.undoes_id:
        raise ActionRefused(_("This cannot be undone."))
    operation.allowed(agent, subject)
    if not RecordedEvent.objects.filter(undoes=event).exists():
        operation.inverse(event, by)
    return event
