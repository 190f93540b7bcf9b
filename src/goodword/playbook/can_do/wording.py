"""What a language tells the check: phrases that say no, what answers them, and what only sounds like either.

A phrase is of plain words, as `promises/noticing/tokens.py` makes them: no capitals or accents, contractions apart.
In it `[a b]` is any of these words, `?` after one that it may be missing, `*` any letters, `_` up to three words, and
`$` where a clause ends.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from goodword.promises.noticing.grammar import Head
from goodword.promises.noticing.tokens import Sentence

_ANY_FEW = r"(?:\w[^ ]{0,40} ){0,3}?"
_CLAUSE_END = r"(?:[,;:-] |$)"
_PART = re.compile(r"(\[[^\]]+\]|[^ \[\]]+?)(\??)(?: |$)")


class Phrases:
    """Phrases, known by their first words: only where one of those stands anything is tried."""

    def __init__(self, *rows: str) -> None:
        by_first: dict[str, list[str]] = defaultdict(list)
        for phrase in (phrase.strip() for row in rows for phrase in row.split("|")):
            parts = _PART.findall(phrase)
            for first in parts[0][0].strip("[]").split():
                by_first[first].append(re.escape(f"{first} ") + "".join(_compiled(*part) for part in parts[1:]))
        self._known = {first: re.compile("|".join(known)) for first, known in by_first.items()}

    def at(self, sentence: Sentence, number: int) -> int:
        """After which token a phrase ends that begins at this one; 0 for none."""
        known = self._known.get(sentence.forms[number])
        found = known.match(sentence.plain, sentence.at[number]) if known else None
        return sentence.index[found.end()] if found else 0

    def within(self, sentence: Sentence, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
        """From where to where each phrase goes that begins there."""
        for number in range(start, len(sentence.forms) if end is None else end):
            after = self.at(sentence, number)
            if after:
                yield number, after

    def stand_in(self, sentence: Sentence, start: int = 0, end: int | None = None) -> bool:
        return next(self.within(sentence, start, end), None) is not None


@dataclass(frozen=True)
class Wording:
    """The phrases of one language."""

    noes: Phrases
    no_noes: Phrases  # over a no, or just before it: turns of phrase, what is denied twice
    commands: Phrases  # no no where their clause begins: "don't take it with milk"
    conditions: frozenset[str]  # before a no in its clause: "if we can't reach you"
    turns: frozenset[str]  # words and marks that begin another clause
    buts: frozenset[str]  # after a no: what follows is what can be done, unless it only thanks
    thanks: Phrases
    answers: Phrases  # an alternative, or what has been done already
    no_answers: Phrases  # over an answer: "I can understand"
    courtesy: Phrases  # a sentence of these answers nothing: "if you have any questions"
    times: Phrases
    until: Phrases  # in a clause that says no: "not until Monday"
    past: Phrases  # of something that was: "you asked for Friday"
    heads: Callable[[Sentence], list[Head]]  # who will do what
    idle: frozenset[str]  # verbs that do nothing for the customer: "we hope to see you"


def _compiled(written: str, optional: str) -> str:
    if written == "_":
        return _ANY_FEW
    if written == "$":
        return _CLAUSE_END
    words = written.strip("[]").split()
    known = "|".join(re.escape(word).replace(r"\*", r"[^ ]{0,20}") for word in words)
    return f"(?:(?:{known}) ){optional}"
