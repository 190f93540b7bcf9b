"""A calendar is made, named, put first and removed."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from goodword.calendars import inputs
from goodword.calendars.actions.locking import locked_calendar
from goodword.calendars.errors import DefaultCalendar
from goodword.calendars.events import CalendarCreated, CalendarRemoved, CalendarRenamed, DefaultCalendarChosen
from goodword.calendars.hours import Windows
from goodword.calendars.models import Calendar
from goodword.calendars.special_days import written
from goodword.core.actor import Actor
from goodword.core.errors import Invalid
from goodword.core.events import record
from goodword.core.guards import check_guards


@transaction.atomic
def create_calendar(*, by: Actor, name: str, zone: str, week: Sequence[Windows]) -> Calendar:
    """Make a calendar of seven days from Monday. The first one of the house counts where none is chosen.

    Raises Invalid naming the field that does not fit, NeverOpen when no day has a time, and what a guard raises.
    """
    calendar = Calendar(
        name=inputs.name_of("name", name),
        zone=inputs.zone_of(zone),
        week=[written(windows) for windows in inputs.week_of(week)],
        is_default=not Calendar.objects.filter(is_default=True).exists(),
    )
    check_guards(create_calendar, calendar, by=by)
    _save_once(calendar)
    record(CalendarCreated(by=by, calendar_id=calendar.pk))
    return calendar


@transaction.atomic
def rename_calendar(calendar_id: int, *, by: Actor, name: str) -> Calendar:
    """Give the calendar another name. Raises NotFound, Invalid, and what a guard raises."""
    calendar = locked_calendar(calendar_id)
    check_guards(rename_calendar, calendar, by=by)
    name = inputs.name_of("name", name)
    if calendar.name != name:
        calendar.name = name
        _save_once(calendar)
        record(CalendarRenamed(by=by, calendar_id=calendar.pk))
    return calendar


def _save_once(calendar: Calendar) -> None:
    try:
        with transaction.atomic():
            calendar.save(update_fields=["name"]) if calendar.pk else calendar.save(force_insert=True)
    except IntegrityError as error:
        raise Invalid(name=_("There is a calendar of this name already.")) from error


@transaction.atomic
def choose_default_calendar(calendar_id: int, *, by: Actor) -> Calendar:
    """Let this calendar count where no other is chosen. Raises NotFound, and what a guard raises."""
    calendar = locked_calendar(calendar_id)
    check_guards(choose_default_calendar, calendar, by=by)
    if not calendar.is_default:
        before = Calendar.objects.select_for_update().filter(is_default=True).first()
        if before is not None:
            before.change(is_default=False)
        calendar.change(is_default=True)
        record(DefaultCalendarChosen(by=by, calendar_id=calendar.pk, before=before.pk if before else None))
    return calendar


@transaction.atomic
def remove_calendar(calendar_id: int, *, by: Actor) -> None:
    """Remove the calendar with its days and sources.

    Raises NotFound, DefaultCalendar for the one that counts where none is chosen, and what a guard raises.
    """
    calendar = locked_calendar(calendar_id)
    check_guards(remove_calendar, calendar, by=by)
    if calendar.is_default:
        raise DefaultCalendar
    calendar.delete()
    record(CalendarRemoved(by=by, calendar_id=calendar_id))
