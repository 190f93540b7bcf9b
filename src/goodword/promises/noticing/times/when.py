"""What words say of a time: some days, some times of the day, or a length of time; and the moment that comes of it."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from goodword.calendars.errors import NeverOpen
from goodword.calendars.hours import Hours
from goodword.calendars.open_time import OpenTime
from goodword.promises.noticing.days import DAY, closing, is_open_on, is_within, on_the_wall, open_days_after

_HOUR = 60
_NOON, _WHOLE_DAY = 12 * _HOUR, 24 * _HOUR
_MOST_OPTIONS = 4
# A part of the day ends at its own time; None is the closing of the day.
PARTS: dict[str, int | None] = {
    "first": 10 * _HOUR,
    "morning": _NOON,
    "noon": _NOON,
    "afternoon": None,
    "closing": None,
    "evening": 21 * _HOUR,
    "midnight": _WHOLE_DAY,
}
_BEFORE_NOON = frozenset({"first", "morning"})
_AFTER_NOON = frozenset({"afternoon", "closing", "evening"})


@dataclass(frozen=True)
class Context:
    """When and where the words are written."""

    at: datetime
    zone: ZoneInfo
    open_time: OpenTime

    @property
    def hours(self) -> Hours:
        return self.open_time.hours

    @cached_property
    def today(self) -> date:
        return self.at.astimezone(self.zone).date()


@dataclass(frozen=True, slots=True)
class When:
    """Several days or clock times are readings to choose from. `clocks` are minutes after midnight.

    A weekday and a date are of one `sort` each, so that "Friday, November 27" is one day and "Friday or Monday" two.
    """

    days: tuple[date, ...] = ()
    clocks: tuple[int, ...] = ()
    part: str = ""
    moment: datetime | None = None
    sort: str = ""
    is_nothing: bool = False  # words of time that name none: "a few days", "last Friday"

    @property
    def has_clock(self) -> bool:
        return bool(self.clocks or self.part)


NOTHING = When(is_nothing=True)


@dataclass(frozen=True, slots=True)
class Reading:
    """The moment that words name; or those to choose from, where they read two ways or it is past."""

    due: datetime | None = None
    options: tuple[datetime, ...] = ()
    is_past: bool = False
    is_time: bool = True


NO_TIME = Reading(is_time=False)


def joined(one: When, other: When, *, either: bool) -> When | None:
    """Two times that stand together as one; `either` where "or", "and" or "to" stands between. None if they cannot."""
    if one.is_nothing or other.is_nothing or one.moment or other.moment:
        return _longer(one, other) if either else None
    if one.days and other.days:
        return _days_joined(one, other, either=either)
    if either and one.clocks and other.clocks and not other.days:
        return replace(other, days=one.days, part=other.part or one.part)
    if either:
        return None
    if (one.clocks and other.clocks) or (one.part and other.part and not _fit(one.part, other.part)):
        return None
    part = other.part if one.part in {"", "closing"} else one.part
    return When(one.days or other.days, one.clocks or other.clocks, part, sort=one.sort or other.sort)


def _fit(one: str, other: str) -> bool:
    """ "First thing in the morning", "the end of the afternoon"."""
    return one == other or {one, other} <= _BEFORE_NOON or {one, other} <= _AFTER_NOON


def _longer(one: When, other: When) -> When | None:
    if one.moment and other.moment:
        return one if one.moment > other.moment else other
    return None


def _days_joined(one: When, other: When, *, either: bool) -> When | None:
    both = When(clocks=one.clocks or other.clocks, part=one.part or other.part, sort="date")
    if either:
        return replace(both, days=other.days if max(other.days) >= max(one.days) else one.days)
    if one.sort == other.sort and not set(one.days) & set(other.days):
        return None
    fitting = tuple(day for day in one.days if day in other.days) or _dates_of_weekday(one, other)
    return replace(both, days=fitting or tuple(sorted({*one.days, *other.days})))


def _dates_of_weekday(one: When, other: When) -> tuple[date, ...]:
    """Of "Monday, December 14" the date, though other Mondays come before it."""
    weekday, dates = (one, other) if one.sort == "weekday" else (other, one)
    if (weekday.sort, dates.sort) != ("weekday", "date"):
        return ()
    return tuple(day for day in dates.days if day.weekday() == weekday.days[0].weekday())


def read(when: When, context: Context) -> Reading:
    """The moment, or what there is to choose from."""
    if when.is_nothing:
        return NO_TIME
    if when.moment is not None:
        is_past = when.moment <= context.at
        return Reading(None if is_past else when.moment, is_past=is_past)
    days = when.days or (context.today,)
    moments = sorted({moment for day in days for moment in _moments(when, day, context)})
    ahead = tuple(moment for moment in moments if moment > context.at)
    if len(moments) == 1 and ahead and not _is_closed_today(when, context):
        return Reading(moments[0])
    is_past = not ahead
    is_other = is_past or _is_closed_today(when, context)
    return Reading(None, (_other_days(when, context) if is_other else ahead)[:_MOST_OPTIONS], is_past=is_past)


def _is_closed_today(when: When, context: Context) -> bool:
    """ "Today", written when nobody is there."""
    is_by_closing = when.sort == "relative" and not when.clocks and when.part in {"", "closing"}
    return is_by_closing and when.days == (context.today,) and not is_open_on(context.hours, context.today)


def _other_days(when: When, context: Context) -> tuple[datetime, ...]:
    """ "At 3" when it is four, "today" when the day is over: the next day, perhaps."""
    if when.days and when.days != (context.today,):
        return ()
    day = context.today + DAY if when.has_clock else next(open_days_after(context.hours, context.today), None)
    return tuple(sorted(_moments(when, day, context))) if day else ()


def _moments(when: When, day: date, context: Context) -> set[datetime]:
    clocks = _of_part(when.clocks, when.part)
    if not clocks:
        minutes = PARTS[when.part] if when.part else None
        return {closing(context.hours, day) if minutes is None else _moment(day, minutes, context)}
    moments = {_moment(day, one, context) for one in clocks}
    if len(moments) > 1:  # "at 3": the one at which somebody is there
        within = {moment for moment in moments if is_within(context.hours, moment)}
        return within if len(within) == 1 else moments
    return moments


def _of_part(clocks: tuple[int, ...], part: str) -> tuple[int, ...]:
    """Of "3" the 15:00, when it is "in the afternoon"."""
    if part in _BEFORE_NOON:
        return tuple(one for one in clocks if one < _NOON) or clocks
    if part in _AFTER_NOON:
        return tuple(one for one in clocks if one >= _NOON) or clocks
    return clocks


def _moment(day: date, minutes: int, context: Context) -> datetime:
    clock = time(minutes // _HOUR % 24, minutes % _HOUR)
    return on_the_wall(context.zone, day + DAY if minutes >= _WHOLE_DAY else day, clock)


def after(context: Context, length: timedelta) -> When:
    """So much real time from now."""
    try:
        return When(moment=context.at.astimezone(UTC) + length)
    except OverflowError:
        return NOTHING


def after_open_time(context: Context, length: timedelta) -> When:
    """So much open time from now."""
    try:
        moment = context.open_time.due(context.at, length)
    except NeverOpen:
        return NOTHING
    return When(moment=moment) if moment else NOTHING
