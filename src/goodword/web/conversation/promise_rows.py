"""What happened to promises, between the letters: which of it is worth a line, and what one line can say at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from goodword.conversations.queries.thread import Thread, ThreadEvent
from goodword.promises.choices import Origin, Settled
from goodword.promises.events import (
    AnswerWanted,
    PromiseBroken,
    PromiseGiven,
    PromiseHandedOver,
    PromiseKept,
    PromiseMade,
    PromiseOwedAgain,
    PromiseReckoned,
    PromiseReleased,
    PromiseRenegotiated,
    ThanksNoticed,
)
from goodword.promises.queries.told import IN_THREAD
from goodword.promises.types import Promise
from goodword.web.conversation.promise_tellings import CHANGES, Happened, said_of

AT_ONCE = timedelta(minutes=1)
_KINDS = frozenset(event.kind for event in IN_THREAD)
_ALONE = frozenset({ThanksNoticed.kind, AnswerWanted.kind})
_CAN_BE_UNDONE = frozenset({PromiseMade.kind, PromiseKept.kind, PromiseReleased.kind})
_TONES = {PromiseKept.kind: "kept", PromiseBroken.kind: "broken"}
_ICONS = {
    PromiseKept.kind: "check",
    PromiseGiven.kind: "send",
    PromiseBroken.kind: "circle-alert",
    PromiseReleased.kind: "x",
    PromiseHandedOver.kind: "user-check",
    PromiseOwedAgain.kind: "rotate-ccw",
    ThanksNoticed.kind: "check-check",
    AnswerWanted.kind: "reply",
}


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One thin line. `undo` is the event that it offers to take back, 0 for none; `wants_answer`: that is what the
    button of a letter that only thanked says."""

    id: int
    at: datetime
    words: str
    exact: str
    icon: str
    tone: str = ""
    undo: int = 0
    wants_answer: bool = False


def promise_rows(thread: Thread, promises: Mapping[int, Promise], *, may_answer: bool) -> dict[int, PromiseRow | None]:
    """For each event of promises in the thread its line; None for what another line says, or nobody needs to read."""
    events = [item.event for item in thread.items if item.event and item.event.kind in _KINDS]
    if not events:
        return {}
    found: dict[int, PromiseRow | None] = {event.id: None for event in events}
    beside = _next_to_each_other(thread)
    told = [event for place, event in enumerate(events) if _is_told(event, events, place, promises)]
    for group in _groups(told, promises, beside):
        found[group[0].id] = _row(group, events, promises, may_answer=may_answer)
    return found


def _of(event: ThreadEvent) -> int:
    """The promise that it is about; 0 for what is about a letter."""
    return int(event.facts.get("promise_id") or 0)


def _is_told(event: ThreadEvent, events: Sequence[ThreadEvent], place: int, promises: Mapping[int, Promise]) -> bool:
    if event.kind in _ALONE:
        return True
    promise = promises.get(_of(event))
    if promise is None:  # it never was: it was taken back at once
        return False
    if event.kind == PromiseMade.kind:
        return _is_news(event, events, promise)
    if event.kind == PromiseReckoned.kind:
        return event.facts.get("because") in CHANGES  # that a clock stood still, the turn says itself
    if event.kind == PromiseHandedOver.kind:
        return promise.origin != Origin.POLICY  # that follows the conversation
    return not _was_taken_back(event, events, place)


def _was_taken_back(event: ThreadEvent, events: Sequence[ThreadEvent], place: int) -> bool:
    """A reply was on its way for a moment: it went on, or it was taken back."""
    if event.kind == PromiseGiven.kind:
        return any(_of(later) == _of(event) for later in events[place + 1 :])
    earlier = [one.kind for one in events[:place] if _of(one) == _of(event) and one.kind != PromiseReckoned.kind]
    was_given = earlier[-1:] == [PromiseGiven.kind]
    return event.kind == PromiseOwedAgain.kind and bool(event.actor) and was_given


def _is_news(event: ThreadEvent, events: Sequence[ThreadEvent], promise: Promise) -> bool:
    """That something was promised is said until it was kept in time, if it was the house that did; and where it took
    the place of another, by the line that says so."""
    if event.facts.get("replaces"):
        told = (one for one in events if one.kind == PromiseRenegotiated.kind)
        return all(one.facts.get("by_id") != promise.pk for one in told)
    return promise.origin != Origin.POLICY or promise.settled != Settled.KEPT


def _next_to_each_other(thread: Thread) -> dict[int, int]:
    """For each event how many letters and notes stand before it: those with the same number have none in between."""
    found, letters = {}, 0
    for item in thread.items:
        if item.event is None:
            letters += 1
        else:
            found[item.event.id] = letters
    return found


def _groups(
    events: Sequence[ThreadEvent], promises: Mapping[int, Promise], beside: Mapping[int, int]
) -> list[list[ThreadEvent]]:
    """What happened at once, to several promises, in the same way."""
    groups: list[list[ThreadEvent]] = []
    for event in events:
        last = groups[-1][-1] if groups else None
        if last is not None and _is_alike(last, event, promises) and beside[last.id] == beside[event.id]:
            groups[-1].append(event)
        else:
            groups.append([event])
    return groups


def _is_alike(one: ThreadEvent, other: ThreadEvent, promises: Mapping[int, Promise]) -> bool:
    if one.kind in _ALONE or one.kind in {PromiseRenegotiated.kind, PromiseReckoned.kind}:
        return False
    first, second = promises.get(_of(one)), promises.get(_of(other))
    if first is None or second is None or first.pk == second.pk:
        return False
    facts = ("late", "accepted", "reason", "agent_id", "team_id")
    same = all(one.facts.get(name) == other.facts.get(name) for name in facts)
    is_policy = (first.origin == Origin.POLICY) == (second.origin == Origin.POLICY)
    who = (one.kind, one.actor) == (other.kind, other.actor)
    return who and same and (is_policy or one.kind != PromiseMade.kind) and other.at - one.at < AT_ONCE


def _row(
    group: list[ThreadEvent], events: Sequence[ThreadEvent], promises: Mapping[int, Promise], *, may_answer: bool
) -> PromiseRow:
    first = group[0]
    words, exact = said_of(Happened(group, promises))
    is_late = bool(first.facts.get("late"))
    tone = "" if first.kind == PromiseKept.kind and is_late else _TONES.get(first.kind, "")
    thanks = first.kind == ThanksNoticed.kind
    can_undo = may_answer and (_may_want_answer(first, events) if thanks else _may_undo(group, events, promises))
    return PromiseRow(
        id=first.id,
        at=first.at,
        words=words,
        exact=exact,
        icon=_ICONS.get(first.kind, "clock"),
        tone=tone,
        undo=first.id if can_undo else 0,
        wants_answer=thanks,
    )


def _may_want_answer(event: ThreadEvent, events: Sequence[ThreadEvent]) -> bool:
    """Nobody has said yet that the letter wants an answer."""
    said = (one.facts.get("message_id") for one in events if one.kind == AnswerWanted.kind)
    return event.facts.get("message_id") not in said


def _may_undo(group: list[ThreadEvent], events: Sequence[ThreadEvent], promises: Mapping[int, Promise]) -> bool:
    """What somebody of the house said of one promise last, in so many words, and no letter proves."""
    event, promise = group[0], promises.get(_of(group[0]))
    if promise is None or len(group) > 1 or event.kind not in _CAN_BE_UNDONE:
        return False
    if not event.actor or event.by_customer:
        return False
    if [one for one in events if _of(one) == promise.pk][-1].id != event.id:
        return False
    if event.kind == PromiseMade.kind:
        return promise.is_owed and promise.origin != Origin.POLICY and not event.facts.get("replaces")
    return not promise.is_owed and promise.proven_by_id is None and not promise.accepted
