"""The spine: one past-tense event for every action, in the action's own transaction.

The table is the timeline on the screen, the audit of changes and the source of live updates. Event data holds ids and
codes only, never a customer's words, so that erasure stays possible.
"""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, fields
from typing import Any, ClassVar, TypeVar

from django.db import transaction

from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.db.together import insert
from goodword.core.models import RecordedEvent
from goodword.core.wakeup import wake

_BASE = frozenset({"by", "conversation_id", "person_id", "undoes"})
_kinds: dict[str, type["Event"]] = {}
_reactions: dict[type["Event"], list[Callable[[Any], None]]] = {}
_recording: ContextVar[tuple[type["Event"], ...]] = ContextVar("recording", default=())

E = TypeVar("E", bound="Event")
Reaction = Callable[[E], None]


@dataclass(frozen=True, kw_only=True)
class Event:
    """What happened. Subclass with `kind="room.happened"`; further fields are ids and codes."""

    kind: ClassVar[str]
    version: ClassVar[int]

    by: Actor
    conversation_id: int | None = None
    person_id: int | None = None
    undoes: int | None = None

    def __init_subclass__(cls, *, kind: str, version: int = 1) -> None:
        if kind in _kinds and _kinds[kind].__qualname__ != cls.__qualname__:
            raise TypeError(f"two events call themselves {kind!r}")
        cls.kind, cls.version = kind, version
        _kinds[kind] = cls

    @property
    def data(self) -> dict[str, Any]:
        """The fields of the subclass, as the row keeps them."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name not in _BASE}


def event_kinds() -> dict[str, type[Event]]:
    """Every event class by its kind, for the docs and the tests."""
    return dict(_kinds)


def on(event_class: type[E]) -> Callable[[Reaction[E]], Reaction[E]]:
    """Register a reaction. It runs in the event's transaction, lowest room first; its failure fails the action."""

    def register(reaction: Reaction[E]) -> Reaction[E]:
        reactions = _reactions.setdefault(event_class, [])
        if reaction not in reactions:
            reactions.append(reaction)
        return reaction

    return register


def record(event: Event) -> RecordedEvent:
    """Write the event and run its reactions. Raises RuntimeError outside a transaction or in a cycle of reactions."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{event.kind} must be recorded inside the transaction of its action")
    if type(event) in _recording.get():
        raise RuntimeError(f"{event.kind} was recorded in reaction to itself")
    row = RecordedEvent(
        kind=event.kind,
        version=event.version,
        at=now(),
        actor_kind=event.by.kind,
        actor_id=event.by.id,
        conversation_id=event.conversation_id,
        person_id=event.person_id,
        undoes_id=event.undoes,
        data=event.data,
    )
    insert(row)
    wake()
    token = _recording.set((*_recording.get(), type(event)))
    try:
        for reaction in _reactions.get(type(event), ()):
            reaction(event)
    finally:
        _recording.reset(token)
    return row
