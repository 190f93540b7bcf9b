"""Until when a matter may be snoozed: the moments people ask for by name, by the clock on their wall."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from goodword.conversations.leaving import MORNING, Choice, choices_at, morning_of
from goodword.core.moments import read_moment


class Preset(StrEnum):
    """A moment by its name."""

    TODAY = Choice.TODAY.value
    TOMORROW = Choice.TOMORROW.value
    MONDAY = Choice.MONDAY.value
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Snooze:
    """A choice, and until when it is."""

    preset: Preset
    until: datetime


def snoozes_at(moment: datetime, zone: ZoneInfo) -> list[Snooze]:
    """Later today, tomorrow and Monday as replies may leave; in a week and in a month, in the morning."""
    today = moment.astimezone(zone).date()
    month = read_moment("in a month", at=moment, zone=zone) or datetime.combine(today, MORNING, tzinfo=zone)
    return [
        *(Snooze(Preset(one.choice.value), one.at) for one in choices_at(moment, zone)),
        Snooze(Preset.WEEK, morning_of(today + timedelta(days=7), zone)),
        Snooze(Preset.MONTH, month),
    ]
