"""When somebody wants to be left alone, and when their summary is due: by the clock on their own wall. Pure.

What the clock skips in spring happens when it has been skipped; what it strikes twice in autumn happens the first time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from goodword.notifications.choices import Rhythm

_A_DAY = timedelta(days=1)
_MOST_IN_A_ROW = 30  # quiet hours that follow each other without a pause
_LONGEST_WAIT = 9  # days until a weekly summary is due, and one to spare


@dataclass(frozen=True, kw_only=True, slots=True)
class Quiet:
    """Quiet hours begin on these days (0 is Monday) and may end on the next; free days are quiet all day."""

    begins: time
    ends: time
    days: frozenset[int] = frozenset()
    free_days: frozenset[int] = frozenset()


def on_the_wall(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """The moment at which the clock there shows this."""
    return datetime.combine(day, hour, zone).astimezone(UTC)


def quiet_until(moment: datetime, quiet: Quiet, zone: ZoneInfo) -> datetime | None:
    """When the quiet that holds at the moment is over; None when none holds."""
    until = moment
    for _ in range(_MOST_IN_A_ROW):
        ends = [end for begin, end in _stretches(until, quiet, zone) if begin <= until < end]
        if not ends:
            break
        until = max(ends)
    return until if until > moment else None


def _stretches(moment: datetime, quiet: Quiet, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    today = moment.astimezone(zone).date()
    for day in (today - _A_DAY, today):
        if day.weekday() in quiet.days:
            last = day if quiet.ends > quiet.begins else day + _A_DAY
            yield on_the_wall(day, quiet.begins, zone), on_the_wall(last, quiet.ends, zone)
        if day.weekday() in quiet.free_days:
            yield on_the_wall(day, time(), zone), on_the_wall(day + _A_DAY, time(), zone)


def next_summary(after: datetime, *, rhythm: str, hour: int, day: int, zone: ZoneInfo) -> datetime | None:
    """The first moment after this one at which a summary is due; None for never. `day` counts for weekly ones."""
    if rhythm == Rhythm.NEVER:
        return None
    today = after.astimezone(zone).date()
    for ahead in range(_LONGEST_WAIT):
        date_then = today + ahead * _A_DAY
        due = on_the_wall(date_then, time(hour), zone)
        if due > after and (rhythm == Rhythm.DAILY or date_then.weekday() == day):
            return due
    return None  # pragma: no cover - there is one within nine days


def tomorrow_at(moment: datetime, hour: time, zone: ZoneInfo) -> datetime:
    """The next day there, at this time."""
    return on_the_wall(moment.astimezone(zone).date() + _A_DAY, hour, zone)
