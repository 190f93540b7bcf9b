"""Readers of times of the day, shared by the rows of both languages. A time is its minutes after midnight."""

import re

from goodword.promises.noticing.times.rows import SPOKEN
from goodword.promises.noticing.times.when import NOTHING, Context, When

_HOUR, _HALF_DAY, _LAST_HOUR = 60, 12, 24
_QUARTER, _HALF = 15, 30
_COMPACT = re.compile(r"(\d{1,2})[:.](\d\d)")


def hour_of(word: str) -> tuple[int, int, bool]:
    """Hours, minutes, and whether it is plainly one of twenty-four. Raises ValueError."""
    if word in SPOKEN:
        return SPOKEN[word], 0, False
    compact = _COMPACT.fullmatch(word)
    hour, minutes = (int(compact[1]), int(compact[2])) if compact else (int(word), 0)
    if hour > _LAST_HOUR or minutes >= _HOUR:
        raise ValueError(word)
    return hour, minutes, hour > _HALF_DAY or word[0] == "0" or hour == 0


def clock(word: str, half: str | None, minutes: int = 0) -> tuple[int, ...]:
    """The times of the day that an hour may mean."""
    hour, past, is_whole = hour_of(word)
    minutes += past
    if half and hour <= _HALF_DAY:
        return ((hour % _HALF_DAY + (_HALF_DAY if half.startswith("p") else 0)) * _HOUR + minutes,)
    if is_whole:
        return (hour * _HOUR + minutes,)
    return tuple((hour % _HALF_DAY + add) * _HOUR + minutes for add in (0, _HALF_DAY))


def one(_context: Context, found: "re.Match[str]") -> When:
    """ "At 3", "by 3 pm", "a las 15:30"."""
    parts = found.groupdict()
    return When(clocks=clock(parts["hour"], parts.get("half"), _extra(parts.get("and"))))


def last_of(_context: Context, found: "re.Match[str]") -> When:
    """The end of "between 2 and 4 pm"; without am or pm, the one that comes after the beginning."""
    parts = found.groupdict()
    begins = clock(parts["from"], parts.get("half_from") or None)
    ends = clock(parts["hour"], parts.get("half"), _extra(parts.get("and")))
    if len(ends) > 1 and len(begins) == 1:
        ends = tuple(end for end in ends if end > begins[0]) or ends
    return When(clocks=ends)


def compact_range(_context: Context, found: "re.Match[str]") -> When | None:
    """ "2-4 pm"."""
    begins, ends = found[1].split("-") if found[1].count("-") == 1 else ("", "")
    if not begins or not begins.replace(":", "").isdigit() or not ends.replace(":", "").isdigit():
        return None
    return When(clocks=clock(ends, found["half"]))


def after(_context: Context, _found: "re.Match[str]") -> When:
    """ "After 3": by the end of the day."""
    return When(part="closing")


def half_past(_context: Context, found: "re.Match[str]") -> When:
    return When(clocks=clock(found["hour"], found.groupdict().get("half"), _HALF))


def quarter(_context: Context, found: "re.Match[str]") -> When:
    minutes = _QUARTER if found[1] in {"past", "after"} else -_QUARTER
    return When(clocks=tuple(time for time in clock(found["hour"], None, minutes) if time > 0))


def noon(_context: Context, _found: "re.Match[str]") -> When:
    return When(clocks=(_HALF_DAY * _HOUR,))


def midnight(_context: Context, _found: "re.Match[str]") -> When:
    return When(part="midnight")


def nothing(_context: Context, _found: "re.Match[str]") -> When:
    return NOTHING


_EXTRA = {"media": _HALF, "cuarto": _QUARTER, "menos cuarto": -_QUARTER, "pico": 0}


def _extra(word: str | None) -> int:
    if not word:
        return 0
    return _EXTRA[word] if word in _EXTRA else int(word)
