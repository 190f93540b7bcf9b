"""Days in words: "tomorrow", "el viernes que viene", "24 nov", "the 15th", "next week"."""

import calendar
import re
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from goodword.core.moments.words import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from goodword.core.moments.reading import Reading

_EVENING, _AFTERNOON, _NIGHT = time(18), time(14), time(20)
_END_OF_DAY = time(17)
_DAY = "(" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + ")"
_MONTH = "(" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
_FRIDAY, _SATURDAY = 4, 5
_TWO_DIGITS = 100
_MOST_MONTHS = 12

_NEXT_WEEK = r"(?:(?:de |of |in )?(?:la |the )?(?:next week|proxima semana|semana que viene|semana proxima))"


def _monday(today: date, weeks: int = 1) -> date:
    return today + timedelta(days=7 * weeks - today.weekday())


def _coming(today: date, weekday: int) -> date:
    """The next one after today: whoever means today says so."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _this(today: date, weekday: int) -> date:
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def _next_month(today: date) -> date:
    return date(today.year + today.month // 12, today.month % 12 + 1, 1)


def _end_of_month(today: date) -> date:
    return date(today.year, today.month, calendar.monthrange(today.year, today.month)[1])


def _year(word: str | None, today: date, month: int, day: int) -> int:
    """The year that was written, or the next in which the day is still to come."""
    if word:
        return int(word) + (2000 if int(word) < _TWO_DIGITS else 0)
    return today.year if (month, day) >= (today.month, today.day) else today.year + 1


def _named_month(today: date, day: str, month: str, year: str | None) -> date:
    number = MONTHS[month]
    return date(_year(year, today, number, int(day)), number, int(day))


def _day_of_month(today: date, word: str) -> date:
    """The next day of that number; in a month that has one."""
    wanted, month = int(word), date(today.year, today.month, 1)
    for _try in range(_MOST_MONTHS):
        is_there = wanted <= calendar.monthrange(month.year, month.month)[1]
        if is_there and (month.year, month.month, wanted) >= (today.year, today.month, today.day):
            return month.replace(day=wanted)
        month = _next_month(month)
    raise ValueError(word)


def _with_strokes(reading: "Reading", found: "re.Match[str]") -> date:
    first, second = int(found[1]), int(found[2])
    is_month_first = (reading.month_first or second > _MOST_MONTHS) and first <= _MOST_MONTHS
    month, day = (first, second) if is_month_first else (second, first)
    return date(_year(found[3], reading.today, month, day), month, day)


def _with_dots(reading: "Reading", found: "re.Match[str]") -> date:
    day, month = int(found[1]), int(found[2])
    return date(_year(found[3], reading.today, month, day), month, day)


_Reader = Callable[["Reading", "re.Match[str]"], date]
_DAYS: tuple[tuple[str, _Reader], ...] = (
    (r"(\d{4})-(\d{1,2})-(\d{1,2})", lambda _r, m: date(int(m[1]), int(m[2]), int(m[3]))),
    (r"(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?(?![\d:.]| ?[ap]m)", _with_strokes),
    (r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})?", _with_dots),
    (
        rf"(\d{{1,2}})(?: de| of)? {_MONTH}\b(?: de| del)?(?: (\d{{4}}))?",
        lambda r, m: _named_month(r.today, m[1], m[2], m[3]),
    ),
    (rf"{_MONTH} (\d{{1,2}})(?![\d:h]| ?[ap]m)(?: (\d{{4}}))?", lambda r, m: _named_month(r.today, m[2], m[1], m[3])),
    (r"day after tomorrow|pasado manana|overmorrow", lambda r, _m: r.today + timedelta(days=2)),
    (r"tomorrow|tmrw?|tmw|manana", lambda r, _m: r.today + timedelta(days=1)),
    (r"today|hoy", lambda r, _m: r.today),
    (r"yesterday|ayer", lambda r, _m: r.today - timedelta(days=1)),
    (rf"{_DAY} (?:of )?{_NEXT_WEEK}", lambda r, m: _monday(r.today) + timedelta(days=WEEKDAYS[m[1]])),
    (rf"{_NEXT_WEEK} (?:on |el )?{_DAY}", lambda r, m: _monday(r.today) + timedelta(days=WEEKDAYS[m[1]])),
    (rf"next {_DAY}", lambda r, m: _monday(r.today) + timedelta(days=WEEKDAYS[m[1]])),
    (rf"(?:this|este) {_DAY}", lambda r, m: _this(r.today, WEEKDAYS[m[1]])),
    (_NEXT_WEEK, lambda r, _m: _monday(r.today)),
    (r"(?:this |next |el |este )?(?:weekend|fin de semana)", lambda r, _m: _this(r.today, _SATURDAY)),
    (r"(?:the )?end of (?:the )?week", lambda r, _m: _this(r.today, _FRIDAY)),
    (r"(?:the )?end of (?:the )?month|(?:a )?fin(?:al)?(?:es)? de(?:l)? mes", lambda r, _m: _end_of_month(r.today)),
    (r"(?:el )?(?:next month|proximo mes|mes que viene|mes proximo)", lambda r, _m: _next_month(r.today)),
    (rf"{_DAY}(?: que viene| proximo)?", lambda r, m: _coming(r.today, WEEKDAYS[m[1]])),
    (r"(?:the|el|el dia|dia|on the) (\d{1,2})(?![\d:.h]| ?[ap]m)", lambda r, m: _day_of_month(r.today, m[1])),
)
_COMPILED = tuple((re.compile(rf"\b(?:{pattern})\b"), read) for pattern, read in _DAYS)

# "This morning" and "esta tarde" name a day and a time at once.
_PARTS: tuple[tuple[re.Pattern[str], time], ...] = (
    (re.compile(r"\b(?:this morning|esta manana)\b"), time(8)),
    (re.compile(r"\b(?:this afternoon|esta tarde)\b"), _AFTERNOON),
    (re.compile(r"\b(?:this evening)\b"), _EVENING),
    (re.compile(r"\b(?:tonight|esta noche)\b"), _NIGHT),
    (re.compile(r"\b(?:end of (?:the )?day|eod|fin(?:al)? del dia)\b"), _END_OF_DAY),
)
_IN_THE_MORNING = re.compile(r"\b(?:de|por|en|a) la manana\b")


def find_date(reading: "Reading") -> None:
    """Take the day out of what is to be read."""
    reading.rest = _IN_THE_MORNING.sub("morning", reading.rest)  # else it is tomorrow
    for pattern, part in _PARTS:
        if found := pattern.search(reading.rest):
            reading.take(found)
            reading.day, reading.clock = reading.today, part
    for pattern, read in _COMPILED:
        found = pattern.search(reading.rest)
        if found is None:
            continue
        day = read(reading, found)
        if reading.day is not None and reading.day != day:
            reading.faults.append("two days")
        reading.day = day
        reading.take(found)
