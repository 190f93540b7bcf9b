"""How far a share that was counted may be from the true one.

Libraries that have it (statsmodels, scipy) weigh a hundred megabytes for these ten lines.
"""

from math import sqrt
from typing import NamedTuple

Z_95 = 1.959964  # the standard normal's 97.5th percentile


class Interval(NamedTuple):
    low: float
    high: float


def wilson(successes: int, n: int) -> Interval:
    """Wilson's 95 % score interval of the share successes/n. Of nothing it says nothing: from 0 to 1.

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927). Unlike p ± 2
    standard errors it holds for few cases and for shares near 0 and 1. Raises ValueError unless 0 ≤ successes ≤ n.
    """
    if not 0 <= successes <= n:
        raise ValueError(f"{successes} of {n}")
    if n == 0:
        return Interval(0.0, 1.0)
    share, z2 = successes / n, Z_95**2
    whole = 1 + z2 / n
    centre = (share + z2 / (2 * n)) / whole
    half = Z_95 * sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / whole
    return Interval(centre - half if successes else 0.0, centre + half if successes < n else 1.0)
