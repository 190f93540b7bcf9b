"""Calendars as screens and other rooms read them; above all the open time of one, kept while nothing changes."""

from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from threading import Lock
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from goodword.calendars.hours import around_the_clock
from goodword.calendars.models import Calendar, HolidaySource, SpecialDay
from goodword.calendars.open_time import OpenTime
from goodword.core.errors import NotFound

_KEPT = 64  # calendars whose years are kept reckoned; each is some hundred kilobytes
_wall_clock = OpenTime(around_the_clock(ZoneInfo("UTC")))
_known: OrderedDict[int, tuple[int, OpenTime]] = OrderedDict()
_lock = Lock()


def open_time_of(calendar_id: int | None, *, version: int | None = None) -> OpenTime:
    """The open time of a calendar; without one, time as it passes on the wall.

    It costs one small query, or none with the `version` that the caller has read, until the calendar changes.
    Raises NotFound for a calendar that is gone.
    """
    if calendar_id is None:
        return _wall_clock
    if version is None:
        version = calendar_versions([calendar_id]).get(calendar_id)
    with _lock:
        kept = _known.get(calendar_id)
        if kept is not None and kept[0] == version:
            _known.move_to_end(calendar_id)
            return kept[1]
    return _read(calendar_id)


def _read(calendar_id: int) -> OpenTime:
    # The version before the days: if they change meanwhile, what is kept has the older version and is read again.
    calendar = calendar_with(calendar_id)
    open_time = OpenTime(calendar.hours())
    with _lock:
        _known[calendar_id] = (calendar.version, open_time)
        _known.move_to_end(calendar_id)
        while len(_known) > _KEPT:
            _known.popitem(last=False)
    return open_time


def calendar_versions(calendar_ids: Collection[int]) -> dict[int, int]:
    """The present version of each of these calendars, for `open_time_of`."""
    return dict(Calendar.objects.filter(pk__in=calendar_ids).values_list("pk", "version"))


def calendar_with(calendar_id: int) -> Calendar:
    """Raises NotFound."""
    calendar = Calendar.objects.filter(pk=calendar_id).first()
    if calendar is None:
        raise NotFound
    return calendar


def default_calendar_id() -> int | None:
    """The calendar that counts where none is chosen; None before the organization is founded."""
    return Calendar.objects.filter(is_default=True).values_list("pk", flat=True).first()


def all_calendars() -> QuerySet[Calendar]:
    """Every calendar, the default one first, then by name."""
    return Calendar.objects.order_by("-is_default", "name")


def calendar_choices() -> list[tuple[int | None, str]]:
    """Every calendar by name, the default one first, and time around the clock (None), for a select."""
    named = [(calendar.pk, calendar.name) for calendar in all_calendars().only("pk", "name")]
    return [*named, (None, _("Around the clock, every day"))]


@dataclass(frozen=True, slots=True)
class DifferentDay:
    """A day that differs from the week: `by_hand` stands, else what the sources say counts together."""

    date: date
    by_hand: SpecialDay | None
    said: list[SpecialDay]

    @property
    def counting(self) -> list[SpecialDay]:
        return [self.by_hand] if self.by_hand else self.said

    @property
    def name(self) -> str:
        """What the day is called; one that was set by hand without a name keeps that of its holiday."""
        named = self.counting if any(day.name for day in self.counting) else self.said
        return ", ".join(dict.fromkeys(day.name for day in named if day.name))


def different_days(calendar: Calendar, first: date, last: date, *, at_most: int | None = None) -> list[DifferentDay]:
    """The days from first to last that differ, in order."""
    rows = calendar.special_days.filter(date__gte=first, date__lte=last).select_related("source")
    grouped = [
        _different(on, list(said)) for on, said in groupby(rows.order_by("date", "id"), key=lambda row: row.date)
    ]
    return grouped[:at_most]


def _different(on: date, said: list[SpecialDay]) -> DifferentDay:
    by_hand = next((row for row in said if row.source_id is None), None)
    return DifferentDay(on, by_hand, [row for row in said if row.source_id is not None])


def source_with(source_id: int) -> HolidaySource:
    """Raises NotFound."""
    source = HolidaySource.objects.select_related("calendar").filter(pk=source_id).first()
    if source is None:
        raise NotFound
    return source
