"""The days that a source says, put in the place of those that it said before."""

from collections.abc import Mapping
from datetime import date

from goodword.calendars.actions.locking import counts_otherwise
from goodword.calendars.choices import Change
from goodword.calendars.models import Calendar, HolidaySource, SpecialDay
from goodword.calendars.special_days import Day, written
from goodword.core.actor import Actor

LONGEST_NAME = 200


def plant(
    calendar: Calendar, source: HolidaySource, days: Mapping[date, tuple[str, Day]], *, since: date, by: Actor
) -> bool:
    """Let these be the source's days from a date on, each with its name; say whether the calendar's time changed.

    What others say of the same days is not touched.
    """
    before = {day.date: day for day in source.days.filter(date__gte=since)}
    wanted = {
        on: SpecialDay(
            calendar=calendar,
            source=source,
            date=on,
            name=name[:LONGEST_NAME],
            windows=None if day.windows is None else written(day.windows),
            closed=written(day.closed),
        )
        for on, (name, day) in days.items()
        if on >= since
    }
    stale = [day.pk for on, day in before.items() if on not in wanted or not _same(day, wanted[on])]
    fresh = [day for on, day in wanted.items() if on not in before or not _same(before[on], day)]
    if not stale and not fresh:
        return False
    SpecialDay.objects.filter(pk__in=stale).delete()
    SpecialDay.objects.bulk_create(fresh)
    counts_otherwise(calendar, Change.DAYS, by=by)
    return True


def _same(one: SpecialDay, other: SpecialDay) -> bool:
    return (one.name, one.windows, one.closed) == (other.name, other.windows, other.closed)
