"""The weeks as a drawing: a dot for the rate, a line for where the true one may lie. Made here, so that it needs no
script, and no style within the page."""

from dataclasses import dataclass

from goodword.web.insight.lines import Line

HEIGHT = 168
_EDGE = 8
_MOST_NAMES = 7


@dataclass(frozen=True, slots=True)
class Mark:
    """One week. `x` is across, in percent; `left` and `width` are those of its column; the rest is down, in pixels."""

    line: Line
    x: str
    left: str
    width: str
    y: str
    top: str
    bottom: str
    is_named: bool


@dataclass(frozen=True, slots=True)
class Rung:
    """A line across, at a share."""

    y: str
    text_y: str
    label: str


def marks_of(lines: list[Line]) -> list[Mark]:
    """Where each week stands; some of many are named."""
    step = -(-len(lines) // _MOST_NAMES)
    return [
        Mark(
            line=line,
            x=f"{(place + 0.5) / len(lines) * 100:.3f}%",
            left=f"{place / len(lines) * 100:.3f}%",
            width=f"{100 / len(lines):.3f}%",
            y=_down(line.count.rate or 0),
            top=_down(line.count.interval.high),
            bottom=_down(line.count.interval.low),
            is_named=(len(lines) - 1 - place) % step == 0,
        )
        for place, line in enumerate(lines)
    ]


def rungs() -> list[Rung]:
    """None, a half and all."""
    return [Rung(_down(share), _down(share, 4), f"{share * 100:.0f}%") for share in (1, 0.75, 0.5, 0.25, 0)]


def _down(share: float, below: float = 0) -> str:
    return f"{_EDGE + (1 - share) * (HEIGHT - 2 * _EDGE) + below:.1f}"
