"""The cast, and the time around the first Monday of the tests."""

from zoneinfo import ZoneInfo

import pytest

from goodword.insight.periods import Period
from tests.cast import Cast, found_cast


@pytest.fixture
def cast(db: None) -> Cast:
    return found_cast()


@pytest.fixture
def period() -> Period:
    """Four weeks, of which the last began on the day on which tests begin."""
    return Period.of_weeks(4, ZoneInfo("America/New_York"))
