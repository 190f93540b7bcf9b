"""Rows of words and what they mean, tried in order at a token; the first that fits whole tokens is taken."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from goodword.core.moments.words import MONTHS, NUMBERS, WEEKDAYS
from goodword.promises.noticing.times.when import Context, When
from goodword.promises.noticing.tokens import Sentence
from goodword.promises.noticing.wording import words

_LAST_HOUR = 12
Reader = Callable[[Context, "re.Match[str]"], When | None]
SPOKEN = {**{word: number for word, number in NUMBERS.items() if number <= _LAST_HOUR}, "one": 1, "una": 1}


def _either(words: object) -> str:
    return "|".join(sorted((str(word) for word in words), key=len, reverse=True))  # type: ignore[attr-defined]


BLANKS = {
    "{month}": f"({_either(MONTHS)})",
    "{spoken}": f"({_either(word for word in SPOKEN)})",
    "{number}": r"(\d{1,2})",
    "{year}": r"(?:(?: ,)?(?: de)?(?: el)? (20\d\d))?",
}


@dataclass(frozen=True)
class Rows:
    """A table of patterns with blanks, each with the reader of what it matched."""

    rows: tuple[tuple[re.Pattern[str], Reader], ...]
    starters: frozenset[str]

    def find(self, sentence: Sentence, at: int, context: Context) -> tuple[When, int] | None:
        """What is said from this token on, and the token after it."""
        form = sentence.form(at)
        if form not in self.starters and not form[:1].isdigit():
            return None
        for pattern, reader in self.rows:
            found = pattern.match(sentence.plain, sentence.at[at])
            if found is None:
                continue
            try:
                when = reader(context, found)
            except (ValueError, OverflowError):  # the 31st of June, half past 40
                continue
            if when is not None:
                return when, sentence.index[found.end()]
        return None


_SPANISH_DAYS = words(
    "lunes lun martes miercoles mie jueves jue viernes vie sabado sab domingo dom",
)
_DAYS = {"en": frozenset(WEEKDAYS) - _SPANISH_DAYS, "es": _SPANISH_DAYS}


def table(language: str, starters: str, *rows: tuple[str, Reader]) -> Rows:
    """Rows as they are written, compiled. The words that may begin one are told, so that others cost nothing."""
    days = _DAYS[language]
    compiled = tuple((re.compile(f"(?:{_filled(pattern, days)}) "), reader) for pattern, reader in rows)
    return Rows(compiled, frozenset((*starters.split(), *days, *MONTHS)))


def _filled(pattern: str, days: frozenset[str]) -> str:
    pattern = pattern.replace("{day}", f"({_either(days)})")
    for blank, meant in BLANKS.items():
        pattern = pattern.replace(blank, meant)
    return pattern
