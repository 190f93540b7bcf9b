"""What every change of a promise does: see what passed, change the row, bring its conversation up to date."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from goodword.core.actor import SYSTEM, Actor
from goodword.core.clock import now
from goodword.core.events import Event, record
from goodword.promises.choices import Outcome
from goodword.promises.errors import AlreadySettled
from goodword.promises.events import PromiseBroken
from goodword.promises.life import Life
from goodword.promises.models import Promise
from goodword.promises.projections import restate_promises
from goodword.promises.reckoning import columns_of

SEEN_LATE = 5  # seconds; a watcher that runs is not later


def still_owed(promise_id: int) -> Promise:
    """The promise under lock, seen broken if its time has passed. Raises NotFound, AlreadySettled."""
    promise = Promise.objects.locked(promise_id)
    if not promise.is_owed:
        raise AlreadySettled
    see_passed(promise)
    return promise


def see_passed(promise: Promise, moment: datetime | None = None) -> None:
    """Break the promise if its due time has passed, as of that time, whether or not the watcher came first."""
    life, at = promise.life, moment or now()
    if life.is_past_due(at):
        write(promise, life.after(at))


def write(promise: Promise, life: Life, **columns: object) -> None:
    """Write what became of the promise, and then its conversation's row; that it broke is told whoever sees it first.
    The caller holds the conversation."""
    breaks = life.outcome == Outcome.BROKEN and not promise.is_broken
    promise.change(**{**columns_of(promise, life), **columns})
    if breaks:
        late = int((now() - life.due).total_seconds())
        record(PromiseBroken(by=SYSTEM, **about(promise), late_seconds=late if late > SEEN_LATE else 0))
    restate_promises(promise.conversation)
    if promise.is_owed and promise.is_paused_by_turn:
        promise.read_clock()


def in_turn(promises: Iterable[Promise]) -> Iterator[Promise]:
    """One after the other, each as it is by then: what is written of one may move the clocks of the others."""
    for place, promise in enumerate(promises):
        if place:
            promise.read_clock()
        yield promise


def about(promise: Promise) -> dict[str, int]:
    """What every event of a promise says."""
    ids = {"promise_id": promise.pk, "conversation_id": promise.conversation_id}
    return ids if promise.customer_id is None else {**ids, "person_id": promise.customer_id}


def tell(event: type[Event], promise: Promise, *, by: Actor, undoes: int | None = None, **facts: object) -> None:
    """Record the event of a promise."""
    record(event(by=by, undoes=undoes, **about(promise), **facts))  # type: ignore[arg-type]
