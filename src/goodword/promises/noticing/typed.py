"""The due time that an agent types by hand: "next Friday" and "03/04" ask instead of guessing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from goodword.calendars.open_time import OpenTime
from goodword.promises.noticing.languages import languages_of
from goodword.promises.noticing.times.scanning import read_whole
from goodword.promises.noticing.times.when import Context, Reading, read
from goodword.promises.noticing.tokens import Sentence, sentences

LONGEST = 80


class Unread(StrEnum):
    """Why typed words name no due time."""

    NO_TIME = "no_time"  # not understood whole
    PAST = "past"
    AMBIGUOUS = "ambiguous"  # there are `options` to choose from


@dataclass(frozen=True, slots=True)
class DueWords:
    """What typed words mean: a moment, or why not, with the moments to choose from."""

    due: datetime | None = None
    options: tuple[datetime, ...] = ()
    error: Unread | None = None


def due_in_words(text: str, *, at: datetime, zone: ZoneInfo, open_time: OpenTime) -> DueWords:
    """The moment that the words name, seen from `at`. Strict: they are understood whole, or not at all."""
    context = Context(at, zone, open_time)
    found = list(sentences(" ".join(text.split()))) if len(text) <= LONGEST else []
    if len(found) != 1:
        return DueWords(error=Unread.NO_TIME)
    first = languages_of(found)[0]
    for language in (first, "es" if first == "en" else "en"):
        when = read_whole(Sentence(found[0].tokens), language, context)
        if when is None or when.is_nothing:
            continue
        reading = read(when, context)
        return DueWords(reading.due, reading.options, _why_not(reading))
    return DueWords(error=Unread.NO_TIME)


def _why_not(reading: Reading) -> Unread | None:
    if reading.due is not None:
        return None
    return Unread.PAST if reading.is_past else Unread.AMBIGUOUS
