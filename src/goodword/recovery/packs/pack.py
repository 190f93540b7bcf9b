"""What a pack says, typed; `loading` reads it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.conf import settings
from django.utils.translation import get_language


class Part(StrEnum):
    """What a written notice, or the record, has to hold."""

    CONTACT = "contact"
    STEPS = "steps"
    RESULT = "result"
    FINISHED = "finished"


class Unit(StrEnum):
    """Hours on the clock on the wall, or days of the calendar in the organization's zone."""

    HOURS = "hours"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Words:
    """The same in each language of the desk, by its code."""

    by_language: tuple[tuple[str, str], ...]

    def said(self, language: str) -> str:
        """In that language, else in English."""
        known = dict(self.by_language)
        return known.get(language.split("-", maxsplit=1)[0]) or known[settings.LANGUAGE_CODE.split("-")[0]]

    def __str__(self) -> str:
        return self.said(get_language() or "")


@dataclass(frozen=True, slots=True)
class Length:
    """So many hours or days."""

    number: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Extension:
    """By how much a clock may be extended, once, and on what condition."""

    length: Length
    condition: Words


@dataclass(frozen=True, slots=True)
class LawClock:
    """A time that runs from the receipt of the complaint; `is_to_be_confirmed` where the text gives no plain figure."""

    key: str
    name: Words
    length: Length
    extension: Extension | None
    is_to_be_confirmed: bool


@dataclass(frozen=True, slots=True)
class Pack:
    """One rule: what it obliges to, its clocks, of which one is chosen, and the notice that is owed.

    `letter` is empty where no notice is owed; then the record has to hold the parts that are `required`. `effective`
    says of what day the rule's text is; `reviewed_on` when this data was last compared with it.
    """

    key: str
    name: Words
    citation: str
    effective: Words
    reviewed_on: date
    obliges: Words
    clocks: tuple[LawClock, ...]
    required: tuple[Part, ...]
    letter: Words | None
    is_for_patients: bool

    def __str__(self) -> str:
        return f"{self.name} ({self.citation})"

    @property
    def owes_notice(self) -> bool:
        return self.letter is not None

    def clock(self, key: str) -> LawClock | None:
        """The clock of that key; None for none."""
        return next((one for one in self.clocks if one.key == key), None)
