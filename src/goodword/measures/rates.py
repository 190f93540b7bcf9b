"""Whether something happens more rarely than before: the ratio of two rates."""

from math import inf
from typing import NamedTuple

from goodword.measures.intervals import Interval, wilson


class RateRatio(NamedTuple):
    """After by before: 0.5 is half as often. `ratio` is None while nothing happened in either time."""

    ratio: float | None
    interval: Interval


def rate_ratio(before: int, before_exposure: float, after: int, after_exposure: float) -> RateRatio:
    """The rate of `after` events in its exposure (days, contacts) by that of `before`, with its 95 % interval.

    Given how many there were in all, how many of them came after is binomial; Wilson's interval of that share, as odds,
    times the ratio of exposures (the conditional method: Przyborowski & Wilenski, Biometrika 31, 1940). Without an
    event before, the ratio and its upper end are infinite; without any, everything from 0 to infinity is possible.
    Raises ValueError for negative counts and for exposures that are not positive.
    """
    if before < 0 or after < 0 or before_exposure <= 0 or after_exposure <= 0:
        raise ValueError(f"{before} in {before_exposure}, {after} in {after_exposure}")
    if not before + after:
        return RateRatio(None, Interval(0.0, inf))
    share, scale = wilson(after, before + after), before_exposure / after_exposure
    ratio = scale * after / before if before else inf
    return RateRatio(ratio, Interval(scale * _odds(share.low), scale * _odds(share.high)))


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else inf
