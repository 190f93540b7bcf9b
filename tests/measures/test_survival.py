"""Kaplan and Meier's curve against known figures, and what holds for every set of cases."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.measures.survival import Case, kaplan_meier

HOURS = [Case(2, True), Case(5, True), Case(5, False), Case(8, True), Case(12, True), Case(20, False)]
HOURS += [Case(24, True), Case(30, True), Case(48, False), Case(60, True)]
CASES = st.lists(st.builds(Case, st.integers(0, 50), st.booleans(), st.integers(1, 4)), max_size=60)


def test_open_ones_count() -> None:
    share, interval = kaplan_meier(HOURS).done_within(24)

    assert share == pytest.approx(4 / 7)
    assert interval == pytest.approx((0.282, 0.886), abs=5e-4)


def test_steps_say_who_was_still_at_risk() -> None:
    curve = kaplan_meier(HOURS)

    assert [(step.time, step.at_risk, step.ended) for step in curve.steps] == [
        (2, 10, 1), (5, 9, 1), (8, 7, 1), (12, 6, 1), (24, 4, 1), (30, 3, 1), (60, 1, 1)
    ]  # fmt: skip
    assert (curve.n, curve.censored) == (10, 3)
    assert (curve.time_of(0.5), curve.time_of(1)) == (24, 60)


def test_of_nothing_it_says_nothing() -> None:
    curve = kaplan_meier([])

    assert curve.done_within(24) == (0, (0, 1))
    assert curve.time_of(0.5) is None


def test_where_none_is_over_there_is_no_median() -> None:
    curve = kaplan_meier([Case(5, False), Case(9, False)])

    assert curve.steps == ()
    assert curve.time_of(0.5) is None
    assert curve.done_within(100) == (0, (0, 1))


@given(st.lists(st.integers(0, 50), min_size=1, max_size=60), st.integers(0, 50))
def test_where_all_are_over_it_is_the_plain_share(times: list[int], within: int) -> None:
    share, _interval = kaplan_meier(Case(time, is_over=True) for time in times).done_within(within)

    assert share == pytest.approx(sum(time <= within for time in times) / len(times))


@given(CASES)
def test_it_rises_within_its_interval(cases: list[Case]) -> None:
    steps = kaplan_meier(cases).steps

    assert all(one.done < other.done for one, other in pairwise(steps))
    for step in steps:
        assert 0 <= step.interval.low <= step.done + 1e-12
        assert step.done <= step.interval.high + 1e-12 <= 1 + 2e-12


@given(CASES, st.integers(0, 50))
def test_counting_closed_ones_only_never_says_less(cases: list[Case], time: int) -> None:
    closed = [case for case in cases if case.is_over]
    share, _interval = kaplan_meier(cases).done_within(time)
    naive, _interval = kaplan_meier(closed).done_within(time)

    assert share <= naive + 1e-12


@given(CASES)
def test_so_many_at_once_are_as_many_one_by_one(cases: list[Case]) -> None:
    one_by_one = kaplan_meier(Case(case.time, case.is_over) for case in cases for _ in range(case.number))
    assert kaplan_meier(cases) == one_by_one


def test_where_all_are_over_at_last_the_interval_is_from_the_step_before() -> None:
    before, last = kaplan_meier([Case(1, True), Case(2, True)]).steps
    assert last.interval == (before.interval.low, 1)
    assert kaplan_meier([Case(1, True)]).steps[0].interval == (0, 1)


def test_a_negative_time_is_none() -> None:
    with pytest.raises(ValueError, match="-1 is no time"):
        kaplan_meier([Case(-1, True)])
