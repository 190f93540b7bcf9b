"""Reads a moment from words. Strict: what is not understood whole is not understood, so that no name becomes a time."""

import calendar
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from goodword.core.moments.clock_times import find_time
from goodword.core.moments.dates import find_date
from goodword.core.moments.words import FEW, FILLERS, NUMBERS, UNITS

MORNING = time(8)
_LATER = timedelta(hours=3)
_LONGEST = 80
_BIG = 10_000

_AMOUNT = r"(\d{1,4}(?= ?)|(?:" + "|".join(sorted(FEW, key=len, reverse=True)) + r")(?= ))"
_UNIT = "(" + "|".join(sorted(UNITS, key=len, reverse=True)) + ")"
_HALF_HOUR = re.compile(r"\b(?:in |en |dentro de )?(?:half an hour|half hour|media hora)\b")
_SPAN = re.compile(
    rf"\b(?:in |en |dentro de |within )?(?:unos |unas )?(?:(?:a|un) (?=couple|few|par))?{_AMOUNT} ?(?:of |de )?{_UNIT}"
    r"(?P<half> and a half| y media| y medio)?\b(?: from now| more| mas)?"
)
_SPAN_OF_HOURS = re.compile(r"\b(?:in |en |dentro de )(\d{1,2})[h:](\d{2})\b")
_JOINED = re.compile(r"^\s*(?:and|y)?\s*")
_ABBREVIATED = (
    (re.compile(r"\b([ap])\. ?m\b\.?"), r"\1m"),
    (re.compile(r"\bo'clock\b"), ""),
    (re.compile(r"(?<=\d)(?:st|nd|rd|th)\b"), ""),
    (re.compile(r"[,;!¡?]|\.(?=\s|$)"), " "),
)
_LATER_TODAY = re.compile(r"\b(?:later today|mas tarde hoy|hoy mas tarde|later|mas tarde|luego)\b")


@dataclass
class Reading:
    """What was found so far; `rest` is what is still to be understood."""

    rest: str
    today: date
    now: datetime
    month_first: bool
    day: date | None = None
    clock: time | None = None
    span: timedelta | None = None
    faults: list[str] = field(default_factory=list)

    def take(self, found: "re.Match[str]") -> None:
        self.rest = f"{self.rest[: found.start()]} {self.rest[found.end() :]}"


def read_moment(words: str, *, at: datetime, zone: ZoneInfo, month_first: bool = True) -> datetime | None:
    """The moment that the words name, seen from `at` by the clocks of `zone`; it may be past ("today at 8"). None when
    they are not understood whole. `month_first` says how "3/4" is read.

    A day without a time is its morning. A time without a day is the next such time. Hours from one to six are those of
    the afternoon unless the words say otherwise.
    """
    here = at.astimezone(zone)
    reading = Reading(_plain(words), here.date(), here, month_first)
    if not reading.rest or len(words) > _LONGEST:
        return None
    try:
        for find in (_find_later, find_date, _find_span, find_time):
            find(reading)
        if reading.faults or not set(reading.rest.split()) <= FILLERS:
            return None
        return _moment(reading, zone)
    except (ValueError, OverflowError):  # the 31st of June, the year 12000
        return None


def _plain(words: str) -> str:
    apart = unicodedata.normalize("NFKD", " ".join(words.split()).replace("’", "'"))
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()
    for pattern, instead in _ABBREVIATED:
        plain = pattern.sub(instead, plain)
    plain = re.sub(r"\b(a|sobre) la una\b", r"\1 la 1", plain)
    plain = re.sub(r"[a-z]+", lambda word: str(NUMBERS.get(word[0], word[0])), plain)
    return " ".join(plain.split())


def _find_later(reading: Reading) -> None:
    found = _LATER_TODAY.search(reading.rest)
    if found and not re.search(r"\d", reading.rest):
        reading.take(found)
        reading.span = _LATER


def _find_span(reading: Reading) -> None:
    """ "In 2 hours", "1 h 30 min", "a couple of weeks", "dentro de tres días"."""
    found = _SPAN_OF_HOURS.search(reading.rest)
    if found:
        reading.span = timedelta(hours=int(found[1]), minutes=int(found[2]))
        reading.take(found)
        return
    found = _HALF_HOUR.search(reading.rest)
    if found:
        reading.span = timedelta(minutes=30)
        reading.take(found)
        return
    while found := _SPAN.search(reading.rest):
        if _is_clock(reading, found):
            break
        _add(reading, found[1], UNITS[found[2]], is_half=bool(found["half"]))
        reading.take(found)


def _is_clock(reading: Reading, found: "re.Match[str]") -> bool:
    """ "A las 15 h", "at 15h", "miércoles 16h": a time and no span."""
    is_said = re.search(r"(?:\bat|\blas?) $", reading.rest[: found.start(1)])
    is_bare = found[0][:1].isdecimal() and found[2] in {"h", "hr", "hrs"}
    return UNITS[found[2]] == "hours" and bool(is_said or (is_bare and reading.day is not None))


def _add(reading: Reading, amount: str, unit: str, *, is_half: bool) -> None:
    number = int(amount) if amount.isdecimal() else FEW[amount]
    if unit in {"minutes", "hours"}:
        span = timedelta(**{unit: number})
        half = timedelta(minutes=30) if unit == "hours" and is_half else timedelta()
        reading.span = (reading.span or timedelta()) + span + half
    elif is_half or reading.day is not None or number > _BIG:
        reading.faults.append("span")
    else:
        reading.day = _later_day(reading.today, number, unit)


def _later_day(today: date, number: int, unit: str) -> date:
    if unit in {"days", "weeks"}:
        return today + timedelta(**{unit: number})
    months = today.month - 1 + number * (12 if unit == "years" else 1)
    year, month = today.year + months // 12, months % 12 + 1
    return date(year, month, min(today.day, calendar.monthrange(year, month)[1]))


def _moment(reading: Reading, zone: ZoneInfo) -> datetime | None:
    if reading.span is not None:
        is_alone = reading.day is None and reading.clock is None
        return (reading.now.astimezone(UTC) + reading.span) if is_alone else None
    if reading.day is None and reading.clock is None:
        return None
    if reading.day is None:
        moment = _at(reading.today, reading.clock or MORNING, zone)
        is_past = moment <= reading.now.astimezone(UTC)
        return _at(reading.today + timedelta(days=1), reading.clock or MORNING, zone) if is_past else moment
    if reading.day == reading.today and reading.clock is None:
        return reading.now.astimezone(UTC) + _LATER
    return _at(reading.day, reading.clock or MORNING, zone)


def _at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """By the clock on the wall; a time that the wall skips in spring is the one that stands there instead."""
    return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)
