"""One slip of the finger in a long word: a letter too many, too few, another one, or two that changed places."""

from collections import defaultdict
from collections.abc import Iterable

SHORTEST = 7  # letters: shorter words are too often other words
LONGEST = 24
_MOST_REMEMBERED = 20_000  # people use the same words again and again


def _shortened(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def is_slip(typed: str, meant: str) -> bool:
    """Whether one slip makes `meant` of `typed`."""
    if len(typed) > len(meant):
        typed, meant = meant, typed
    if len(typed) < len(meant):
        return typed in _shortened(meant)
    differ = [at for at in range(len(typed)) if typed[at] != meant[at]]
    if len(differ) <= 1:
        return True
    swapped = len(differ) == 2 and differ[1] == differ[0] + 1  # noqa: PLR2004 (two neighbors)
    return swapped and typed[differ[0]] == meant[differ[1]] and typed[differ[1]] == meant[differ[0]]


class Slips:
    """Finds the known words that a typed word may be a slip of, without looking at each of them."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(word for word in known if len(word) >= SHORTEST)
        self._remembered: dict[str, tuple[str, ...]] = {}
        self._by_shape: dict[str, set[str]] = defaultdict(set)
        for word in self._known:
            for shape in {word, *_shortened(word)}:
                self._by_shape[shape].add(word)

    def meant_by(self, typed: str) -> tuple[str, ...]:
        """The known words one slip away; none for a word that is known itself, or too short to tell."""
        if not SHORTEST - 1 <= len(typed) <= LONGEST or typed in self._known or typed.isdigit():
            return ()
        meant = self._remembered.get(typed)
        if meant is None:
            candidates = {word for shape in (typed, *_shortened(typed)) for word in self._by_shape.get(shape, ())}
            meant = tuple(sorted(word for word in candidates if is_slip(typed, word)))
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            self._remembered[typed] = meant
        return meant
