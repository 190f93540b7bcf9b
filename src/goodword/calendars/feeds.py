"""iCal calendars (RFC 5545) as days that are closed. The library is loaded when one is read and nowhere else (7 MB).

An event without times closes its days. One with times closes the house for just that time, unless it is marked as free.
What was cancelled or cannot be understood is left out and counted. Repetitions are followed up to the last day asked.
"""

import time as stopwatch
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import takewhile
from typing import Any
from zoneinfo import ZoneInfo

from goodword.calendars.errors import FeedTooLarge, NotICal
from goodword.calendars.hours import DAY, Window
from goodword.calendars.special_days import Day

_Event = Any  # of icalendar: a property is one of thirty kinds, and reading it tells whether it fits
LARGEST = 2 * 1024 * 1024  # bytes
MOST_EVENTS = 5_000
_MOST_TIMES = 20_000  # that all events together take place
_MOST_DAYS = 366  # of one event
_PATIENCE = 20.0  # seconds; a rule that never comes true is otherwise followed to the year 9999
_OFTEN = {"SECONDLY", "MINUTELY", "HOURLY"}


@dataclass
class FeedDays:
    """What a calendar says: its own name, its days with their names, and how many events were left out."""

    name: str = ""
    days: dict[date, tuple[str, Day]] = field(default_factory=dict)
    left_out: int = 0


@dataclass
class _Said:
    names: list[str] = field(default_factory=list)
    is_closed: bool = False
    pieces: list[tuple[datetime, datetime]] = field(default_factory=list)


def read_feed(content: bytes, *, zone: ZoneInfo, first: date, last: date) -> FeedDays:
    """The days from first to last that the calendar closes, times on the clock of the zone.

    Raises NotICal, FeedTooLarge.
    """
    if len(content) > LARGEST:
        raise _too_large()
    calendars = _parsed(content)
    events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    if len(events) > MOST_EVENTS:
        raise _too_large()
    found = FeedDays(name=str(calendars[0].get("X-WR-CALNAME", ""))[:120])
    said: dict[date, _Said] = defaultdict(_Said)
    moved = {_key(event) for event in events if "RECURRENCE-ID" in event}
    reading = _Reading(zone, first, last, moved)
    for event in events:
        try:
            if not reading.say(event, said):
                found.left_out += 1
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
            found.left_out += 1
    found.days = {on: (", ".join(dict.fromkeys(one.names)), _day(on, one)) for on, one in sorted(said.items())}
    return found


def _parsed(content: bytes) -> list[Any]:
    from icalendar import Calendar  # noqa: PLC0415

    try:
        calendars = list(Calendar.from_ical(content, multiple=True))
    except (ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotICal from error
    if not calendars or any(calendar.name != "VCALENDAR" for calendar in calendars):
        raise NotICal
    return calendars


def _too_large() -> FeedTooLarge:
    return FeedTooLarge(megabytes=LARGEST // (1024 * 1024), events=MOST_EVENTS)


def _key(event: _Event) -> tuple[str, object]:
    """An event's own occurrence, as another event names it that replaces it."""
    return str(event.get("UID", "")), _plain(event["RECURRENCE-ID"].dt)


def _plain(moment: Any) -> object:
    """On the wall of its own zone, so that moments compare whether or not their zones were told."""
    return moment.replace(tzinfo=None) if isinstance(moment, datetime) else moment


class _Reading:
    """One reading of a calendar, with its limits."""

    def __init__(self, zone: ZoneInfo, first: date, last: date, moved: set[tuple[str, object]]) -> None:
        self.zone, self.first, self.last, self.moved = zone, first, last, moved
        self.times = 0
        self.until = stopwatch.monotonic() + _PATIENCE

    def say(self, event: _Event, said: dict[date, _Said]) -> bool:
        """Put the event's days among the others; False for one that closes nothing by its own word."""
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            return False
        begins = event["DTSTART"].dt
        is_timed = isinstance(begins, datetime)
        if is_timed and str(event.get("TRANSP", "")).upper() == "TRANSPARENT":
            return False
        length = _length(event, begins)
        name = " ".join(str(event.get("SUMMARY", "")).split())[:120]
        for start in self._starts(event, begins):
            self.times += 1
            if self.times > _MOST_TIMES or stopwatch.monotonic() > self.until:
                raise _too_large()
            if is_timed:
                self._timed(start, length, name, said)
            else:
                self._whole(start, length, name, said)
        return True

    def _starts(self, event: _Event, begins: Any) -> Iterator[Any]:
        """When the event takes place: once, or by its rule, without what was taken out or moved."""
        if "RECURRENCE-ID" in event:
            yield begins
            return
        uid = str(event.get("UID", ""))
        out = {_plain(moment) for moment in _listed(event, "EXDATE")}
        starts = [*self._by_rule(event, begins), *(_plain(moment) for moment in _listed(event, "RDATE"))]
        for start in dict.fromkeys(starts):
            if start not in out and (uid, start) not in self.moved:
                yield start.replace(tzinfo=begins.tzinfo) if isinstance(start, datetime) else start

    def _by_rule(self, event: _Event, begins: Any) -> Iterator[object]:
        rule = event.get("RRULE")
        if rule is None:
            yield _plain(begins)
            return
        from dateutil.rrule import rrulestr  # noqa: PLC0415

        if isinstance(rule, list) or set(rule.get("FREQ", [])) & _OFTEN:
            raise ValueError("a rule that no day off has")
        is_timed = isinstance(begins, datetime)
        wall = begins.replace(tzinfo=None) if is_timed else datetime.combine(begins, time(0))
        parts = {name: value for name, value in rule.items() if name.upper() != "UNTIL"}
        text = type(rule)(parts).to_ical().decode()
        last = min([datetime.combine(self.last, time.max), *(_wall(value, begins) for value in rule.get("UNTIL", []))])
        for start in takewhile(lambda start: start <= last, rrulestr(text, dtstart=wall)):
            yield start if is_timed else start.date()

    def _timed(self, start: datetime, length: timedelta, name: str, said: dict[date, _Said]) -> None:
        """Cut the time into the days of the calendar's clock. A time without a zone is one of that clock."""
        ends_at = start + length
        begins, ends = (
            moment.astimezone(self.zone).replace(tzinfo=None) if moment.tzinfo else moment
            for moment in (start, ends_at)
        )
        for number in range(min((ends.date() - begins.date()).days, _MOST_DAYS) + 1):
            on = begins.date() + number * DAY
            midnight = datetime.combine(on, time(0))
            piece = max(begins, midnight), min(ends, midnight + DAY)
            if piece[0] < piece[1] and self.first <= on <= self.last:
                said[on].pieces.append(piece)
                said[on].names.append(name)

    def _whole(self, start: date, length: timedelta, name: str, said: dict[date, _Said]) -> None:
        for number in range(min(max(length.days, 1), _MOST_DAYS)):
            on = start + number * DAY
            if self.first <= on <= self.last:
                said[on].is_closed = True
                said[on].names.append(name)


def _length(event: _Event, begins: Any) -> timedelta:
    if "DTEND" in event:
        length: timedelta = event["DTEND"].dt - begins
        return max(length, timedelta(0))
    if "DURATION" in event:
        length = event["DURATION"].dt
        return max(length, timedelta(0))
    return timedelta(0) if isinstance(begins, datetime) else DAY


def _listed(event: _Event, name: str) -> Iterator[Any]:
    found = event.get(name, [])
    for line in found if isinstance(found, list) else [found]:
        for one in line.dts:
            yield one.dt[0] if isinstance(one.dt, tuple) else one.dt


def _wall(until: Any, begins: Any) -> datetime:
    """The end of a rule on the clock that its event goes by."""
    if not isinstance(until, datetime):
        return datetime.combine(until, time.max)
    zone = begins.tzinfo if isinstance(begins, datetime) else None
    return (until.astimezone(zone) if zone and until.tzinfo else until).replace(tzinfo=None)


def _day(on: date, said: _Said) -> Day:
    if said.is_closed:
        return Day(on, ())
    pieces: list[tuple[datetime, datetime]] = []
    for begins, ends in sorted(said.pieces):
        if pieces and begins <= pieces[-1][1]:
            pieces[-1] = pieces[-1][0], max(pieces[-1][1], ends)
        else:
            pieces.append((begins, ends))
    return Day(on, None, tuple(Window(begins.time(), ends.time()) for begins, ends in pieces))
