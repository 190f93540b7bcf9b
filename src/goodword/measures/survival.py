"""How long something takes when some of it is not over yet: Kaplan and Meier's curve, with open cases censored."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from math import exp, log, sqrt
from typing import NamedTuple

from goodword.measures.intervals import Z_95, Interval


class Case(NamedTuple):
    """How long it took, in any unit; if it is not over, how long it has lasted. So many cases at once."""

    time: float
    is_over: bool
    number: int = 1


class Step(NamedTuple):
    """From `time` on, the share `done` is over. `at_risk` were not over just before; `ended` ended then. `left` is the
    share that is left, and `variance` Greenwood's sum: where all are over, those of before."""

    time: float
    at_risk: int
    ended: int
    done: float
    left: float
    variance: float

    @property
    def interval(self) -> Interval:
        """Where the true share lies, 19 times of 20. Reckoned for the steps of which it is asked alone."""
        if not self.variance:
            return Interval(0.0, 1.0)
        reach = _log_log(self.left, self.variance)
        return reach if self.ended < self.at_risk else Interval(reach.low, 1.0)


class Curve(NamedTuple):
    """The steps of the share that is over, rising; `n` cases, of which `censored` are not over."""

    steps: tuple[Step, ...]
    n: int
    censored: int

    def done_within(self, time: float) -> tuple[float, Interval]:
        """The share that is over by then, `time` included, with its 95 % interval; of nothing, 0 and from 0 to 1."""
        at = bisect_right(self.steps, time, key=lambda step: step.time)
        if at:
            return self.steps[at - 1].done, self.steps[at - 1].interval
        return 0.0, Interval(0.0, 1.0)

    def time_of(self, share: float) -> float | None:
        """The first time by which the share is over: 0.5 gives the median. None where it never is."""
        return next((step.time for step in self.steps if step.done >= share), None)


def kaplan_meier(cases: Iterable[Case]) -> Curve:
    """The share that is over, by time. A case that is open at the time another ends was still at risk then.

    E. L. Kaplan & P. Meier, "Nonparametric estimation from incomplete observations", JASA 53 (1958). The interval is
    Greenwood's variance on the log(-log) scale (Kalbfleisch & Prentice, 1980), which stays between 0 and 1; where all
    are over it says nothing and goes from the step before to 1. Raises ValueError for a negative time.
    """
    ended, gone = Counter[float](), Counter[float]()
    for time, is_over, number in cases:
        gone[time] += number
        if is_over:
            ended[time] += number
    if gone and min(gone) < 0:
        raise ValueError(f"{min(gone)} is no time")
    n = gone.total()
    return Curve(tuple(_steps(ended, gone)), n, n - ended.total())


def _steps(ended: Counter[float], gone: Counter[float]) -> Iterator[Step]:
    """From how many ended at each time, and how many were not at risk after it any more."""
    at_risk, left, variance = gone.total(), 1.0, 0.0
    for time in sorted(gone):
        over = ended[time]
        if over == at_risk:
            yield Step(time, at_risk, over, 1.0, left, variance)
        elif over:
            left *= 1 - over / at_risk
            variance += over / (at_risk * (at_risk - over))
            yield Step(time, at_risk, over, 1 - left, left, variance)
        at_risk -= gone[time]


def _log_log(left: float, variance: float) -> Interval:
    """Of the share that is over, from the share that is left and Greenwood's sum."""
    spread = exp(Z_95 * sqrt(variance) / abs(log(left)))
    return Interval(1 - left ** (1 / spread), 1 - left**spread)
