"""A phrase as people write it in the list: words in their order, `a/b` for either, `*` for any ending."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from goodword.conversations.choices import UrgentKind

MOST_WORDS = 8
LONGEST = 120
_SHORTEST_STEM = 4
_SHORTEST_ALONE = 4
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*\*?")


class PhraseUnclear(ValueError):
    """The words of a phrase say too little, too much, or use signs that mean nothing here."""


def folded(word: str) -> str:
    """The word without accents, capitals and apostrophes: as it is compared."""
    if not word.isascii():
        apart = unicodedata.normalize("NFKD", word)
        word = "".join(sign for sign in apart if not unicodedata.combining(sign)).replace("’", "'")
    return word.casefold().replace("'", "")


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a phrase: the words that may stand there, and the stems that a word there may begin with."""

    words: frozenset[str]
    stems: tuple[str, ...] = ()

    def takes(self, forms: tuple[str, ...]) -> bool:
        """Whether a word with these forms (itself, and what it may be a slip of) can stand here."""
        return any(form in self.words for form in forms) or (bool(self.stems) and forms[0].startswith(self.stems))


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that call for somebody, in their order; up to three others may stand between two of them."""

    language: str
    kind: UrgentKind
    words: str

    @property
    def places(self) -> tuple[Place, ...]:
        """Raises PhraseUnclear."""
        places = tuple(_place(part) for part in self.words.split())
        if not 1 <= len(places) <= MOST_WORDS or len(self.words) > LONGEST:
            raise PhraseUnclear(self.words)
        if len(places) == 1 and any(len(word) < _SHORTEST_ALONE for word in places[0].words):
            raise PhraseUnclear(self.words)
        return places


def _place(part: str) -> Place:
    written = part.split("/")
    if not all(_WORD.fullmatch(word) for word in written):
        raise PhraseUnclear(part)
    stems = tuple(folded(word.rstrip("*")) for word in written if word.endswith("*"))
    if any(len(stem) < _SHORTEST_STEM for stem in stems):
        raise PhraseUnclear(part)
    return Place(frozenset(folded(word) for word in written if not word.endswith("*")), stems)


@cache
def standard_phrases() -> tuple[Phrase, ...]:
    """The list that comes with the program, in English and Spanish."""
    told = tomllib.loads((files("goodword.conversations.urgency") / "standard.toml").read_text("utf-8"))
    return tuple(
        Phrase(language, UrgentKind(kind), words)
        for language, kinds in told.items()
        for kind, listed in kinds.items()
        for words in listed
    )
