"""The share that was put right, by hours, as a drawing: a step for each, and the band in which the true one lies."""

from collections.abc import Iterator
from dataclasses import dataclass

from goodword.measures.survival import Curve

WIDTH, HEIGHT = 720, 168  # of the drawing's own units across; pixels down
LAST = 72.0  # hours shown
_EDGE = 8
_HOURS = (0, 12, 24, 36, 48, 72)


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
    """The curve up to three days."""
    low = [(time, interval) for time, _share, interval, _high in _steps(curve)]
    high = [(time, top) for time, _share, _low, top in _steps(curve)]
    line = [(time, share) for time, share, _low, _high in _steps(curve)]
    band = [*_stairs(high), *reversed(_stairs(low))]
    hours = [(hour, f"{hour / LAST * 100:.2f}%") for hour in _HOURS]
    return Drawn(_points(_stairs(line)), _points(band), _across(24), hours)


def _steps(curve: Curve) -> Iterator[tuple[float, float, float, float]]:
    yield 0.0, 0.0, 0.0, 0.0
    for step in curve.steps:
        if step.time <= LAST:
            yield step.time, step.done, step.interval.low, step.interval.high


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
