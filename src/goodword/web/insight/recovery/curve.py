"""The share that was put right, by hours, as a drawing: a step for each, and the band in which the true one lies."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from goodword.measures.survival import Curve

WIDTH, HEIGHT = 720, 168  # of the drawing's own units across; pixels down
LAST = 72.0  # hours shown
_EDGE = 8
_PER_HOUR = 4  # steps drawn at most
_HOURS = (0, 12, 24, 36, 48, 72)


class Shown(NamedTuple):
    """A step that is drawn."""

    time: float
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """Points for a line and for an area; `day` is where 24 hours stand, across."""

    line: str
    band: str
    day: str
    hours: list[tuple[int, str]]
    width: int = WIDTH
    height: int = HEIGHT


def drawn(curve: Curve) -> Drawn:
    """The curve up to three days, of a quarter of an hour one step: thousands of complaints draw no more than a few."""
    steps = [Shown(0.0, 0.0, 0.0, 0.0), *_shown(curve)]
    low = [(step.time, step.low) for step in steps]
    high = [(step.time, step.high) for step in steps]
    line = [(step.time, step.share) for step in steps]
    band = [*_stairs(high), *reversed(_stairs(low))]
    hours = [(hour, f"{hour / LAST * 100:.2f}%") for hour in _HOURS]
    return Drawn(_points(_stairs(line)), _points(band), _across(24), hours)


def _shown(curve: Curve) -> Iterator[Shown]:
    """The last step of each quarter of an hour."""
    seen = (step for step in curve.steps if step.time <= LAST)
    for _quarter, steps in groupby(seen, key=lambda step: int(step.time * _PER_HOUR)):
        *_earlier, step = steps
        yield Shown(step.time, step.done, *step.interval)


def _stairs(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Level until the next step, then up; the last one lasts to the end."""
    found: list[tuple[float, float]] = []
    for time, share in points:
        if found:
            found.append((time, found[-1][1]))
        found.append((time, share))
    return [*found, (LAST, found[-1][1])]


def _points(points: list[tuple[float, float]]) -> str:
    return " ".join(f"{_across(time)},{_down(share)}" for time, share in points)


def _across(time: float) -> str:
    return f"{time / LAST * WIDTH:.1f}"


def _down(share: float) -> str:
    return f"{_EDGE + (1 - share) * (HEIGHT - 2 * _EDGE):.1f}"
