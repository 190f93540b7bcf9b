"""The one clock: every action, job and test asks it for the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

NEVER = datetime(9999, 1, 1, tzinfo=UTC)  # a time that does not come; no zone's offset takes it past the last year
_travelled: ContextVar[datetime | None] = ContextVar("travelled", default=None)


def now() -> datetime:
    """The present moment in UTC; the travelled one inside `travelled_to`."""
    return _travelled.get() or datetime.now(UTC)


@contextmanager
def travelled_to(moment: datetime) -> Iterator[None]:
    """Let stories and replays act at another moment; the clock stands still inside."""
    token = _travelled.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _travelled.reset(token)
