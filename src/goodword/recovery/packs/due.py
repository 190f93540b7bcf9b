"""When a clock of law is due: pure."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from goodword.recovery.packs.pack import LawClock, Length, Unit


def due_by_law(received: datetime, *lengths: Length, zone: ZoneInfo) -> datetime:
    """So long after it was received: hours by the clock that never stops; days of the calendar to the same time of day
    in that zone. A time of day that the change of clocks leaves out is read with the offset before it, one that is
    there twice is the first."""
    due = received
    for length in lengths:
        if length.unit == Unit.HOURS:
            due += timedelta(hours=length.number)
        else:
            local = due.astimezone(zone).replace(tzinfo=None) + timedelta(days=length.number)
            due = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    return due


def extended_by_law(received: datetime, clock: LawClock, zone: ZoneInfo) -> datetime | None:
    """When it is due once it was extended; None where it cannot be."""
    if clock.extension is None:
        return None
    return due_by_law(received, _sum(clock.length, clock.extension.length), zone=zone)


def _sum(first: Length, then: Length) -> Length:
    if first.unit != then.unit:
        raise ValueError("a clock and its extension are in one unit")
    return Length(first.number + then.number, first.unit)
