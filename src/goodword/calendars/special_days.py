"""Days that differ from the week, from several hands at once, as the hours they leave.

What somebody set by hand stands, whatever else is said of the day. Otherwise a day that is closed is closed, and what
is closed for a part of it (an event with times) is cut out of the usual windows, and of one that opened the day before.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from goodword.calendars.hours import DAY, Hours, Week, Window, Windows

Written = list[list[str]]
_Piece = tuple[datetime, datetime]  # local time, without a zone


@dataclass(frozen=True, slots=True)
class Day:
    """What is said of a day: its own windows (none: closed), or None for the usual ones without what is closed."""

    date: date
    windows: Windows | None
    closed: Windows = ()
    by_hand: bool = False


def windows_from(written: Iterable[Sequence[str]]) -> Windows:
    """The windows, as they are kept: pairs of times, such as 08:30 and 12:00."""
    return tuple(Window(time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in written)


def written(windows: Iterable[Window]) -> Written:
    """The windows for keeping, in order."""
    return [
        [window.opens.isoformat(), window.closes.isoformat()]
        for window in sorted(windows, key=lambda one: (one.opens, one.closes))
    ]


def hours_with(zone: ZoneInfo, week: Week, days: Iterable[Day]) -> Hours:
    """The hours of a week with these days."""
    said: dict[date, list[Day]] = defaultdict(list)
    for day in days:
        said[day.date].append(day)
    counting = {on: _that_count(told) for on, told in said.items()}
    return Hours(zone, week, _special(week, counting))


def _that_count(told: list[Day]) -> list[Day]:
    by_hand = [day for day in told if day.by_hand]
    return by_hand or told


def _special(week: Week, said: Mapping[date, list[Day]]) -> dict[date, Windows]:
    cuts = [piece for on, told in said.items() for day in told for piece in _pieces(on, day.closed)]
    near = (day for begins, ends in cuts for day in (begins.date() - DAY, begins.date(), ends.date()))
    left: dict[date, list[_Piece]] = {on: [] for on in {*said, *near}}
    for on in left:
        for piece in _without(_pieces(on, _windows(week, on, said.get(on, []))), cuts):
            left[piece[0].date()].append(piece)  # what remains of a night may begin on the day after
    return {
        on: tuple(Window(begins.time(), ends.time()) for begins, ends in sorted(pieces)) for on, pieces in left.items()
    }


def _windows(week: Week, on: date, told: list[Day]) -> Windows:
    own = [day.windows for day in told if day.windows is not None]
    if not own:
        return week[on.weekday()]
    return () if not all(own) else tuple(window for windows in own for window in windows)


def _pieces(on: date, windows: Windows) -> list[_Piece]:
    return [
        (datetime.combine(on, window.opens), datetime.combine(on + _days(window), window.closes)) for window in windows
    ]


def _days(window: Window) -> timedelta:
    return DAY if window.passes_midnight else timedelta(0)


def _without(pieces: list[_Piece], cuts: Iterable[_Piece]) -> list[_Piece]:
    for begins, ends in cuts:
        pieces = [
            part
            for piece in pieces
            for part in ((piece[0], min(piece[1], begins)), (max(piece[0], ends), piece[1]))
            if part[0] < part[1]
        ]
    return pieces
