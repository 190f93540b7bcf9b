"""Text as words: folded, with their places, and by their stems. Pure, and in linear time."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import snowballstemmer  # type: ignore[import-untyped]

LONGEST_WORD = 40
_RUN = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f]+")
_PHONE = re.compile(r"(?<!\w)\+?\d(?:[\s().\-/]{0,2}\d){6,14}(?!\w)")
LOCAL_DIGITS = 9

_STEMMERS = {"en": snowballstemmer.stemmer("english"), "es": snowballstemmer.stemmer("spanish")}
_one_at_a_time = Lock()  # a stemmer keeps the word it is at in itself
LANGUAGES = tuple(_STEMMERS)
_ENGLISH = "the and is you to of for with that this have are not be it my was from your please on we"
_SPANISH = "el la los las y es que de por para con una mi no se su del gracias un lo en hola favor"
_TELLING = {"en": frozenset(_ENGLISH.split()), "es": frozenset(_SPANISH.split())}
_ACCENT_LOST = re.compile(r"([cs])ion$")
_ENOUGH = 40


@dataclass(frozen=True, slots=True)
class Token:
    """A word folded, and from where to where it stands in the original."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Without case, accents and width: what people mean by the same letters."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def tokens_of(text: str) -> Iterator[Token]:
    """The words in order; writing without spaces (Chinese, Japanese) comes as overlapping pairs of letters."""
    for found in _RUN.finditer(text):
        run, start = found.group(), found.start()
        if run.isascii() or not _UNSPACED.search(run):
            yield from _word(run, start)
            continue
        at = 0
        for unspaced in _UNSPACED.finditer(run):
            yield from _word(run[at : unspaced.start()], start + at)
            yield from _pairs(unspaced.group(), start + unspaced.start())
            at = unspaced.end()
        yield from _word(run[at:], start + at)


def _word(run: str, start: int) -> Iterator[Token]:
    for piece in _RUN.finditer(fold(run[: LONGEST_WORD * 2])) if run else ():
        yield Token(piece.group()[:LONGEST_WORD], start, start + len(run))


def _pairs(run: str, start: int) -> Iterator[Token]:
    for at in range(max(len(run) - 1, 1)):
        pair = run[at : at + 2]
        if folded := "".join(_RUN.findall(fold(pair))):
            yield Token(folded, start + at, start + at + len(pair))


def is_unspaced(word: str) -> bool:
    """Whether the word is of a writing without spaces."""
    return not word.isascii() and bool(_UNSPACED.match(word))


def joined_numbers(text: str) -> Iterator[str]:
    """Long numbers written in groups, such as those of telephones: their digits, and the last nine of them."""
    for found in _PHONE.finditer(text):
        digits = "".join(letter for letter in found.group() if letter.isdecimal())
        yield digits
        if len(digits) > LOCAL_DIGITS:
            yield digits[-LOCAL_DIGITS:]


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """The stem of a folded word. Accents were lost before, so that who types none finds the same."""
    if not word.isalpha():
        return word
    if language == "es":
        word = _ACCENT_LOST.sub(r"\1ión", word)
    with _one_at_a_time:
        stemmed = _STEMMERS[language].stemWord(word)
    return fold(stemmed)[:LONGEST_WORD]


def forms(word: str) -> tuple[str, ...]:
    """As what the index may hold a folded word: itself, and its stem in each language; each once."""
    return tuple(dict.fromkeys([word, *(stem(word, language) for language in LANGUAGES)]))


def language_of(words: list[str], prior: str) -> str:
    """English or Spanish, by the little words among the first; `prior` where they do not tell."""
    first = words[: _ENOUGH * 5]
    counts = {language: sum(word in telling for word in first) for language, telling in _TELLING.items()}
    best = max(counts, key=lambda language: (counts[language], language == prior))
    told = counts[best] - min(counts.values())
    if told * _ENOUGH > len(first) and told > 1:
        return best
    return prior if prior in LANGUAGES else "en"
