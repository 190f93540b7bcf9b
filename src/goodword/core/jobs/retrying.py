"""How long a failed job waits before it is tried again."""

import random
from datetime import timedelta

FIRST = timedelta(seconds=5)
LONGEST = timedelta(hours=1)


def pause_after(attempts_made: int) -> timedelta:
    """Twice as long after every failure, an hour at most, give or take a quarter: what failed together spreads out."""
    doubled: timedelta = min(FIRST * 2 ** min(attempts_made - 1, 20), LONGEST)
    return doubled * random.uniform(0.75, 1.25)  # noqa: S311 (chance, not a secret)
