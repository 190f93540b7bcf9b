"""Days and their closing, as the opening hours of a place have them."""

import calendar
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from goodword.calendars.hours import Hours, Window

DAY = timedelta(days=1)
_CLOSING_OF_CLOSED = time(17)
_FARTHEST = 400  # days: whoever is not open in a year has no business days
_MOST_MONTHS = 12


def is_open_on(hours: Hours, day: date) -> bool:
    return bool(hours.windows_on(day))


def closing(hours: Hours, day: date) -> datetime:
    """The last closing time of a day, in UTC; that of an office where the place is closed."""
    windows = hours.windows_on(day)
    if not windows:
        return on_the_wall(hours.zone, day, _CLOSING_OF_CLOSED)
    return max(on_the_wall(hours.zone, _closing_day(day, one), one.closes) for one in windows)


def on_the_wall(zone: ZoneInfo, day: date, clock: time) -> datetime:
    """A local time of a day, in UTC."""
    return datetime.combine(day, clock, zone).astimezone(UTC)


def is_within(hours: Hours, moment: datetime) -> bool:
    """Whether somebody is there at that moment, or just leaves."""
    today = moment.astimezone(hours.zone).date()
    return any(
        on_the_wall(hours.zone, day, one.opens) <= moment <= on_the_wall(hours.zone, _closing_day(day, one), one.closes)
        for day in (today - DAY, today)
        for one in hours.windows_on(day)
    )


def _closing_day(day: date, window: Window) -> date:
    return day + DAY if window.passes_midnight else day


def open_days_after(hours: Hours, day: date) -> Iterator[date]:
    for number in range(1, _FARTHEST):
        if is_open_on(hours, day + number * DAY):
            yield day + number * DAY


def business_day(hours: Hours, today: date, number: int) -> date | None:
    """The n-th open day after today."""
    for count, day in enumerate(open_days_after(hours, today), start=1):
        if count == number:
            return day
    return None


def last_open(hours: Hours, first: date, last: date) -> date:
    """The last open day of a stretch; its last day where none is open."""
    days = (last - number * DAY for number in range((last - first).days + 1))
    return next((day for day in days if is_open_on(hours, day)), last)


def monday(today: date, weeks: int = 0) -> date:
    return today + timedelta(days=7 * weeks - today.weekday())


def coming(today: date, weekday: int) -> date:
    """The next day of that name, after today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def month_of(today: date, ahead: int = 0) -> tuple[date, date]:
    """The first and the last day of this month, or of one ahead."""
    number = today.year * 12 + today.month - 1 + ahead
    first = date(number // 12, number % 12 + 1, 1)
    return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])


def next_of_number(today: date, number: int) -> date:
    """The next day of a month with that number, in a month that has one. Raises ValueError."""
    for ahead in range(_MOST_MONTHS):
        first, last = month_of(today, ahead)
        if number <= last.day and (ahead or number >= today.day):
            return first.replace(day=number)
    raise ValueError(number)


def after_months(today: date, months: int) -> date:
    first, last = month_of(today, months)
    return first.replace(day=min(today.day, last.day))
