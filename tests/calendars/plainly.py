"""Open time counted minute by minute on the clock on the wall: slow, and with nothing in common with the desk's way."""

from datetime import datetime, timedelta

from goodword.calendars.hours import DAY, Hours

MINUTE = timedelta(minutes=1)


def plainly_elapsed(hours: Hours, begins: datetime, minutes: int) -> timedelta | None:
    """The open time of so many minutes; None where the clocks change near, since a wall cannot tell then."""
    offsets = {(begins + day * DAY).astimezone(hours.zone).utcoffset() for day in range(-3, minutes // 1440 + 4)}
    if len(offsets) > 1:
        return None
    walls = ((begins + number * MINUTE).astimezone(hours.zone) for number in range(minutes))
    return sum(_is_open(hours, wall) for wall in walls) * MINUTE


def _is_open(hours: Hours, wall: datetime) -> bool:
    day, at = wall.date(), wall.time()
    today = any(
        window.opens <= at and (window.passes_midnight or at < window.closes) for window in hours.windows_on(day)
    )
    before = any(window.passes_midnight and at < window.closes for window in hours.windows_on(day - DAY))
    return today or before
