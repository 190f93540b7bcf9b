"""Time stands still in tests, and moves only when a test says so."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

import pytest

from goodword.core.clock import now, travelled_to

START = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)  # a Monday


class Clock:
    """The test's hands on the clock of `goodword.core.clock`."""

    START = START

    def __init__(self, moments: ExitStack) -> None:
        self._moments = moments

    def now(self) -> datetime:
        return now()

    def travel(self, moment: datetime) -> datetime:
        """Stand still at another moment from here on."""
        self._moments.enter_context(travelled_to(moment))
        return moment

    def forward(self, **delta: float) -> datetime:
        """Move on by `hours=2`, `seconds=10` and the like, and return the new time."""
        return self.travel(now() + timedelta(**delta))


@pytest.fixture(autouse=True)
def frozen_time(request: pytest.FixtureRequest) -> Iterator[ExitStack]:
    with ExitStack() as moments:
        if not request.node.get_closest_marker("real_time"):
            moments.enter_context(travelled_to(START))
        yield moments


@pytest.fixture
def clock(frozen_time: ExitStack) -> Clock:
    """Move time: `clock.forward(hours=2)`, `clock.travel(moment)`."""
    return Clock(frozen_time)
