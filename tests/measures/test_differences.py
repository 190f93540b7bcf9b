"""Newcombe's interval against known figures, and what holds for every pair of shares."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.measures.differences import newcombe

SHARE = st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ((45, 50), (36, 50), 0.0251, 0.3279),
        ((56, 70), (48, 80), 0.0524, 0.3339),  # Newcombe 1998, table II, method 10
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((0, 0), (3, 10), -1, 1),
        ((3, 10), (0, 0), -1, 1),
    ],
)
def test_known_intervals(one: tuple[int, int], other: tuple[int, int], low: float, high: float) -> None:
    assert newcombe(*one, *other) == pytest.approx((low, high), abs=5e-5)


@given(SHARE, SHARE)
def test_it_holds_the_difference(one: tuple[int, int], other: tuple[int, int]) -> None:
    low, high = newcombe(*one, *other)

    assert -1 <= low <= one[0] / one[1] - other[0] / other[1] <= high <= 1


@given(SHARE, SHARE)
def test_the_other_way_round_it_is_its_mirror(one: tuple[int, int], other: tuple[int, int]) -> None:
    low, high = newcombe(*one, *other)

    assert newcombe(*other, *one) == pytest.approx((-high, -low))


def test_what_is_no_share_has_none() -> None:
    with pytest.raises(ValueError, match="3 of 2"):
        newcombe(3, 2, 1, 2)
