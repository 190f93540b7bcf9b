"""Why a promise was broken, as far as the desk knows: whether anybody was warned, and what happened meanwhile."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import OuterRef, Q, Subquery

from goodword.accounts.models import Agent
from goodword.conversations.events import ReplyBounced, ReplyFailed
from goodword.core.actor import ActorKind
from goodword.core.models import RecordedEvent
from goodword.promises.choices import Origin
from goodword.promises.events import (
    PromiseBroken,
    PromiseHandedOver,
    PromiseMade,
    PromiseReckoned,
    PromiseRenegotiated,
)
from goodword.promises.models import Promise

MOST_READ = 2000
SEEN_LATE = 60  # seconds
_KINDS = (ReplyBounced.kind, ReplyFailed.kind, PromiseBroken.kind, PromiseReckoned.kind)  # what nobody did
_WORTH = frozenset({"calendar", "policy"})


class Meanwhile(StrEnum):
    """What tells most, the first that is so."""

    BOUNCED = "bounced"
    FAILED = "failed"
    TOLD_LATE = "told-late"
    HANDED_OVER = "handed-over"
    RECKONED = "reckoned"
    NOT_RUNNING = "not-running"
    WORKED_ON = "worked-on"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class WhyBroken:
    """When the owner and the lead were warned, if they were; what happened, when, by whom; `seen_after`: how much later
    it was seen that it broke."""

    warned_at: datetime | None
    lead_warned_at: datetime | None
    happened: Meanwhile
    at: datetime | None = None
    who: str = ""
    seen_after: timedelta = timedelta(0)


def why_broken(promises: Iterable[Promise]) -> dict[int, WhyBroken]:
    """For each of the promises that is broken and owed, by its number: in one question, in none if there is none."""
    broken = [promise for promise in promises if promise.is_broken and promise.is_owed]
    if not broken:
        return {}
    name = Agent.objects.filter(pk=OuterRef("actor_id")).values("name")[:1]
    rows = RecordedEvent.objects.filter(
        Q(actor_kind=ActorKind.AGENT) | Q(kind__in=_KINDS),
        conversation_id__in={promise.conversation_id for promise in broken},
        at__gte=min(promise.began_at for promise in broken),
    )
    events = list(rows.annotate(who=Subquery(name)).order_by("-id")[:MOST_READ])
    return {promise.pk: _why(promise, events) for promise in broken}


def _why(promise: Promise, events: Iterable[RecordedEvent]) -> WhyBroken:
    """The newest events stand first."""
    here = [one for one in events if one.conversation_id == promise.conversation_id and one.at >= promise.began_at]
    found = {kind: next((one for one in here if is_so(one, promise)), None) for kind, is_so in _SIGNS.items()}
    happened = next((kind for kind, event in found.items() if event is not None), Meanwhile.NOTHING)
    event = found.get(happened)
    is_agent = event is not None and event.actor_kind == ActorKind.AGENT
    return WhyBroken(
        warned_at=promise.warned_at,
        lead_warned_at=promise.lead_warned_at,
        happened=happened,
        at=event.at if event else None,
        who=getattr(event, "who", None) or "" if is_agent else "",
        seen_after=timedelta(seconds=int(event.data.get("late_seconds") or 0)) if event else timedelta(0),
    )


def _is_of(kind: str, event: RecordedEvent, promise: Promise) -> bool:
    return event.kind == kind and event.data.get("promise_id") == promise.pk


def _told_late(event: RecordedEvent, promise: Promise) -> bool:
    """Another time was named, and told if it was by letter; the promise is broken, so that was too late."""
    is_named = event.kind == PromiseMade.kind and event.data.get("replaces") == promise.pk
    return is_named or _is_of(PromiseRenegotiated.kind, event, promise)


def _not_running(event: RecordedEvent, promise: Promise) -> bool:
    return _is_of(PromiseBroken.kind, event, promise) and int(event.data.get("late_seconds") or 0) >= SEEN_LATE


def _worked_on(event: RecordedEvent, promise: Promise) -> bool:
    """Somebody of the house did something here after they were warned, or after it was due."""
    return event.actor_kind == ActorKind.AGENT and event.at >= (promise.warned_at or promise.due_at)


_SIGNS: Mapping[Meanwhile, Callable[[RecordedEvent, Promise], bool]] = {
    Meanwhile.BOUNCED: lambda event, _promise: event.kind == ReplyBounced.kind,
    Meanwhile.FAILED: lambda event, _promise: event.kind == ReplyFailed.kind,
    Meanwhile.TOLD_LATE: _told_late,
    Meanwhile.HANDED_OVER: lambda event, promise: (
        promise.origin != Origin.POLICY and _is_of(PromiseHandedOver.kind, event, promise)  # else it went along
    ),
    Meanwhile.RECKONED: lambda event, promise: (
        _is_of(PromiseReckoned.kind, event, promise) and event.data.get("because") in _WORTH
    ),
    Meanwhile.NOT_RUNNING: _not_running,
    Meanwhile.WORKED_ON: _worked_on,
}
