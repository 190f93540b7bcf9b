"""How long something takes when some of it is not over yet: Kaplan and Meier's curve, with open cases censored."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import groupby
from math import exp, log, sqrt
from typing import NamedTuple

from goodword.measures.intervals import Z_95, Interval


class Case(NamedTuple):
    """How long it took, in any unit; if it is not over, how long it has lasted."""

    time: float
    is_over: bool


class Step(NamedTuple):
    """From `time` on, the share `done` is over. `at_risk` were not over just before; `ended` ended then."""

    time: float
    at_risk: int
    ended: int
    done: float
    interval: Interval


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
    ordered = sorted(cases, key=lambda case: case.time)
    if ordered and ordered[0].time < 0:
        raise ValueError(f"{ordered[0].time} is no time")
    at_risk, left, variance, steps = len(ordered), 1.0, 0.0, list[Step]()
    for time, same in groupby(ordered, key=lambda case: case.time):
        group = list(same)
        ended = sum(case.is_over for case in group)
        if ended:
            left *= 1 - ended / at_risk
            before = steps[-1].interval if steps else Interval(0.0, 1.0)
            if ended < at_risk:
                variance += ended / (at_risk * (at_risk - ended))
                interval = _log_log(left, variance)
            else:
                interval = Interval(before.low, 1.0)
            steps.append(Step(time, at_risk, ended, 1 - left, interval))
        at_risk -= len(group)
    return Curve(tuple(steps), len(ordered), sum(not case.is_over for case in ordered))


def _log_log(left: float, variance: float) -> Interval:
    """Of the share that is over, from the share that is left and Greenwood's sum."""
    spread = exp(Z_95 * sqrt(variance) / abs(log(left)))
    return Interval(1 - left ** (1 / spread), 1 - left**spread)
