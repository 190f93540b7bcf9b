"""A reckoning told day by day: what was open and counted, what was left out, and because of what."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from goodword.calendars.hours import DAY, Hours, Windows
from goodword.calendars.open_time import OpenTime, Step

_MOST_DAYS = 4_000  # looked at; what is open less than once in ten years is told without its days


@dataclass(frozen=True, slots=True)
class CountedDay:
    """A day of a reckoning. `pieces` lie on it, and count; `so_far` is the sum up to its end.

    `usual` are the windows of the week, `special` those of the day if it differs; `because` names what says so.
    """

    date: date
    pieces: tuple[Step, ...]
    so_far: timedelta
    usual: Windows
    special: Windows | None
    because: tuple[str, ...]

    @property
    def counted(self) -> timedelta:
        return sum((piece.length for piece in self.pieces), timedelta(0))

    @property
    def differs(self) -> bool:
        """Whether other windows open on the day than its week has."""
        return self.special is not None and self.special != self.usual


def counted_days(
    open_time: OpenTime, begins: datetime, allowed: timedelta, because: Mapping[date, Sequence[str]]
) -> Iterator[CountedDay]:
    """Every day from `begins` to `due(begins, allowed)`, in order. Raises NeverOpen."""
    hours = open_time.hours
    pieces: dict[date, list[Step]] = defaultdict(list)
    for step in open_time.steps(begins, allowed):
        for on, piece in _by_day(step, hours):
            pieces[on].append(piece)
    first = begins.astimezone(hours.zone).date()
    so_far = timedelta(0)
    for number in range(min((max(pieces, default=first) - first).days + 1, _MOST_DAYS)):
        on = first + number * DAY
        found = tuple(pieces[on])
        so_far += sum((piece.length for piece in found), timedelta(0))
        usual, special = hours.week[on.weekday()], hours.special.get(on)
        yield CountedDay(on, found, so_far, usual=usual, special=special, because=tuple(because.get(on, ())))


def _by_day(step: Step, hours: Hours) -> Iterator[tuple[date, Step]]:
    """The parts of an open piece that lie on each day of the calendar's zone; they stay in UTC."""
    begins = step.begins
    while begins < step.ends:
        on = begins.astimezone(hours.zone).date()
        midnight = datetime.combine(on + DAY, time(0), hours.zone).astimezone(UTC)
        ends = min(step.ends, midnight) if midnight > begins else step.ends
        yield on, Step(begins, ends)
        begins = ends
