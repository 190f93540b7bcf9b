"""Readers of days, shared by the rows of both languages."""

import re
from datetime import date, timedelta

from goodword.core.moments.words import MONTHS, WEEKDAYS
from goodword.promises.noticing.days import (
    business_day,
    coming,
    is_open_on,
    last_open,
    monday,
    month_of,
    next_of_number,
)
from goodword.promises.noticing.times.rows import Reader
from goodword.promises.noticing.times.when import NOTHING, Context, When

_MOST_MONTHS, _SATURDAY, _SUNDAY = 12, 5, 6
_CENTURY, _TWO_DIGITS = 2000, 100


def ahead(days: int, part: str = "") -> Reader:
    """Today, tomorrow, the day after, and what part of it."""
    return lambda context, _found: When((context.today + timedelta(days=days),), part=part, sort="relative")


def part(name: str) -> Reader:
    """A part of whatever day."""
    return lambda _context, _found: When(part=name)


def nothing(_context: Context, _found: "re.Match[str]") -> When:
    return NOTHING


def weekday(context: Context, found: "re.Match[str]") -> When:
    """ "Friday"; on a Friday it may be today."""
    day = coming(context.today, WEEKDAYS[found[1]])
    is_today = WEEKDAYS[found[1]] == context.today.weekday()
    return When((context.today, day) if is_today else (day,), sort="weekday")


def next_weekday(context: Context, found: "re.Match[str]") -> When:
    """ "Next Friday": this coming one, or the one after."""
    day = coming(context.today, WEEKDAYS[found[1]])
    return When((day, day + timedelta(days=7)), sort="weekday")


def coming_weekday(context: Context, found: "re.Match[str]") -> When:
    return When((coming(context.today, WEEKDAYS[found[1]]),), sort="weekday")


def weekday_after_next(context: Context, found: "re.Match[str]") -> When:
    """ "A week from Friday"."""
    return When((coming(context.today, WEEKDAYS[found[1]]) + timedelta(days=7),), sort="weekday")


def weekday_of_next_week(context: Context, found: "re.Match[str]") -> When:
    return When((monday(context.today, 1) + timedelta(days=WEEKDAYS[found[1]]),), sort="weekday")


def end_of_week(weeks: int) -> Reader:
    """The last open day of this week, or of one ahead."""

    def read(context: Context, _found: "re.Match[str]") -> When:
        first = monday(context.today, weeks)
        return When((last_open(context.hours, first, first + timedelta(days=_SUNDAY)),), sort="week")

    return read


def day_of_next_week(day: int) -> Reader:
    """Early, or in the middle of, next week."""
    return lambda context, _found: When((monday(context.today, 1) + timedelta(days=day),), sort="week")


def weekend(context: Context, _found: "re.Match[str]") -> When:
    saturday = monday(context.today) + timedelta(days=_SATURDAY)
    days = tuple(saturday + timedelta(days=number) for number in range(2))
    are_open = tuple(day for day in days if is_open_on(context.hours, day))
    return When(are_open or days, sort="week")


def end_of_month(months: int) -> Reader:
    return lambda context, _found: When((last_open(context.hours, *month_of(context.today, months)),), sort="month")


def end_of_named_month(context: Context, found: "re.Match[str]") -> When:
    months = (MONTHS[found[1]] - context.today.month) % _MOST_MONTHS
    return When((last_open(context.hours, *month_of(context.today, months)),), sort="month")


def next_business_day(context: Context, _found: "re.Match[str]") -> When:
    day = business_day(context.hours, context.today, 1)
    return When((day,), sort="relative") if day else NOTHING


def same_weekday(context: Context, _found: "re.Match[str]") -> When:
    """ "A week from today"."""
    return When((context.today + timedelta(days=7),), sort="relative")


def week_from_tomorrow(context: Context, _found: "re.Match[str]") -> When:
    return When((context.today + timedelta(days=8),), sort="relative")


def of_month(context: Context, found: "re.Match[str]") -> When:
    """ "The 24th"."""
    return When((next_of_number(context.today, int(found[1])),), sort="date")


def day_then_month(context: Context, found: "re.Match[str]") -> When:
    return _named(context, found[1], found[2], found[3])


def month_then_day(context: Context, found: "re.Match[str]") -> When:
    return _named(context, found[2], found[1], found[3])


def _named(context: Context, day: str, month: str, year: str | None) -> When:
    return _dated(context, MONTHS[month], int(day), year)


def _dated(context: Context, month: int, day: int, year: str | None) -> When:
    if year:
        return When((date(_whole(year), month, day),), sort="date")
    this = context.today.year
    is_over = (month, day) < (context.today.month, context.today.day)
    return When((date(this + is_over, month, day),), sort="date")


def _whole(year: str) -> int:
    return int(year) + (_CENTURY if int(year) < _TWO_DIGITS else 0)


def iso(_context: Context, found: "re.Match[str]") -> When:
    return When((date(int(found[1]), int(found[2]), int(found[3])),), sort="date")


def numeric(context: Context, found: "re.Match[str]") -> When | None:
    """ "11/24" and "24/11" read one way; "03/04" reads two."""
    first, second = int(found[1]), int(found[2])
    readings = set[date]()
    for month, day in ((first, second), (second, first)):
        if 1 <= month <= _MOST_MONTHS:
            readings.update(_dated(context, month, day, found[3]).days)
    return When(tuple(sorted(readings)), sort="date") if readings else None
