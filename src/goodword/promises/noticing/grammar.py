"""What a language tells the rules that serve both: where commitments stand, and which words make clauses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from goodword.promises.noticing.tokens import Sentence


class Kind(StrEnum):
    """What keeps a promise."""

    CALLBACK = "callback"
    REPLY = "reply"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Head:
    """Where a clause says who will do what: from its subject; `verb` is what is done. `is_ours`: it binds the house."""

    start: int
    verb: int
    is_ours: bool = True


Phrases = Mapping[str, tuple[tuple[str, ...], ...]]  # by the first word, the others


@dataclass(frozen=True)
class Grammar:
    """The words of one language that clauses are made of."""

    heads: Callable[[Sentence], list[Head]]
    kind: Callable[[Sentence, int, int], Kind]  # of the verb at a token, with what follows up to another
    is_verb: Callable[[Sentence, int], bool]  # whether a token goes on with another verb of the same subject
    is_fact: Callable[[Sentence, int], bool]  # whether a clause with a verb of its own, and no promise, begins
    asks: Callable[[Sentence, Head], bool]  # whether the clause is a question
    conditions: Phrases  # "if", "as soon as"
    is_no_condition: Callable[[Sentence, int], bool]  # "see if", "as soon as possible"
    joins: frozenset[str]  # words and marks that begin another clause
    turns: frozenset[str]  # after which what was conditional no longer is
    blocks: frozenset[str]  # after which a time belongs to something else, up to a mark
    is_blocked: Callable[[Sentence, int], bool]  # the same, where one word does not tell
    doubts: frozenset[str]  # "maybe"
    denials: frozenset[str]  # "not sure we will"
    no_denials: frozenset[str]  # "don't worry"
    reports: frozenset[str]  # "said"
    own_reports: Phrases  # "as I"
    events: frozenset[str]  # nouns that have a time of their own: "your appointment on Friday"
    of_a_day: frozenset[str]  # nouns that follow their time: "the morning shift"
    no_nouns: frozenset[str]  # before "of", what is no such noun
    event_links: frozenset[str]  # which words tie it to any noun: "the invoice of Friday"
    time_links: frozenset[str]  # which words tie it to those nouns


def phrase_at(sentence: Sentence, at: int, known: Phrases) -> int:
    """How many tokens of a phrase stand here; 0 for none of them."""
    for rest in known.get(sentence.form(at), ()):
        if all(sentence.form(at + number) == word for number, word in enumerate(rest, start=1)):
            return len(rest) + 1
    return 0


def phrases(written: str) -> Phrases:
    """Phrases with strokes between them, by their first words; the longest first."""
    known: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in sorted(written.split("|"), key=len, reverse=True):
        first, *rest = phrase.split()
        known[first] = (*known.get(first, ()), tuple(rest))
    return known
