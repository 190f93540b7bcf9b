"""What the page of my notices shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise

from goodword.accounts.types import Agent
from goodword.core.clock import now
from goodword.notifications.choices import Matter, Path, Rhythm
from goodword.notifications.defaults import ALWAYS_SHOWN, CHOSEN, Paths
from goodword.notifications.discretion import words_may_leave
from goodword.notifications.queries import devices_of, habits_of
from goodword.notifications.ways import all_paths

_FOR_THOSE_WHO_ADMINISTER = frozenset({Matter.ALARM})


@dataclass(frozen=True, slots=True)
class Cell:
    """One box of the table; a `fixed` one cannot be unticked."""

    path: Path
    name: str
    is_ticked: bool
    is_fixed: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One kind, with a box for each path."""

    label: str | Promise
    cells: tuple[Cell, ...]


def lines_for(agent: Agent) -> list[Matter]:
    """The kinds that the agent may choose of."""
    return [matter for matter in CHOSEN if agent.administers or matter not in _FOR_THOSE_WHO_ADMINISTER]


def habits_shown(agent: Agent) -> dict[str, Any]:
    """Everything on the page."""
    habits, paths = habits_of(agent), all_paths(agent)
    paused = habits.paused_until if habits.paused_until and habits.paused_until > now() else None
    return {
        "lines": [Line(matter.label, tuple(_cells(matter, paths[matter]))) for matter in lines_for(agent)],
        "paths": [path.label for path in Path],
        "habits": habits,
        "paused_until": paused,
        "quiet_days": [(day, name, day in habits.quiet_days) for day, name in WEEKDAYS.items()],
        "free_days": [(day, name, day in habits.free_days) for day, name in WEEKDAYS.items()],
        "weekdays": list(WEEKDAYS.items()),
        "rhythms": Rhythm.choices,
        "hours": [(hour, f"{hour:02}:00") for hour in range(24)],
        "devices": devices_of(agent),
        "with_words": words_may_leave(),
    }


def _cells(matter: Matter, paths: Paths) -> Iterator[Cell]:
    for path in Path:
        is_fixed = path is Path.APP and matter in ALWAYS_SHOWN
        yield Cell(path, f"{matter.value}.{path.value}", getattr(paths, path.value), is_fixed)
