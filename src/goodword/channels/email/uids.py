"""Sets of UIDs, kept compactly: `[[1, 8000], [8004, 8004]]`."""

from collections.abc import Iterable, Sequence

Ranges = Sequence[Sequence[int]]


def ranges_of(uids: Iterable[int]) -> list[list[int]]:
    """The UIDs as ranges, in order."""
    ranges: list[list[int]] = []
    for uid in sorted(set(uids)):
        if ranges and ranges[-1][1] == uid - 1:
            ranges[-1][1] = uid
        else:
            ranges.append([uid, uid])
    return ranges


def uids_in(ranges: Ranges) -> set[int]:
    """Every UID of the ranges."""
    found: set[int] = set()
    for first, last in ranges:
        found.update(range(first, last + 1))
    return found


def as_sequence(uids: Iterable[int]) -> str:
    """The UIDs as IMAP writes them: `1:8000,8004`."""
    return ",".join(f"{first}:{last}" if first < last else str(first) for first, last in ranges_of(uids))
