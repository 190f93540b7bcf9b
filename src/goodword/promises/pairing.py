"""Which words of a text are those that stood there before: pure. The same words, else words much like them."""

from collections.abc import Sequence

ALIKE = 0.5  # of the words of the shorter one
_WORN = ".,;:!?…"


def pair(before: Sequence[str], standing: Sequence[bool], after: Sequence[str]) -> list[int | None]:
    """For each of the words after, the place of what they were before. Of what is not `standing` in the text any more,
    only the very same words count."""
    free = list(range(len(before)))
    found = [_take(free, [one for one in free if is_same(before[one], words)]) for words in after]
    for place, words in enumerate(after):
        if found[place] is None:
            like = [one for one in free if standing[one] and likeness(before[one], words) >= ALIKE]
            found[place] = _take(free, sorted(like, key=lambda one: -likeness(before[one], words)))
    return found


def is_same(words: str, other: str) -> bool:
    """Whether they differ in nothing but capitals and spaces."""
    return _plain(words) == _plain(other)


def goes_on(words: str, other: str) -> bool:
    """Whether one is the other, typed on or cut short."""
    first, second = sorted((_plain(words), _plain(other)), key=len)
    return second[: len(first)] == first


def likeness(words: str, other: str) -> float:
    """How much of the shorter one stands in both."""
    one, two = set(_plain(words)), set(_plain(other))
    return len(one & two) / max(1, min(len(one), len(two)))


def _plain(words: str) -> list[str]:
    return [word.strip(_WORN) for word in words.casefold().replace("’", "'").split()]


def _take(free: list[int], wanted: Sequence[int]) -> int | None:
    if not wanted:
        return None
    free.remove(wanted[0])
    return wanted[0]
