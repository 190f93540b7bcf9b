"""The clock of a due time."""

from datetime import timedelta

import pytest

from goodword.core.clock import NEVER, now
from goodword.web.components.due import Pace, due_of
from tests.frozen_time import Clock

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("gone", "pace", "left"),
    [(0, Pace.AHEAD, 100), (44, Pace.AHEAD, 27), (45, Pace.SOON, 25), (60, Pace.SOON, 0), (61, Pace.BROKEN, 0)],
)
def test_it_drains_from_its_beginning_to_its_due_time(clock: Clock, gone: int, pace: Pace, left: int) -> None:
    began = now()
    clock.forward(minutes=gone)

    due = due_of(began + HOUR, began)

    assert due is not None
    assert (due.pace, due.left, due.gone) == (pace, left, 100 - left)


def test_what_stands_still_has_no_clock(clock: Clock) -> None:
    assert due_of(NEVER, now()) is None


def test_without_a_beginning_nothing_is_left(clock: Clock) -> None:
    due = due_of(now() + HOUR, None)
    assert due is not None
    assert (due.pace, due.left, due.words) == (Pace.SOON, 0, "1 hr")
