"""Up to where this process has read the events: what a page shows is at least as new as that.

A page says so to its browser, which begins to follow there: nothing falls between drawing a page and following it.
"""

_present: int | None = None


def position() -> str:
    """Ask before anything else is read for the answer. Empty when this process follows nothing."""
    return "" if _present is None else str(_present)


def set_position(event_id: int | None) -> None:
    """For the one who reads the events."""
    global _present  # noqa: PLW0603 (one number for each process, written by one thread)
    _present = event_id
