"""What was given most in matters like this one: the suggestion that stands first."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from goodword.conversations.models import Conversation
from goodword.core.clock import now
from goodword.core.money import Money
from goodword.recovery.choices import RemedyKind
from goodword.recovery.models import Product, Remedy

LOOKED_AT = 200
SINCE = timedelta(days=180)
FEWEST = 3  # given less often it is chance


@dataclass(frozen=True, slots=True)
class Usual:
    """A kind of remedy, how much of it, and which product; given so many times of so many."""

    kind: RemedyKind
    amount: Money
    product: int | None
    times: int
    among: int


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


def offered_products() -> list[Product]:
    """What the catalogue offers now, in order."""
    return list(Product.objects.filter(is_active=True))
