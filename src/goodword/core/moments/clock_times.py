"""Times of the day in words: "3pm", "15:30", "a las 3 y media", "noon", "por la tarde"."""

import re
from datetime import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goodword.core.moments.reading import Reading

_NOON, _HALF_DAY, _DAY = 12, 12, 24
_LAST_OF_AFTERNOON = 6  # "at 3" is the afternoon's, "at 7" the morning's
_PARTS = {
    "morning": (
        re.compile(
            r"\b(?:(?:first thing )?(?:in the |early )?morning|first thing|a primera hora|(?:de|por) la madrugada)\b"
        ),
        time(8),
    ),
    "afternoon": (re.compile(r"\b(?:(?:in the )?afternoon|(?:de|por|en|a) la tarde|tarde)\b"), time(14)),
    "evening": (re.compile(r"\b(?:in the )?evening\b"), time(18)),
    "night": (re.compile(r"\b(?:at night|night|(?:de|por|en|a) la noche|noche)\b"), time(20)),
}
_NAMED = (
    (re.compile(r"\b(?:at )?(?:noon|midday|al mediodia|mediodia|lunch ?time)\b"), time(12)),
    (re.compile(r"\b(?:at )?(?:midnight|a medianoche|medianoche)\b"), time(0)),
)
_HALF = re.compile(r"\b(?:half past |half )(\d{1,2})\b")
_QUARTER = re.compile(r"\b(?:a )?quarter (past|to|after|before) (\d{1,2})\b")
_WITH_WORDS = re.compile(r"\b(\d{1,2}) (y media|y cuarto|menos cuarto|y (\d{1,2}))\b")
_WITH_MINUTES = re.compile(r"\b(\d{1,2})[:.h](\d{2})(?: ?h(?:rs)?\b)?(?: ?([ap])m?\b)?")
_WITH_HALF_OF_DAY = re.compile(r"\b(\d{1,2}) ?([ap])m?\b")
_BARE = re.compile(r"\b(?:at |a las? |las? |sobre las? )?(\d{1,2})(?: ?h(?:rs?|oras?)?)?\b")


def find_time(reading: "Reading") -> None:
    """Take the time out of what is to be read."""
    part = _part(reading)
    for pattern, clock in _NAMED:
        if found := pattern.search(reading.rest):
            reading.take(found)
            reading.clock = clock
            return
    found_time = _quartered(reading) or _written(reading)
    if found_time is not None:
        hour, minute, half = found_time
        reading.clock = _clock(hour, minute, half=half, part=part)
    elif part and reading.clock is None:
        reading.clock = _PARTS[part][1]


def _part(reading: "Reading") -> str:
    for name, (pattern, _clock_of) in _PARTS.items():
        if found := pattern.search(reading.rest):
            reading.take(found)
            return name
    if reading.clock is not None:  # "tonight", "esta tarde"
        return next(name for name, at in _HOURS.items() if reading.clock.hour <= at)
    return ""


_HOURS = {"morning": 8, "afternoon": 17, "evening": 18, "night": 24}
_Written = tuple[int, int, str]  # hour, minute, "a" or "p" or "24" or nothing


def _quartered(reading: "Reading") -> _Written | None:
    if found := _HALF.search(reading.rest):
        reading.take(found)
        return int(found[1]), 30, ""
    if found := _QUARTER.search(reading.rest):
        reading.take(found)
        hour = int(found[2])
        return (hour, 15, "") if found[1] in {"past", "after"} else (hour - 1, 45, "")
    if found := _WITH_WORDS.search(reading.rest):
        reading.take(found)
        hour = int(found[1])
        if found[2] == "menos cuarto":
            return hour - 1, 45, ""
        return hour, {"y media": 30, "y cuarto": 15}.get(found[2]) or int(found[3]), ""
    return None


def _written(reading: "Reading") -> _Written | None:
    if found := _WITH_MINUTES.search(reading.rest):
        reading.take(found)
        is_exact = found[1].startswith("0") or int(found[1]) > _NOON
        return int(found[1]), int(found[2]), found[3] or ("24" if is_exact else "")
    if found := _WITH_HALF_OF_DAY.search(reading.rest):
        reading.take(found)
        return int(found[1]), 0, found[2]
    if found := _BARE.search(reading.rest):
        reading.take(found)
        return int(found[1]), 0, ""
    return None


def _clock(hour: int, minute: int, *, half: str, part: str) -> time:
    """Raises ValueError for a time that no clock shows."""
    if half in {"a", "p"}:
        if not 1 <= hour <= _HALF_DAY:
            raise ValueError(hour)
        return time(hour % _HALF_DAY + (_HALF_DAY if half == "p" else 0), minute)
    if half == "24" or hour > _NOON:
        return time(hour % _DAY if hour == _DAY and not minute else hour, minute)
    if part in {"afternoon", "evening", "night"} and hour < _NOON:
        return time(hour + _HALF_DAY, minute)
    if part == "night" and hour == _NOON:
        return time(0, minute)
    if not part and 1 <= hour <= _LAST_OF_AFTERNOON:
        return time(hour + _HALF_DAY, minute)
    return time(hour, minute)
