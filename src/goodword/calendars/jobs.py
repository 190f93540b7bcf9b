"""What is done about calendars each day, and when somebody names an iCal address."""

from datetime import timedelta

from goodword.calendars.actions.following import keep_reading, note_failure, read_ical
from goodword.calendars.actions.holidays import renew_holidays
from goodword.calendars.choices import SourceKind
from goodword.calendars.models import HolidaySource
from goodword.calendars.transports.web import fetch
from goodword.core.actor import SYSTEM
from goodword.core.clock import now
from goodword.core.errors import DomainError, NotFound
from goodword.core.jobs import job

_WHOLE_EVERY = timedelta(days=14)  # what repeats itself reaches further by then, though the calendar has not changed


@job(attempts=3, unique="ical-{source_id}")
def read_address(*, source_id: int) -> None:
    """Read an iCal address and keep what it says, or why it cannot be read. The next day tries again."""
    source = HolidaySource.objects.select_related("calendar").filter(pk=source_id, kind=SourceKind.ADDRESS).first()
    if source is None:
        return
    is_recent = source.whole_read_at is not None and now() - source.whole_read_at < _WHOLE_EVERY
    try:
        fetched = fetch(source.address, tag=source.tag if is_recent else "")
        found = None if fetched.content is None else read_ical(source.calendar, fetched.content)
        keep_reading(source_id, by=SYSTEM, found=found, tag=fetched.tag)
    except NotFound:
        return  # it was removed meanwhile
    except DomainError as problem:
        note_failure(source_id, by=SYSTEM, problem=problem)


@job(attempts=3, unique="holidays-{source_id}")
def renew_country(*, source_id: int) -> None:
    """Know the holidays of a country for a year more, and as the present data have them."""
    if HolidaySource.objects.filter(pk=source_id, kind=SourceKind.COUNTRY).exists():
        renew_holidays(source_id, by=SYSTEM)


@job(unique="sources")
def renew_sources() -> None:
    """Renew every source, each in a job of its own; files were read once."""
    for source_id, kind in HolidaySource.objects.values_list("pk", "kind"):
        if kind == SourceKind.ADDRESS:
            read_address.enqueue(source_id=source_id)
        elif kind == SourceKind.COUNTRY:
            renew_country.enqueue(source_id=source_id)
