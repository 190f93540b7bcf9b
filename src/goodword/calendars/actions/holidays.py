"""The public holidays of a country come into a calendar, are renewed, and go again, as every source does."""

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from goodword.calendars.actions.locking import counts_otherwise, locked_calendar, locked_source
from goodword.calendars.actions.planting import plant
from goodword.calendars.choices import Change, SourceKind
from goodword.calendars.countries import public_holidays, regions_of
from goodword.calendars.events import HolidaySourceAdded, HolidaySourceRemoved
from goodword.calendars.models import Calendar, HolidaySource
from goodword.calendars.special_days import Day
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid
from goodword.core.events import record
from goodword.core.guards import check_guards

YEARS = 3  # this one and the next two


@transaction.atomic
def take_holidays(
    calendar_id: int, *, by: Actor, country: str, region: str = "", language: str = "en"
) -> HolidaySource:
    """Close the calendar on the public holidays of a country, or of one of its regions, this year and the next two.

    The daily schedule adds the years to come. Days that were set by hand stand. Taken twice, it is the same source.
    Raises NotFound, Invalid for a country or region that is not known, and what a guard raises.
    """
    calendar = locked_calendar(calendar_id)
    check_guards(take_holidays, calendar, by=by)
    days = _holidays(calendar, country, region, language)
    known = calendar.sources.filter(kind=SourceKind.COUNTRY, country=country, subdivision=region).first()
    if known is not None:
        return known
    source = HolidaySource.objects.create(
        calendar=calendar,
        kind=SourceKind.COUNTRY,
        country=country,
        subdivision=region,
        language=language,
        name=dict(regions_of(country)).get(region, ""),
    )
    record(HolidaySourceAdded(by=by, calendar_id=calendar.pk, source_id=source.pk, origin=source.kind))
    _plant(calendar, source, days, by=by)
    return source


@transaction.atomic
def renew_holidays(source_id: int, *, by: Actor) -> HolidaySource:
    """Know the country's holidays of this year and the next two, as the present data have them.

    Those of earlier years stay as they were. Raises NotFound, Invalid when the country is known no more, and what a
    guard raises.
    """
    calendar, source = locked_source(source_id)
    check_guards(renew_holidays, calendar, by=by)
    days = _holidays(calendar, source.country, source.subdivision, source.language)
    _plant(calendar, source, days, by=by)
    return source


@transaction.atomic
def drop_source(source_id: int, *, by: Actor) -> None:
    """Take no more days from a source: those that it gave are gone, those set by hand stay.

    Raises NotFound, and what a guard raises.
    """
    calendar, source = locked_source(source_id)
    check_guards(drop_source, calendar, by=by)
    had_days = source.days.exists()
    source.delete()
    record(HolidaySourceRemoved(by=by, calendar_id=calendar.pk, source_id=source_id))
    if had_days:
        counts_otherwise(calendar, Change.DAYS, by=by)


def _holidays(calendar: Calendar, country: str, region: str, language: str) -> Mapping[date, str]:
    this_year = now().astimezone(ZoneInfo(calendar.zone)).year
    try:
        return public_holidays(country, region, range(this_year, this_year + YEARS), language=language)
    except LookupError as error:
        raise Invalid(country=_("The holidays of this country or region are not known.")) from error


def _plant(calendar: Calendar, source: HolidaySource, named: Mapping[date, str], *, by: Actor) -> None:
    this_year = now().astimezone(ZoneInfo(calendar.zone)).year
    days = {on: (name, Day(on, ())) for on, name in named.items()}
    reaches = date(this_year + YEARS - 1, 12, 31)
    plant(calendar, source, days, since=date(this_year, 1, 1), by=by)
    source.change(reaches=reaches, read_at=now(), whole_read_at=now())
