"""What was given in matters like this one: what like cases got, and the suggestion that stands first."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from statistics import median_low

from goodword.conversations.models import Conversation
from goodword.core.clock import now
from goodword.core.money import Money
from goodword.recovery.choices import RemedyKind, RemedyState
from goodword.recovery.models import Product, Remedy

LOOKED_AT = 200
SINCE = timedelta(days=180)
FEWEST = 3  # given less often it is chance
FEWEST_ALIKE = 5  # of fewer with one reason nothing is told


@dataclass(frozen=True, slots=True)
class Usual:
    """A kind of remedy, how much of it, and which product; given so many times of so many."""

    kind: RemedyKind
    amount: Money
    product: int | None
    times: int
    among: int

    @property
    def is_chance(self) -> bool:
        """Given too seldom to say how much is usual."""
        return self.times < FEWEST


def usually_given(conversation: Conversation) -> list[Usual]:
    """The most frequent first: of the last 200 remedies that this team gave within half a year, those given three
    times and more."""
    rows = Remedy.objects.given().filter(conversation__team=conversation.team_id, given_at__gt=now() - SINCE)
    newest = rows.exclude(kind=RemedyKind.LEADER).order_by("-id")
    given = list(newest.values_list("kind", "amount_minor", "currency", "product")[:LOOKED_AT])
    return [
        Usual(RemedyKind(kind), Money(minor, currency), product, times, len(given))
        for (kind, minor, currency, product), times in Counter(given).most_common()
        if times >= FEWEST
    ]


def given_for(reason_id: int | None) -> list[Usual]:
    """What people with the same reason were given, the most frequent first: of the last 200 remedies of the house that
    were settled within half a year. `amount` is the median (of an even number the lower of the two in the middle, which
    somebody was given). Nothing of fewer than five."""
    if reason_id is None:
        return []
    rows = Remedy.objects.filter(reason=reason_id, state=RemedyState.SETTLED, given_at__gt=now() - SINCE)
    newest = rows.order_by("-id").values_list("kind", "currency", "product", "amount_minor")[:LOOKED_AT]
    amounts: dict[tuple[str, str, int | None], list[int]] = defaultdict(list)
    for kind, currency, product, minor in newest:
        amounts[kind, currency, product].append(minor)
    among = sum(map(len, amounts.values()))
    if among < FEWEST_ALIKE:
        return []
    found = [
        Usual(RemedyKind(kind), Money(median_low(given), currency), product, len(given), among)
        for (kind, currency, product), given in amounts.items()
    ]
    return sorted(found, key=lambda one: -one.times)


def offered_products() -> list[Product]:
    """What the catalogue offers now, in order."""
    return list(Product.objects.filter(is_active=True))
