"""When an allowance is due: read from its calendar and from what made it stand still, and written on its row."""

from datetime import datetime, timedelta

from goodword.calendars.open_time import OpenTime, Pause
from goodword.calendars.queries import open_time_of
from goodword.core.actor import SYSTEM
from goodword.core.clock import NEVER
from goodword.core.events import record
from goodword.promises.alarms import (
    NO_WARNINGS,
    Warnings,
    due_of,
    next_alarm,
    warnings_of_allowance,
    warnings_of_appointment,
)
from goodword.promises.choices import Kind, Why
from goodword.promises.events import PromiseReckoned
from goodword.promises.life import Life
from goodword.promises.models import Promise


def pauses_of(promise: Promise, *, without: Why | None = None) -> list[Pause]:
    """When the promise stood still, and stands; `without`: as if it did not stand still for that now."""
    rows = promise.stands.all()
    kept = [row for row in rows if row.until is not None or row.why != without]
    return [(row.since, row.until) for row in kept]


def due_without(promise: Promise, why: Why) -> datetime:
    """When it would be due if it did not stand still for that now. Of what does not stand still, its due time."""
    if promise.allowed is None:
        return promise.due_at
    open_time = open_time_of(promise.calendar_id)
    return due_of(open_time, promise.began_at, promise.allowed, pauses_of(promise, without=why))


def reckon(promise: Promise, *, because: str) -> None:
    """Reckon anew when an allowance is due; its conversation is under the caller's lock. Told due times of a calendar
    that changed, and what is broken or settled, stay. Raises NeverOpen for a calendar that is never open."""
    if promise.allowed is None or promise.outcome or not promise.is_owed:
        return
    due, warnings = reckoned(promise, open_time_of(promise.calendar_id))
    if (due, warnings.owner, warnings.lead) == (promise.due_at, promise.warn_at, promise.lead_at):
        return
    before, promise.warn_at, promise.lead_at = promise.due_at, warnings.owner, warnings.lead
    promise.change(**columns_of(promise, promise.life.reckoned(due)), warn_at=warnings.owner, lead_at=warnings.lead)
    if due != before:
        record(
            PromiseReckoned(
                by=SYSTEM,
                conversation_id=promise.conversation_id,
                person_id=promise.customer_id,
                promise_id=promise.pk,
                before=before.isoformat(),
                after=due.isoformat(),
                because=because,
            )
        )


def reckoned(promise: Promise, open_time: OpenTime) -> tuple[datetime, Warnings]:
    """When the promise is due, and when somebody is warned of it. Raises NeverOpen."""
    if promise.allowed is None:
        return promise.due_at, warnings_of_appointment(promise.began_at, promise.due_at)
    pauses = pauses_of(promise) if promise.pk else []
    due = due_of(open_time, promise.began_at, promise.allowed, pauses)
    warnings = warnings_of_allowance(
        open_time, promise.began_at, promise.allowed, pauses, share=promise.warn_share, lead=promise.warn_lead
    )
    return due, warnings if due < NEVER else NO_WARNINGS


def columns_of(promise: Promise, life: Life) -> dict[str, object]:
    """The columns that say what became of it, and when the watcher looks at it next."""
    warnings = Warnings(promise.warn_at, promise.lead_at)
    return {
        "due_at": life.due,
        "given_at": life.given_at,
        "outcome": life.outcome,
        "outcome_at": life.outcome_at,
        "settled": life.settled,
        "settled_at": life.settled_at,
        "wakes_at": next_alarm(
            life,
            warnings,
            warned=promise.warned_at is not None,
            lead_warned=promise.lead_warned_at is not None,
            made=promise.created_at,
        ),
    }


def kind_of(allowed: timedelta | None) -> Kind:
    """So much time is an allowance, an instant an appointment."""
    return Kind.APPOINTMENT if allowed is None else Kind.ALLOWANCE
