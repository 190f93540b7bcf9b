"""When an allowance is due: read from its calendar and from what made it stand still, and written on its row."""

from datetime import datetime

from goodword.calendars.open_time import OpenTime, Pause
from goodword.calendars.queries import open_time_of
from goodword.core.clock import NEVER
from goodword.promises.alarms import (
    NO_WARNINGS,
    Warnings,
    due_of,
    next_alarm,
    warnings_of_allowance,
    warnings_of_appointment,
)
from goodword.promises.choices import Why
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
