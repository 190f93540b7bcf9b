"""Waiting for what happens elsewhere: in another thread, another process, a server."""

import time
from collections.abc import Callable

PATIENCE = 60.0  # seconds; on a busy machine everything takes long, and nothing is proven by giving up early


def wait_until(true: Callable[[], object], *, seconds: float = PATIENCE) -> None:
    """Return as soon as it is true. Raises AssertionError when it does not become true in time."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not become true"
        time.sleep(0.02)
