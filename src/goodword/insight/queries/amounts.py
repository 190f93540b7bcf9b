"""The amounts that like complaints were given, and how far they lie apart."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import quantiles
from typing import NamedTuple

from django.db.models import Count

from goodword.core.money import Money
from goodword.recovery.models import Remedy
from goodword.recovery.models.complaints import ComplaintQuerySet


@dataclass(frozen=True, slots=True)
class Spread:
    """The amounts given for one reason in one currency: least, quartiles, most; and how often each was given."""

    n: int
    least: Money
    low: Money
    middle: Money
    high: Money
    most: Money
    amounts: tuple[tuple[int, int], ...]  # in the currency's smallest coin, rising; and how often


class Part(NamedTuple):
    """So many remedies of one kind and amount, given to people of one language who came by one channel."""

    language: str
    channel: str
    kind: str
    currency: str
    minor: int
    n: int


def parts_of(complaints: ComplaintQuerySet) -> dict[int | None, list[Part]]:
    """What the complaints of each reason were given."""
    given = Remedy.objects.given().filter(complaint__in=complaints.order_by()).order_by()
    of_whom = ("complaint__reason", "complaint__customer__language", "complaint__conversation__channel")
    columns = (*of_whom, "kind", "currency", "amount_minor")
    by: dict[int | None, list[Part]] = defaultdict(list)
    for reason, *part in given.values(*columns).annotate(n=Count("id")).values_list(*columns, "n"):
        by[reason].append(Part(*part))
    return by


def spreads_of(parts: Iterable[Part]) -> list[Spread]:
    """One for each currency, in order of their codes; what costs nothing is left out."""
    amounts: dict[str, Counter[int]] = defaultdict(Counter)
    for part in parts:
        if part.minor > 0:
            amounts[part.currency][part.minor] += part.n
    return [_spread(currency, found) for currency, found in sorted(amounts.items())]


def _spread(currency: str, counts: Counter[int]) -> Spread:
    counted = sorted(counts.items())
    amounts = [minor for minor, n in counted for _ in range(n)]
    quarters = quantiles(amounts, n=4, method="inclusive") if len(amounts) > 1 else amounts * 3
    least, low, middle, high, most = (Money(round(one), currency) for one in (amounts[0], *quarters, amounts[-1]))
    return Spread(len(amounts), least, low, middle, high, most, tuple(counted))
