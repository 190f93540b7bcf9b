"""Looks for phrases in a text, in one pass: each word is looked up, and only what begins there is followed."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from goodword.conversations.choices import UrgentKind
from goodword.conversations.urgency.phrases import Phrase, Place, folded
from goodword.conversations.urgency.slips import Slips

GAP = 3  # words that may stand between two words of a phrase
LONGEST_TEXT = 200_000
MOST_FOUND = 50
# A word, or the end of a sentence: no phrase reaches over one.
_PIECES = re.compile(r"([^\W_]+(?:['’][^\W_]+)*)|[.!?…]+|\n[ \t\r]*\n")


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase and where the text says it."""

    kind: UrgentKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Token:
    forms: tuple[str, ...]
    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Followed:
    kind: UrgentKind
    rest: tuple[Place, ...]


class Matcher:
    """Made once for a list of phrases; looking is linear in the text. Raises PhraseUnclear for an unclear phrase."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._by_word: dict[str, list[_Followed]] = defaultdict(list)
        self._by_stem: dict[str, list[_Followed]] = defaultdict(list)
        known: set[str] = set()
        for phrase in phrases:
            first, *rest = phrase.places
            followed = _Followed(phrase.kind, tuple(rest))
            for word in first.words:
                self._by_word[word].append(followed)
            for stem in first.stems:
                self._by_stem[stem].append(followed)
            if rest:
                known.update(word for place in (first, *rest) for word in place.words)
        self._stem_lengths = sorted({len(stem) for stem in self._by_stem})
        self._slips = Slips(known)

    def find(self, text: str) -> list[Found]:
        """Every phrase that the text says, in its order."""
        tokens, found = self._tokens(text[:LONGEST_TEXT]), list[Found]()
        for at, token in enumerate(tokens):
            for followed, is_slip in self._beginning_with(token):
                end = None if is_slip and not followed.rest else _end(tokens, at, followed.rest)
                if end is not None:
                    found.append(Found(followed.kind, token.start, tokens[end].end))
            if len(found) >= MOST_FOUND:
                break
        return found

    def _tokens(self, text: str) -> list[_Token]:
        tokens, sentence, seen = list[_Token](), 0, dict[str, tuple[str, ...]]()
        for piece in _PIECES.finditer(text):
            word = piece[1]
            if word is None:
                sentence += 1
                continue
            forms = seen.get(word)
            if forms is None:
                form = folded(word)
                forms = seen[word] = (form, *self._slips.meant_by(form))
            tokens.append(_Token(forms, sentence, piece.start(), piece.end()))
        return tokens

    def _beginning_with(self, token: _Token) -> Iterable[tuple[_Followed, bool]]:
        for form in token.forms:
            for followed in self._by_word.get(form, ()):
                yield followed, form != token.forms[0]
        for length in self._stem_lengths:
            for followed in self._by_stem.get(token.forms[0][:length], ()):
                yield followed, False


def _end(tokens: list[_Token], at: int, rest: tuple[Place, ...]) -> int | None:
    """The token at which the phrase that begins at `at` ends; None when the text goes on otherwise."""
    reached = {at}
    for place in rest:
        reached = {
            next_at
            for here in reached
            for next_at in range(here + 1, min(here + 2 + GAP, len(tokens)))
            if tokens[next_at].sentence == tokens[at].sentence and place.takes(tokens[next_at].forms)
        }
        if not reached:
            return None
    return min(reached)
