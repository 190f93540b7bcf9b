"""Amounts as a drawing beside their numbers: a dot for each, a bar for half of them, on one scale in each currency."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from django.utils.translation import gettext as _

from goodword.conversations.choices import Channel
from goodword.core.money import Money, money_words
from goodword.insight.queries.amounts import Spread
from goodword.insight.queries.given import Likes
from goodword.web.components.languages import language_name
from goodword.web.insight.shares import number_of, place_of

PLACES = 120  # across; amounts that lie nearer are one dot
_LEAST, _MORE = 1.5, 3.0  # pixels of a dot's radius: of one amount, and what the most frequent has more


@dataclass(frozen=True, slots=True)
class Dot:
    """So many amounts at a place across; `r` grows as the area does."""

    x: str
    r: str


@dataclass(frozen=True, slots=True)
class AmountLine:
    """The amounts of everybody, or of one group; the places are across, in percent."""

    name: str
    spread: Spread
    scale: int

    @property
    def n(self) -> str:
        return number_of(self.spread.n)

    @property
    def middle(self) -> str:
        return money_words(self.spread.middle)

    @property
    def half(self) -> str:
        return _reach(self.spread.low, self.spread.high)

    @property
    def all(self) -> str:
        return _reach(self.spread.least, self.spread.most)

    @property
    def first(self) -> str:
        return self._across(self.spread.least.minor)

    @property
    def last(self) -> str:
        return self._across(self.spread.most.minor)

    @property
    def low(self) -> str:
        return self._across(self.spread.low.minor)

    @property
    def high(self) -> str:
        return self._across(self.spread.high.minor)

    @property
    def at(self) -> str:
        return self._across(self.spread.middle.minor)

    @property
    def dots(self) -> list[Dot]:
        """From the left; as large as they are many."""
        found = Counter[int]()
        for minor, n in self.spread.amounts:
            found[round(minor / self.scale * PLACES)] += n
        most = max(found.values())
        return [
            Dot(place_of(place / PLACES), f"{_LEAST + _MORE * sqrt((n - 1) / most):.1f}")
            for place, n in sorted(found.items())
        ]

    def _across(self, minor: int) -> str:
        return place_of(minor / self.scale)


@dataclass(frozen=True, slots=True)
class AmountTable:
    """The amounts of one reason in one currency; `scale` says how far the drawing reaches."""

    scale: str
    lines: list[AmountLine]


def scales_of(likes: Iterable[Likes]) -> dict[str, int]:
    """How far each currency reaches: the highest amount of any reason, so that reasons can be compared too."""
    found: dict[str, int] = {}
    for spread in (spread for one in likes for spread in one.spreads):
        found[spread.most.currency] = max(found.get(spread.most.currency, 1), spread.most.minor)
    return found


def amount_tables(likes: Likes, scales: Mapping[str, int]) -> list[AmountTable]:
    """One for each currency: everybody, then the two languages and the two channels where they can be compared."""
    groups = [(_("Everybody"), likes.spreads)]
    groups += [(language_name(code) or _("Not known"), spreads) for code, spreads in likes.by_language]
    groups += [(str(Channel(code).label), spreads) for code, spreads in likes.by_channel]
    return [
        AmountTable(
            scale=_reach(Money(0, currency), Money(scales[currency], currency)),
            lines=[
                AmountLine(name, spread, scales[currency])
                for name, spreads in groups
                for spread in spreads
                if spread.most.currency == currency
            ],
        )
        for currency in (spread.most.currency for spread in likes.spreads)
    ]


def _reach(low: Money, high: Money) -> str:
    return money_words(low) if low == high else f"{money_words(low)} – {money_words(high)}"
