"""iCal calendars: a file read once, an address read again each day, and what came of it."""

from datetime import date, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from goodword.calendars import inputs
from goodword.calendars.actions.locking import locked_calendar, locked_source
from goodword.calendars.actions.planting import plant
from goodword.calendars.choices import SourceKind
from goodword.calendars.events import (
    HolidaySourceAdded,
    HolidaySourceAsked,
    HolidaySourceFailed,
    HolidaySourceRead,
)
from goodword.calendars.feeds import FeedDays, read_feed
from goodword.calendars.models import Calendar, HolidaySource
from goodword.calendars.transports.web import checked_address
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import DomainError, Invalid
from goodword.core.events import record
from goodword.core.guards import check_guards
from goodword.core.keys import encrypt
from goodword.core.problems import problem_of

AHEAD = timedelta(days=3 * 365)
MOST_SOURCES = 20
_UNTITLED = _("iCal calendar")


def span_of(calendar: Calendar) -> tuple[date, date]:
    """The days that are read of an iCal calendar: from the first of this year, three years ahead."""
    today = now().astimezone(ZoneInfo(calendar.zone)).date()
    return date(today.year, 1, 1), today + AHEAD


def read_ical(calendar: Calendar, content: bytes) -> FeedDays:
    """What the iCal calendar says for this one; it takes a while, so no lock is held. Raises FeedProblem."""
    first, last = span_of(calendar)
    return read_feed(content, zone=ZoneInfo(calendar.zone), first=first, last=last)


@transaction.atomic
def keep_file(calendar_id: int, *, by: Actor, name: str, found: FeedDays) -> HolidaySource:
    """Take the days of an iCal file, once. Raises NotFound, Invalid when there are too many sources or no day in it,
    and what a guard raises.
    """
    calendar = locked_calendar(calendar_id)
    check_guards(keep_file, calendar, by=by)
    _check_room(calendar, "file")
    if not found.days:
        raise Invalid(file=_("There is no day off in this file from this year on."))
    source = HolidaySource.objects.create(
        calendar=calendar, kind=SourceKind.FILE, name=inputs.name_of("file", found.name or name, at_most=120)
    )
    record(HolidaySourceAdded(by=by, calendar_id=calendar.pk, source_id=source.pk, origin=source.kind))
    _plant(calendar, source, found, by=by)
    return source


@transaction.atomic
def follow_address(calendar_id: int, *, by: Actor, address: str) -> HolidaySource:
    """Take the days of an iCal address, now and again each day; a job reads it.

    Raises NotFound, Invalid for something that is no address or when there are too many sources, and what a guard
    raises.
    """
    calendar = locked_calendar(calendar_id)
    check_guards(follow_address, calendar, by=by)
    _check_room(calendar, "address")
    try:
        checked = checked_address(address[:2000])
    except DomainError as error:
        raise Invalid(address=str(error)) from error
    source = HolidaySource.objects.create(
        calendar=calendar,
        kind=SourceKind.ADDRESS,
        name=(urlsplit(checked).hostname or str(_UNTITLED))[:120],
        sealed_address=encrypt(checked),
    )
    record(HolidaySourceAdded(by=by, calendar_id=calendar.pk, source_id=source.pk, origin=source.kind))
    return source


@transaction.atomic
def ask_again(source_id: int, *, by: Actor) -> HolidaySource:
    """Have an iCal address read now, whole, whether it has changed or not. Raises NotFound, and what a guard raises."""
    calendar, source = locked_source(source_id)
    check_guards(ask_again, calendar, by=by)
    if source.kind == SourceKind.ADDRESS:
        source.change(tag="", tried_at=None)
        record(HolidaySourceAsked(by=by, calendar_id=calendar.pk, source_id=source.pk))
    return source


@transaction.atomic
def keep_reading(source_id: int, *, by: Actor, found: FeedDays | None, tag: str = "") -> HolidaySource:
    """Keep what an address gave: its days, or None where nothing has changed since the last time.

    Raises NotFound, and what a guard raises.
    """
    calendar, source = locked_source(source_id)
    check_guards(keep_reading, calendar, by=by)
    had_trouble = bool(source.problem) or source.read_at is None
    source.change(tried_at=now(), read_at=now(), problem="")
    if had_trouble:
        record(HolidaySourceRead(by=by, calendar_id=calendar.pk, source_id=source.pk))
    if found is not None:
        source.change(tag=tag, name=found.name or source.name)
        _plant(calendar, source, found, by=by)
    return source


@transaction.atomic
def note_failure(source_id: int, *, by: Actor, problem: DomainError) -> HolidaySource:
    """An address could not be read: keep why; the days that were read before stay.

    Raises NotFound, and what a guard raises.
    """
    calendar, source = locked_source(source_id)
    check_guards(note_failure, calendar, by=by)
    is_new = not source.problem
    source.change(tried_at=now(), problem=problem_of(problem))
    if is_new:
        record(HolidaySourceFailed(by=by, calendar_id=calendar.pk, source_id=source.pk))
    return source


def _check_room(calendar: Calendar, field: str) -> None:
    if calendar.sources.count() >= MOST_SOURCES:
        raise Invalid(**{field: _("A calendar takes days from at most %(count)s places.") % {"count": MOST_SOURCES}})


def _plant(calendar: Calendar, source: HolidaySource, found: FeedDays, *, by: Actor) -> None:
    first, last = span_of(calendar)
    plant(calendar, source, found.days, since=first, by=by)
    source.change(read_at=now(), whole_read_at=now(), reaches=last, left_out=found.left_out)
