"""Waiting until a file descriptor can be read, in processes that hold thousands of them (select stops at 1024)."""

import select


def readable_within(seconds: float, *descriptors: int) -> bool:
    """Whether one of the descriptors could be read before `seconds` were over."""
    poll = select.poll()
    for descriptor in descriptors:
        poll.register(descriptor, select.POLLIN)
    return bool(poll.poll(max(seconds, 0) * 1000))
