"""Times as they are typed: `2026-11-01`, `2026-11`, `2026`, `today`, `3d`."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_AGE = re.compile(r"(\d{1,5})\s?(min|h|d|w|m|y|s|a)", re.ASCII)
_UNITS = {"min": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
_UNITS |= {"s": _UNITS["w"], "m": timedelta(days=30), "y": timedelta(days=365), "a": timedelta(days=365)}
_WORDS = {"today": 0, "hoy": 0, "yesterday": 1, "ayer": 1}


@dataclass(frozen=True, slots=True)
class Span:
    """From a moment to another that is not part of it."""

    begins: datetime
    ends: datetime


def moments_in(value: str, *, at: datetime, zone: tzinfo) -> Span | None:
    """The day, month or year that is meant, in the reader's zone; of an age such as `3d`, that one moment.

    None for what is no time.
    """
    word = value.strip().lower()
    if age := _AGE.fullmatch(word):
        return _ago(int(age[1]) * _UNITS[age[2]], at)
    try:
        if word in _WORDS:
            day = at.astimezone(zone).date() - timedelta(days=_WORDS[word])
            return _span(day, day, zone)
        if found := _DAY.fullmatch(word):
            return _span(*_days(*(int(part) if part else 0 for part in found.groups())), zone)
    except (ValueError, OverflowError):
        return None
    return None


def _ago(age: timedelta, at: datetime) -> Span | None:
    try:
        return Span(at - age, at - age)
    except OverflowError:
        return None


def _days(year: int, month: int, day: int) -> tuple[date, date]:
    if day:
        return date(year, month, day), date(year, month, day)
    last = month or 12
    return date(year, month or 1, 1), date(year, last, monthrange(year, last)[1])


def _span(first: date, last: date, zone: tzinfo) -> Span:
    return Span(_midnight(first, zone), _midnight(last + timedelta(days=1), zone))


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone)
