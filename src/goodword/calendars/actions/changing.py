"""The week of a calendar, its zone, and the days that differ by hand."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.formats import date_format

from goodword.calendars import inputs
from goodword.calendars.actions.locking import counts_otherwise, locked_calendar
from goodword.calendars.choices import Change
from goodword.calendars.hours import Windows
from goodword.calendars.models import Calendar, SpecialDay
from goodword.calendars.special_days import written
from goodword.core.actor import Actor
from goodword.core.guards import check_guards


@transaction.atomic
def change_week(calendar_id: int, *, by: Actor, week: Sequence[Windows]) -> Calendar:
    """Give the calendar other opening hours, seven days from Monday.

    Raises NotFound, Invalid for times that overlap, NeverOpen when no day has a time, and what a guard raises.
    """
    calendar = locked_calendar(calendar_id)
    check_guards(change_week, calendar, by=by)
    wanted = [written(windows) for windows in inputs.week_of(week)]
    if calendar.week != wanted:
        counts_otherwise(calendar, Change.WEEK, by=by, week=wanted)
    return calendar


@transaction.atomic
def change_zone(calendar_id: int, *, by: Actor, zone: str) -> Calendar:
    """Let the calendar's times be those of another time zone. Raises NotFound, Invalid, and what a guard raises."""
    calendar = locked_calendar(calendar_id)
    check_guards(change_zone, calendar, by=by)
    if calendar.zone != inputs.zone_of(zone):
        counts_otherwise(calendar, Change.ZONE, by=by, zone=zone)
    return calendar


@transaction.atomic
def set_special_day(calendar_id: int, *, by: Actor, day: date, name: str, windows: Windows | None) -> SpecialDay:
    """Say by hand what one day is: its windows, none for closed, or None for the usual hours in spite of a holiday.

    What was said by hand before is replaced; what a source says of the day no longer counts.
    Raises NotFound, Invalid for a name too long or times that overlap, and what a guard raises.
    """
    calendar = locked_calendar(calendar_id)
    check_guards(set_special_day, calendar, by=by)
    inputs.check_windows(windows or (), field="windows", day=date_format(day, "l"))
    wanted = {
        "name": inputs.name_of("name", name, at_most=120, needed=False),
        "windows": None if windows is None else written(windows),
    }
    special = SpecialDay.objects.filter(calendar=calendar, date=day, source=None).first()
    if special is None:
        special = SpecialDay.objects.create(calendar=calendar, date=day, **wanted)
    elif any(getattr(special, column) != value for column, value in wanted.items()):
        special.change(**wanted)
    else:
        return special
    counts_otherwise(calendar, Change.DAYS, by=by)
    return special


@transaction.atomic
def remove_special_day(calendar_id: int, *, by: Actor, day: date) -> Calendar:
    """Forget what was said of a day by hand: what its sources say counts again, or else the week.

    Raises NotFound for the calendar, and what a guard raises; a day of which nothing was said stays as it is.
    """
    calendar = locked_calendar(calendar_id)
    check_guards(remove_special_day, calendar, by=by)
    gone, _rows = SpecialDay.objects.filter(calendar=calendar, date=day, source=None).delete()
    if gone:
        counts_otherwise(calendar, Change.DAYS, by=by)
    return calendar
