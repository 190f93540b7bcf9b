"""Opening hours as people write them, and as stretches of real time.

Windows are local wall-clock time, half open, several a day; one that ends no later than it begins ends on the next day,
so 00:00–00:00 is the whole day. A holiday, or a day with hours of its own, replaces the windows that open on that day.
Each edge is turned into real time for its own date: one that a change of the clocks skips is read with the offset from
before (02:30 becomes 03:30), one that comes twice is the first of the two. What touches or overlaps is one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Window:
    """Open from one local time to another; on the next day where that is not later."""

    opens: time
    closes: time

    @property
    def passes_midnight(self) -> bool:
        return self.closes <= self.opens


Windows = tuple[Window, ...]
Week = tuple[Windows, Windows, Windows, Windows, Windows, Windows, Windows]  # from Monday
WHOLE_DAY = (Window(time(0), time(0)),)


@dataclass(frozen=True)
class Hours:
    """The opening hours of a place: seven days from Monday, and the days that differ (none at all: a holiday)."""

    zone: ZoneInfo
    week: Week
    special: Mapping[date, Windows] = field(default_factory=dict)

    def windows_on(self, day: date) -> Windows:
        """The windows that open on this day."""
        special = self.special.get(day)
        return self.week[day.weekday()] if special is None else special


def around_the_clock(zone: ZoneInfo) -> Hours:
    """24/7."""
    return Hours(zone, (WHOLE_DAY,) * 7)


@dataclass(frozen=True, slots=True)
class Stretch:
    """An open time as microseconds since the epoch, from its first to before its last."""

    begins: int
    ends: int


def instant_of(moment: datetime) -> int:
    """Microseconds since the epoch. Raises TypeError for a moment without a zone."""
    return (moment - EPOCH) // MICROSECOND


def moment_of(instant: int) -> datetime:
    """The moment, in UTC."""
    return EPOCH + timedelta(microseconds=instant)


def open_stretches(hours: Hours, first: date, last: date) -> list[Stretch]:
    """What is open of the windows that open on these days, united and in order."""
    found = sorted(_stretches(hours, first, last), key=lambda stretch: stretch.begins)
    return united(found)


def united(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Those that touch or overlap as one; they come in the order in which they begin."""
    whole: list[Stretch] = []
    for one in stretches:
        if whole and one.begins <= whole[-1].ends:
            whole[-1] = Stretch(whole[-1].begins, max(whole[-1].ends, one.ends))
        else:
            whole.append(one)
    return whole


def _stretches(hours: Hours, first: date, last: date) -> Iterator[Stretch]:
    for number in range((last - first).days + 1):
        day = first + number * DAY
        for window in hours.windows_on(day):
            closing = day + DAY if window.passes_midnight else day
            begins, ends = _edge(day, window.opens, hours.zone), _edge(closing, window.closes, hours.zone)
            if begins < ends:  # a change of the clocks may leave nothing of it
                yield Stretch(begins, ends)


def _edge(day: date, at: time, zone: ZoneInfo) -> int:
    """With fold 0 the first of two, and within a gap the offset from before: as Python reads a local time (PEP 495)."""
    return instant_of(datetime.combine(day, at, zone))
