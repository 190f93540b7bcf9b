"""A calendar under its lock, and the mark of every change of its time."""

from goodword.calendars.choices import Change
from goodword.calendars.events import CalendarChanged
from goodword.calendars.models import Calendar, HolidaySource, another_version
from goodword.core.actor import Actor
from goodword.core.errors import NotFound
from goodword.core.events import record


def locked_calendar(calendar_id: int) -> Calendar:
    """Raises NotFound."""
    calendar = Calendar.objects.select_for_update().filter(pk=calendar_id).first()
    if calendar is None:
        raise NotFound
    return calendar


def locked_source(source_id: int) -> tuple[Calendar, HolidaySource]:
    """The source and its calendar, the calendar locked first, as everywhere. Raises NotFound."""
    calendar_id = HolidaySource.objects.filter(pk=source_id).values_list("calendar_id", flat=True).first()
    calendar = locked_calendar(calendar_id or 0)
    source = HolidaySource.objects.select_for_update().filter(pk=source_id, calendar=calendar).first()
    if source is None:
        raise NotFound
    return calendar, source


def counts_otherwise(calendar: Calendar, what: Change, *, by: Actor, **columns: object) -> None:
    """Change the columns, if any, give the calendar another version, and tell that its time has changed."""
    calendar.change(version=another_version(), **columns)
    record(CalendarChanged(by=by, calendar_id=calendar.pk, what=what))
