"""The weeks that figures are about."""

from datetime import UTC, date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.core.errors import Invalid
from goodword.insight.periods import MOST_DAYS, Period
from tests.frozen_time import Clock

NEW_YORK = ZoneInfo("America/New_York")


def test_four_weeks_end_with_the_one_that_runs() -> None:
    period = Period.of_weeks(4, NEW_YORK)

    assert (period.first, period.last) == (date(2026, 10, 12), date(2026, 11, 8))
    assert [week.is_over for week in period.weeks] == [True, True, True, False]
    assert not period.is_over


def test_the_week_is_that_of_the_zone(clock: Clock) -> None:
    clock.travel(datetime(2026, 11, 9, 3, tzinfo=UTC))  # Sunday evening in New York, Monday noon in Auckland

    assert Period.of_weeks(4, NEW_YORK).last == date(2026, 11, 8)
    assert Period.of_weeks(4, ZoneInfo("Pacific/Auckland")).last == date(2026, 11, 15)


def test_a_week_in_which_clocks_change_has_an_hour_more() -> None:
    week = Period.of_days(date(2026, 10, 26), date(2026, 11, 1), NEW_YORK).weeks[0]

    assert (week.ends.astimezone(UTC) - week.begins.astimezone(UTC)).total_seconds() == 169 * 3600


def test_days_cut_the_weeks_at_the_ends() -> None:
    weeks = Period.of_days(date(2026, 10, 14), date(2026, 10, 26), NEW_YORK).weeks

    assert [(week.begins.day, week.ends.day, week.is_whole) for week in weeks] == [
        (14, 19, False),
        (19, 26, True),
        (26, 27, False),
    ]


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, MOST_DAYS - 1))
def test_the_weeks_fill_the_period_without_a_gap(first: date, days: int) -> None:
    period = Period.of_days(first, date.fromordinal(first.toordinal() + days), NEW_YORK)
    weeks = period.weeks

    assert (weeks[0].begins, weeks[-1].ends) == (period.begins, period.ends)
    assert all(one.ends == following.begins for one, following in pairwise(weeks))
    assert all(week.begins.weekday() == 0 for week in weeks[1:])


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 1, 2), date(2026, 1, 1)),
        (date(2026, 1, 1), date(2027, 1, 7)),
        (date(1, 1, 1), date(1, 1, 2)),
        (date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_days_that_are_no_period_are_refused(first: date, last: date) -> None:
    with pytest.raises(Invalid):
        Period.of_days(first, last, NEW_YORK)


def test_only_some_numbers_of_weeks_are_a_choice() -> None:
    with pytest.raises(Invalid):
        Period.of_weeks(5, NEW_YORK)
