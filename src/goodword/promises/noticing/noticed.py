"""What is noticed in a text: our own commitments that name a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from goodword.calendars.open_time import OpenTime
from goodword.promises.noticing.attaching import Bound, bind
from goodword.promises.noticing.conditions import Reservations
from goodword.promises.noticing.english import ENGLISH
from goodword.promises.noticing.grammar import Kind
from goodword.promises.noticing.languages import languages_of
from goodword.promises.noticing.spanish import SPANISH
from goodword.promises.noticing.times import Context, find_times, read
from goodword.promises.noticing.tokens import Sentence, sentences

LONGEST_TEXT = 200_000
MOST_NOTICED = 50
_GRAMMARS = {"en": ENGLISH, "es": SPANISH}


@dataclass(frozen=True, slots=True)
class Noticed:
    """A promise in a text: its words, where they stand, what keeps it, and by when.

    Without a `due` moment it asks: the words name one that is past, or read in several ways, the `options`.
    """

    words: str
    start: int
    end: int
    kind: Kind
    due: datetime | None
    options: tuple[datetime, ...] = ()


def notice(text: str, *, at: datetime, zone: ZoneInfo, open_time: OpenTime) -> list[Noticed]:
    """The promises of a text that is written at a moment, in order. Linear in its length; English and Spanish."""
    context = Context(at, zone, open_time)
    text = text[:LONGEST_TEXT]
    found: list[Noticed] = []
    whole = list(sentences(text))
    for sentence, language in zip(whole, languages_of(whole), strict=True):
        found += [_noticed(text, sentence, bound, language, context) for bound in _bounds(sentence, language, context)]
        if len(found) >= MOST_NOTICED:
            break
    return found[:MOST_NOTICED]


def _bounds(sentence: Sentence, language: str, context: Context) -> Iterator[Bound]:
    grammar = _GRAMMARS[language]
    times = find_times(sentence, language, context)
    if not times:
        return
    sentence.timed = frozenset(number for time in times for number in range(time.start, time.end))
    heads = [head for head in grammar.heads(sentence) if head.verb not in sentence.timed]
    reservations = Reservations(sentence, heads, grammar)
    yield from (bound for bound in bind(sentence, heads, times, grammar) if reservations.allow(bound.head))


def _noticed(text: str, sentence: Sentence, bound: Bound, language: str, context: Context) -> Noticed:
    start, end = sentence.tokens[bound.start].start, sentence.tokens[bound.end - 1].end
    reading = read(bound.time.when, context)
    kind = _GRAMMARS[language].kind(sentence, bound.verb, max(bound.end, bound.time.start))
    return Noticed(text[start:end], start, end, kind, reading.due, reading.options)
