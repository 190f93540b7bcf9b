"""When a reply may leave later: the moments people ask for by name, by the clock on their wall."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

MORNING = time(8)
_MONDAY = 0
_LATER, _LATEST = timedelta(hours=3), time(20)


class Choice(StrEnum):
    """A moment by its name."""

    TODAY = "today"
    TOMORROW = "tomorrow"
    MONDAY = "monday"


@dataclass(frozen=True, slots=True)
class Leaving:
    """A choice, and when it is."""

    choice: Choice
    at: datetime


def choices_at(moment: datetime, zone: ZoneInfo) -> list[Leaving]:
    """Later today (in three hours, on the hour, not after eight in the evening), tomorrow at eight, Monday at eight."""
    here = moment.astimezone(zone)
    tomorrow = here.date() + timedelta(days=1)
    monday = here.date() + timedelta(days=7 - here.weekday())
    found = [Leaving(Choice.TOMORROW, morning_of(tomorrow, zone))]
    later = (moment + _LATER).astimezone(zone).replace(minute=0, second=0, microsecond=0)
    if later.date() == here.date() and later.time() <= _LATEST:
        found.insert(0, Leaving(Choice.TODAY, later))
    if monday != tomorrow:
        found.append(Leaving(Choice.MONDAY, morning_of(monday, zone)))
    return found


def morning_of(day: date, zone: ZoneInfo) -> datetime:
    """Eight o'clock of that day by the clock on the wall, whether or not it was put forward that night."""
    return datetime.combine(day, MORNING, tzinfo=zone)
