"""The ratio of two rates against known figures, and what holds for all."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.measures.rates import rate_ratio

COUNT, EXPOSURE = st.integers(0, 5_000), st.floats(0.5, 10_000)


def test_half_as_often() -> None:
    ratio, interval = rate_ratio(30, 1000, 18, 1200)

    assert ratio == pytest.approx(0.5)
    assert interval == pytest.approx((0.281, 0.890), abs=5e-4)


def test_without_any_everything_is_possible() -> None:
    assert rate_ratio(0, 90, 0, 90) == (None, (0, inf))


def test_none_before_and_some_after() -> None:
    ratio, interval = rate_ratio(0, 90, 3, 90)

    assert (ratio, interval.high) == (inf, inf)
    assert 0 < interval.low < 3


def test_some_before_and_none_after() -> None:
    ratio, interval = rate_ratio(9, 90, 0, 90)

    assert (ratio, interval.low) == (0, 0)
    assert 0 < interval.high < 1


@given(st.integers(1, 5_000), EXPOSURE, COUNT, EXPOSURE)
def test_it_holds_the_ratio(before: int, days: float, after: int, later_days: float) -> None:
    ratio, interval = rate_ratio(before, days, after, later_days)

    assert ratio is not None
    assert interval.low <= ratio * (1 + 1e-9)
    assert ratio <= interval.high * (1 + 1e-9)


@given(st.integers(1, 5_000), EXPOSURE, st.integers(1, 5_000), EXPOSURE)
def test_backwards_it_is_one_by_it(before: int, days: float, after: int, later_days: float) -> None:
    forth, back = rate_ratio(before, days, after, later_days), rate_ratio(after, later_days, before, days)

    assert forth.ratio is not None
    assert back.ratio == pytest.approx(1 / forth.ratio)
    assert back.interval == pytest.approx((1 / forth.interval.high, 1 / forth.interval.low))


@pytest.mark.parametrize("given_", [(-1, 1, 1, 1), (1, 0, 1, 1), (1, 1, -1, 1), (1, 1, 1, -2)])
def test_what_is_no_rate_has_no_ratio(given_: tuple[int, float, int, float]) -> None:
    with pytest.raises(ValueError, match=" in "):
        rate_ratio(*given_)
