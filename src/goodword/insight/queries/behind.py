"""The promises behind a figure, the latest due first."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Q

from goodword.accounts.models import Agent
from goodword.core.clock import NEVER
from goodword.insight.access import promises_of, promises_of_house, readable
from goodword.insight.falling_due import due_in, settled_standing_still
from goodword.insight.periods import Period
from goodword.promises.choices import Kind, Outcome, Settled, Target
from goodword.promises.models import Promise, PromiseQuerySet

_SHOWN = ("conversation__customer", "owner_team", "to_agent", "to_team")


class Came(StrEnum):
    """Which figure: what came of the promises. `DUE` are those that the rate is of."""

    DUE = "due"
    KEPT = "kept"
    BROKEN = "broken"
    MADE_GOOD = "made-good"
    LET_GO = "let-go"
    OWED = "owed"
    RENEGOTIATED = "renegotiated"
    RELEASED = "released"


_BROKEN = Q(outcome__in=[Outcome.BROKEN, Outcome.NONE])
_CAME = {
    Came.DUE: _BROKEN | Q(outcome=Outcome.KEPT),
    Came.KEPT: Q(outcome=Outcome.KEPT),
    Came.BROKEN: _BROKEN,
    Came.MADE_GOOD: Q(outcome=Outcome.BROKEN, settled=Settled.MADE_GOOD),
    Came.LET_GO: Q(outcome=Outcome.BROKEN, settled=Settled.RELEASED),
    Came.OWED: _BROKEN & Q(settled=Settled.NOT),
    Came.RENEGOTIATED: Q(outcome=Outcome.RENEGOTIATED),
    Came.RELEASED: Q(outcome=Outcome.RELEASED),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Sieve:
    """Which promises. `team` 0 are those that no team owed; `is_mine`: the reader's own, else the house's."""

    came: Came = Came.DUE
    is_inside: bool = False
    is_mine: bool = False
    team: int | None = None
    target: Target | None = None
    kind: Kind | None = None
    channel: str = ""

    @property
    def condition(self) -> Q:
        found = _CAME[self.came] & Q(customer__isnull=self.is_inside)
        if self.team is not None:
            found &= Q(owner_team=self.team) if self.team else Q(owner_team__isnull=True)
        if self.target is not None:
            found &= Q(target=self.target)
        if self.kind is not None:
            found &= Q(kind=self.kind)
        return found & Q(conversation__channel=self.channel) if self.channel else found


def promises_behind(reader: Agent, period: Period, sieve: Sieve, most: int) -> tuple[list[Promise], bool]:
    """The first of them whose matter the reader may open, and whether there are more."""
    rows = readable(_sifted(reader, sieve), reader).select_related(*_SHOWN)
    found = [
        *_first(due_in(rows, period), "-due_at", most),
        *_first(settled_standing_still(rows, period), "-outcome_at", most),
    ]
    found.sort(key=lambda promise: (counted_at(promise), promise.pk), reverse=True)
    return found[:most], len(found) > most


def number_behind(reader: Agent, period: Period, sieve: Sieve) -> int:
    """How many there are, also of those that were the reader's and whose matter they may open no more."""
    rows = _sifted(reader, sieve)
    return due_in(rows, period).count() + settled_standing_still(rows, period).count()


def _sifted(reader: Agent, sieve: Sieve) -> PromiseQuerySet:
    return (promises_of(reader) if sieve.is_mine else promises_of_house(reader)).filter(sieve.condition)


def counted_at(promise: Promise) -> datetime:
    """When it was due; what stood still when it was settled, when that was."""
    return promise.outcome_at if promise.due_at >= NEVER and promise.outcome_at else promise.due_at


def _first(rows: PromiseQuerySet, order: str, most: int) -> list[Promise]:
    return list(rows.order_by(order, "-id")[: most + 1])
