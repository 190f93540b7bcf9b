"""An office in New York, open Monday to Friday from 08:30 to 17:00. It is Tuesday, November 24, 2026, 10:40 there."""

from collections.abc import Iterable
from datetime import datetime, time
from zoneinfo import ZoneInfo

from goodword.calendars.hours import Hours, Window
from goodword.calendars.open_time import OpenTime
from goodword.promises.noticing import DueWords, Noticed, due_in_words, notice

ZONE = ZoneInfo("America/New_York")
OFFICE = OpenTime(Hours(ZONE, ((Window(time(8, 30), time(17)),),) * 5 + ((),) * 2))
PRESENT = datetime(2026, 11, 24, 10, 40, tzinfo=ZONE)


def noticed(text: str, at: datetime = PRESENT, open_time: OpenTime = OFFICE) -> list[Noticed]:
    return notice(text, at=at, zone=ZONE, open_time=open_time)


def typed(words: str, at: datetime = PRESENT, open_time: OpenTime = OFFICE) -> DueWords:
    return due_in_words(words, at=at, zone=ZONE, open_time=open_time)


def on_the_wall(moment: datetime | None) -> str:
    return moment.astimezone(ZONE).strftime("%a %m-%d %H:%M") if moment else "asks"


def all_on_the_wall(moments: Iterable[datetime]) -> list[str]:
    return [on_the_wall(moment) for moment in moments]
