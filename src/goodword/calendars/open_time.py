"""How much open time passes between two moments, and when so much of it will have passed.

`elapsed(a, b)` is the open time in [a, b). `due(a, d)` is the earliest moment from a on by which d of it has passed; to
be there at that very moment is to be in time. Laws: elapsed adds up, never falls, and elapsed(a, due(a, d)) = d.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate

from goodword.calendars.errors import NeverOpen
from goodword.calendars.hours import DAY, MICROSECOND, Hours, Stretch, instant_of, moment_of, open_stretches, united

Pause = tuple[datetime, datetime | None]  # from, to; None while it lasts
_ENDLESS = 1 << 62
_MARGIN = 3 * DAY  # a window passes midnight, zones are a day from UTC, and one has once left out a day
_AHEAD = timedelta(days=366)
_YEARS_SEARCHED = timedelta(days=40 * 366)  # whoever is not open in forty years never is


@dataclass(frozen=True, slots=True)
class Step:
    """A piece of a reckoning: open from one moment to another, in UTC."""

    begins: datetime
    ends: datetime

    @property
    def length(self) -> timedelta:
        return self.ends - self.begins


class OpenTime:
    """The open time of some hours. Years that are asked about are reckoned once and kept; threads may share it."""

    def __init__(self, hours: Hours) -> None:
        self.hours = hours
        self._known: _Known | None = None

    def elapsed(self, begins: datetime, ends: datetime, pauses: Iterable[Pause] = ()) -> timedelta:
        """The open time from one moment to a later one, without the pauses; none if it is not later."""
        first, last = instant_of(begins), instant_of(ends)
        if last <= first:
            return timedelta(0)
        known = self._reaching(first, last)
        total = known.between(first, last)
        for pause in _in_order(pauses):
            paused = (max(pause.begins, first), min(pause.ends, last))
            if paused[0] < paused[1]:
                total -= known.between(*paused)
        return total * MICROSECOND

    def due(self, begins: datetime, allowed: timedelta, pauses: Iterable[Pause] = ()) -> datetime | None:
        """The earliest moment, in UTC, by which so much open time has passed since `begins`, pauses not counted.

        None where a pause that has no end comes before. Raises NeverOpen where the hours are never open for so long.
        """
        at, left = instant_of(begins), allowed // MICROSECOND
        for pause in _in_order(pauses) if left > 0 else ():
            if pause.ends <= at:
                continue
            reached = self._after(at, left)
            if reached <= pause.begins:
                return moment_of(reached)
            if pause.ends == _ENDLESS:
                return None
            if pause.begins > at:
                left -= self._reaching(at, pause.begins).between(at, pause.begins)
            at = pause.ends
        return moment_of(self._after(at, left))

    def steps(self, begins: datetime, allowed: timedelta) -> Iterator[Step]:
        """The open pieces that lead from `begins` to `due(begins, allowed)`, in order. Raises NeverOpen."""
        at = instant_of(begins)
        last = self._after(at, allowed // MICROSECOND)
        for stretch in self._reaching(at, last).overlapping(at, last):
            yield Step(moment_of(max(stretch.begins, at)), moment_of(min(stretch.ends, last)))

    def is_open(self, moment: datetime) -> bool:
        """Whether somebody is there."""
        at = instant_of(moment)
        return any(True for _ in self._reaching(at, at).overlapping(at, at + 1))

    def _after(self, at: int, length: int) -> int:
        """The earliest instant by which so much open time has passed since `at`."""
        if length <= 0:
            return at
        known = self._reaching(at, at)
        wanted = known.before(at) + length
        while known.before(known.last) < wanted:
            if known.last - at > _YEARS_SEARCHED // MICROSECOND + length:
                raise NeverOpen
            grown = self._reaching(at, known.last + max(length, (known.last - at)))
            wanted += grown.before(at) - known.before(at)
            known = grown
        return known.at(wanted)

    def _reaching(self, first: int, last: int) -> "_Known":
        """What is open, at least from one instant to the other."""
        known = self._known
        if known is None or first < known.first or last > known.last:
            first, last = (first, last) if known is None else (min(first, known.first), max(last, known.last))
            known = self._known = _Known.of(self.hours, moment_of(first), moment_of(last) + _AHEAD)
        return known


class _Known:
    """The open stretches of some years, with the open time up to the end of each; right from `first` to `last`."""

    def __init__(self, stretches: Sequence[Stretch], first: int, last: int) -> None:
        self.first, self.last = first, last
        self._begins = [stretch.begins for stretch in stretches]
        self._ends = [stretch.ends for stretch in stretches]
        self._sums = list(accumulate(stretch.ends - stretch.begins for stretch in stretches))

    @classmethod
    def of(cls, hours: Hours, first: datetime, last: datetime) -> "_Known":
        """Raises NeverOpen for moments that no date can tell."""
        try:
            days = (first - _MARGIN).date(), (last + _MARGIN).date()
        except OverflowError as error:
            raise NeverOpen from error
        return cls(open_stretches(hours, *days), instant_of(first), instant_of(last))

    def before(self, instant: int) -> int:
        """The open time of these years before the instant."""
        at = bisect_right(self._begins, instant) - 1
        return self._sums[at] - max(self._ends[at] - instant, 0) if at >= 0 else 0

    def between(self, first: int, last: int) -> int:
        return self.before(last) - self.before(first)

    def at(self, length: int) -> int:
        """The earliest instant by which so much of these years has been open."""
        at = bisect_left(self._sums, length)
        return self._ends[at] - (self._sums[at] - length)

    def overlapping(self, first: int, last: int) -> Iterator[Stretch]:
        """The stretches that share some time with [first, last)."""
        past = bisect_left(self._begins, last) if first < last else 0
        for at in range(bisect_right(self._ends, first), past):
            yield Stretch(self._begins[at], self._ends[at])


def _in_order(pauses: Iterable[Pause]) -> list[Stretch]:
    """The pauses as stretches that do not touch."""
    found = [Stretch(instant_of(begins), _ENDLESS if ends is None else instant_of(ends)) for begins, ends in pauses]
    return united(sorted((one for one in found if one.begins < one.ends), key=lambda one: one.begins))
