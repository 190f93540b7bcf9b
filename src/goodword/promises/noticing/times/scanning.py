"""Finds the words of time in a sentence: pieces ("tomorrow", "before noon") that stand together are one time."""

from dataclasses import dataclass

from goodword.promises.noticing.times import english, spanish
from goodword.promises.noticing.times.spans import SPAN_STARTERS, find_span
from goodword.promises.noticing.times.when import Context, When, joined
from goodword.promises.noticing.tokens import Sentence
from goodword.promises.noticing.wording import words

_TABLES = {"en": (english.TIMES, english.DAYS), "es": (spanish.TIMES, spanish.DAYS)}
_STARTERS = {
    language: frozenset().union(SPAN_STARTERS, *(table.starters for table in tables))
    for language, tables in _TABLES.items()
}
# What may stand between two pieces of one time, and what makes of two times a choice.
_BETWEEN = {
    "en": words(
        ", at by on in the before around about of for ( - no later than sometime anytime",
    ),
    "es": words(
        ", a las la el de por en sobre antes para ( - y mismo entre no mas tarde",
    ),
}
_OR = {"en": frozenset({"or", "and", "to", "-", "/"}), "es": frozenset({"o", "u", "y", "a", "-", "/"})}
_MOST_BETWEEN = 4
# Belongs to a time that it follows: "by Friday at the latest".
_TAILS = {
    "en": (("at", "the", "latest"), ("at", "the", "very", "latest"), ("or", "sooner"), ("or", "earlier"), ("or", "so")),
    "es": (
        ("a", "mas", "tardar"),
        ("como", "muy", "tarde"),
        ("como", "maximo"),
        ("o", "antes"),
        ("mas", "o", "menos"),
    ),
}
# Belongs to a time that it leads to.
_LEADS = {
    "en": words(
        "by before on at no later than not around about for sometime anytime latest the until till",
    ),
    "es": words(
        "para antes de el la las a en por sobre mas tardar no tarde como",
    ),
}
_NEVER = {
    "en": frozenset({"every", "each", "since", "starting", "last", "from", "past", "of", "following"}),
    "es": frozenset({"cada", "todos", "todas", "desde", "pasado", "pasada", "partir"}),
}


@dataclass(frozen=True, slots=True)
class TimeWords:
    """A time and the tokens that say it, from `start` to before `end`. Without "by" or "on" it begins at `core`."""

    when: When
    start: int
    end: int
    core: int


def find_times(sentence: Sentence, language: str, context: Context) -> list[TimeWords]:
    """Every time that the sentence names, in order."""
    found: list[TimeWords] = []
    at, count = 0, len(sentence.tokens)
    starters = _STARTERS[language]
    while at < count:
        form = sentence.forms[at]
        may_begin = form in starters or form[0].isdigit()
        piece = _piece(sentence, at, language, context) if may_begin else None
        if piece is None:
            at += 1
            continue
        when, end = _grown(sentence, piece, language, context)
        if not when.is_nothing and not _is_never(sentence, at, language):
            start = _led(sentence, at, language, found[-1].end if found else 0)
            end = _tailed(sentence, end, language)
            found.append(TimeWords(when, start, end, at))
        at = end
    return found


def _piece(
    sentence: Sentence, at: int, language: str, context: Context, *, is_bare: bool = False
) -> tuple[When, int] | None:
    """The longest thing that begins here."""
    found = [table.find(sentence, at, context) for table in _TABLES[language]]
    found.append(find_span(sentence, at, context, is_bare=is_bare))
    return max((piece for piece in found if piece is not None), key=lambda piece: piece[1], default=None)


def _grown(
    sentence: Sentence, piece: tuple[When, int], language: str, context: Context, *, is_bare: bool = False
) -> tuple[When, int]:
    """The piece with all that joins it."""
    when, end = piece
    while (more := _next(sentence, when, end, language, context, is_bare=is_bare)) is not None:
        when, end = more
    return when, end


def _next(
    sentence: Sentence, when: When, end: int, language: str, context: Context, *, is_bare: bool
) -> tuple[When, int] | None:
    either = False
    for at in range(end, min(end + _MOST_BETWEEN, len(sentence.tokens))):
        following = _piece(sentence, at, language, context, is_bare=is_bare)
        if following is not None:
            whole = joined(when, following[0], either=either)
            if whole is not None:
                return whole, following[1]
            if either:
                return None
        form = sentence.form(at)
        if form in _OR[language]:
            either = True
        elif form not in _BETWEEN[language]:
            return None
    return None


def _is_never(sentence: Sentence, at: int, language: str) -> bool:
    """ "Every Monday", "since Friday", "desde el lunes": a time, but none by which something is done."""
    before = {
        sentence.form(at - 1),
        sentence.form(at - 2) if sentence.form(at - 1) in {"el", "the", "las", "de"} else "",
    }
    return bool(before & _NEVER[language])


def _led(sentence: Sentence, at: int, language: str, least: int) -> int:
    while at > least and sentence.form(at - 1) in _LEADS[language]:
        at -= 1
    return at


def _tailed(sentence: Sentence, end: int, language: str) -> int:
    for tail in _TAILS[language]:
        if tuple(sentence.form(end + number) for number in range(len(tail))) == tail:
            return end + len(tail)
    return end


def read_whole(sentence: Sentence, language: str, context: Context) -> When | None:
    """The time that all the words of a sentence are about; None where a word is left over."""
    at, count = 0, len(sentence.tokens)
    while at < count:
        piece = _piece(sentence, at, language, context, is_bare=True)
        if piece is not None:
            when, end = _grown(sentence, piece, language, context, is_bare=True)
            return when if _tailed(sentence, end, language) == count else None
        if sentence.form(at) not in _LEADS[language]:
            return None
        at += 1
    return None
