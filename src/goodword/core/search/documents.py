"""What the index holds of a document: one line of words, some of them marked with the field they stand in.

Marks are letters of Unicode's private use area, which no word has. Between fields stands a bare mark, so that no phrase
reaches across.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from goodword.core.search.words import is_unspaced, joined_numbers, language_of, stem, tokens_of

MOST_LETTERS = 100_000
MOST_WORDS = 16_000  # a tsvector knows places up to 16,383
OFTEN = 3
_SECOND = 12  # bits for the documents of one second
_WORDS_OF_LETTERS = 2


class Mark(StrEnum):
    """A field of a document; a marked word is the mark and the word."""

    SUBJECT = "\ue001"
    FROM = "\ue002"
    TO = "\ue003"
    FILE = "\ue004"
    OFTEN = "\ue005"
    KIND = "\ue006"
    BETWEEN = "\ue007"


class Kind(StrEnum):
    """What a document is."""

    MESSAGE = "m"
    NOTE = "n"
    PERSON = "p"


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """Something to be found. `prior` is the language its text is likely in. A person's `row` is the person's id."""

    kind: Kind
    row: int
    conversation: int = 0
    at: datetime | None = None
    prior: str = "en"
    subject: str = ""
    text: str = ""
    sender: str = ""
    recipients: str = ""
    files: Sequence[str] = field(default_factory=tuple)

    @property
    def key(self) -> int:
        """Where it stands: people below zero, what was written in the order of time."""
        if self.kind is Kind.PERSON or self.at is None:
            return -self.row
        return first_key(self.at) + self.row % (1 << _SECOND)


def first_key(at: datetime) -> int:
    """The least key that a document of this second can have."""
    return max(int(at.timestamp()), 1) << _SECOND


@dataclass(frozen=True, slots=True)
class Indexed:
    """The line of words of a document, and the words that the vocabulary learns from it."""

    line: list[str]
    learned: list[str]


def indexed(document: Document) -> Indexed:
    """What the index holds of it."""
    names = [token.text for token in tokens_of(" ".join([document.sender, document.recipients]))]
    written = [token.text for token in tokens_of(document.text[:MOST_LETTERS])][:MOST_WORDS]
    subject = [token.text for token in tokens_of(document.subject[:MOST_LETTERS])]
    language = language_of(subject + written, document.prior)
    line = list(_line(document, [stem(word, language) for word in subject], [stem(word, language) for word in written]))
    return Indexed(line[:MOST_WORDS], _learned([*subject, *written, *names]))


def _line(document: Document, subject: list[str], written: list[str]) -> Iterator[str]:
    yield Mark.KIND + document.kind
    yield from _field(subject, Mark.SUBJECT)
    yield from _field([token.text for token in tokens_of(document.sender)], Mark.FROM)
    yield from _field([token.text for token in tokens_of(document.recipients)], Mark.TO)
    for name in document.files:
        yield from _field([token.text for token in tokens_of(name)], Mark.FILE)
    if document.files:
        yield Mark.FILE
    yield from sorted(
        set(joined_numbers(" ".join([document.sender, document.recipients, document.text[:MOST_LETTERS]])))
    )
    yield from sorted(Mark.OFTEN + word for word, times in Counter(written).items() if times >= OFTEN)
    yield from sorted({letter for word in subject + written if is_unspaced(word) for letter in word})
    yield Mark.BETWEEN
    yield from written


def _field(words: list[str], mark: Mark) -> Iterator[str]:
    if words:
        yield from words
        yield Mark.BETWEEN
        yield from (mark + word for word in words)
        yield Mark.BETWEEN


def _learned(words: list[str]) -> list[str]:
    return sorted(
        {word for word in words if len(word) >= _WORDS_OF_LETTERS and word.isalpha() and not is_unspaced(word)}
    )
