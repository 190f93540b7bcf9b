"""Wilson's interval against known figures, and what holds for every share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.measures.intervals import wilson

SHARES = st.integers(0, 100_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        (45, 50, 0.7864, 0.9565),
        (4, 4, 0.5101, 1),
        (0, 4, 0, 0.4899),
        (0, 0, 0, 1),
        (1, 1, 0.2065, 1),
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998, table I
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_known_intervals(successes: int, n: int, low: float, high: float) -> None:
    assert wilson(successes, n) == pytest.approx((low, high), abs=5e-5)


@given(SHARES)
def test_it_holds_the_share_and_stays_a_share(share: tuple[int, int]) -> None:
    successes, n = share
    low, high = wilson(successes, n)

    assert 0 <= low <= high <= 1
    assert n == 0 or low <= successes / n <= high


@given(SHARES)
def test_failures_are_its_mirror(share: tuple[int, int]) -> None:
    successes, n = share
    low, high = wilson(successes, n)

    assert wilson(n - successes, n) == pytest.approx((1 - high, 1 - low))


@given(SHARES, st.integers(2, 50))
def test_the_more_are_counted_the_nearer_it_comes(share: tuple[int, int], times: int) -> None:
    successes, n = share
    few, many = wilson(successes, n), wilson(successes * times, n * times)

    assert n == 0 or many.high - many.low < few.high - few.low


@given(st.integers(1, 100_000).flatmap(lambda n: st.tuples(st.integers(1, n), st.just(n))))
def test_one_more_success_moves_it_up(share: tuple[int, int]) -> None:
    successes, n = share
    before, after = wilson(successes - 1, n), wilson(successes, n)

    assert after.low > before.low
    assert after.high > before.high or after.high == 1


@pytest.mark.parametrize(("successes", "n"), [(-1, 4), (5, 4), (0, -1)])
def test_what_is_no_share_has_none(successes: int, n: int) -> None:
    with pytest.raises(ValueError, match=f"{successes} of {n}"):
        wilson(successes, n)
