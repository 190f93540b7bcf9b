"""When whoever owes a promise is warned, and then the lead: pure.

Of an allowance, at shares of its time, or a fixed while before it is due. Of an appointment, an hour before; of one
given at shorter notice, half-way. The lead hears when half of what is left then has passed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from goodword.calendars.open_time import OpenTime, Pause
from goodword.core.clock import NEVER
from goodword.promises.life import Life

LEAD_TIME = timedelta(hours=1)
INSTANT = timedelta(microseconds=1)  # what the clock and every database can tell apart
DEFAULT_SHARE = 75  # percent


@dataclass(frozen=True, slots=True)
class Warnings:
    """When the owner is warned, and when the lead."""

    owner: datetime
    lead: datetime


NO_WARNINGS = Warnings(NEVER, NEVER)


def warnings_of_appointment(given: datetime, due: datetime) -> Warnings:
    """An hour before, or half-way where it is due sooner than in two hours."""
    owner = max(due - LEAD_TIME, given + (due - given) / 2)
    return Warnings(owner, owner + (due - owner) / 2)


def due_of(open_time: OpenTime, began: datetime, allowed: timedelta, pauses: list[Pause]) -> datetime:
    """When so much open time will have passed; NEVER while it stands still. Raises NeverOpen."""
    return open_time.due(began, allowed, pauses) or NEVER


def warnings_of_allowance(
    open_time: OpenTime, began: datetime, allowed: timedelta, pauses: list[Pause], *, share: int, lead: timedelta | None
) -> Warnings:
    """At a share (percent) of the open time, or a fixed while before it is due if `lead` is given; none while it
    stands still."""
    due = due_of(open_time, began, allowed, pauses)
    if due >= NEVER:
        return NO_WARNINGS
    if lead is not None:
        owner = max(began, due - lead)
        return Warnings(owner, owner + (due - owner) / 2)
    whole = allowed * share / 100
    return Warnings(
        due_of(open_time, began, whole, pauses), due_of(open_time, began, whole + (allowed - whole) / 2, pauses)
    )


def next_alarm(life: Life, warnings: Warnings, *, warned: bool, lead_warned: bool, made: datetime) -> datetime:
    """The next moment at which the watcher has something to do; NEVER if there is none.

    Nobody is warned before it was `made`; at the very due instant it is not broken yet.
    """
    if not life.is_owed or life.outcome or life.due >= NEVER:
        return NEVER
    if life.given_at is not None and life.given_at <= life.due:
        return NEVER
    moments = [life.due + INSTANT]
    if not warned and warnings.owner < life.due:
        moments.append(max(warnings.owner, made))
    if not lead_warned and warnings.lead < life.due:
        moments.append(max(warnings.lead, made))
    return min(moments)
