"""How far the difference of two shares that were counted may be from the true one."""

from math import sqrt

from goodword.measures.intervals import Interval, wilson


def newcombe(successes: int, n: int, other_successes: int, other_n: int) -> Interval:
    """Newcombe's 95 % interval of successes/n - other_successes/other_n. Where one is of nothing: from -1 to 1.

    R. G. Newcombe, "Interval estimation for the difference between independent proportions", Statistics in Medicine 17
    (1998), method 10: Wilson's intervals of both, put together. Raises ValueError for what is no share.
    """
    one, other = wilson(successes, n), wilson(other_successes, other_n)
    if not n or not other_n:
        return Interval(-1.0, 1.0)
    p, q = successes / n, other_successes / other_n
    below = sqrt((p - one.low) ** 2 + (other.high - q) ** 2)
    above = sqrt((one.high - p) ** 2 + (q - other.low) ** 2)
    return Interval(max(-1.0, p - q - below), min(1.0, p - q + above))
