"""What the worklist of finance shows, what a reconciliation matches, and what a customer is told."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q

from goodword.core.money import Money
from goodword.recovery.choices import DONE_AT_ONCE, RemedyKind
from goodword.recovery.models import Payout, PayoutConnection, PayoutRoute
from goodword.recovery.models.payouts import PayoutQuerySet
from goodword.recovery.payout_choices import PayoutState

AT_ONCE = 50
MOST_EXPORTED = 20_000
MOST_COUNTED = 99
ON_WORKLIST = "todo"
_KEY = re.compile(r"GW-\d+-[0-9A-F]{8}")


def worklist(*, state: str = ON_WORKLIST, kind: str = "", after: int = 0) -> PayoutQuerySet:
    """Payouts in the order in which they were given; `after` is the last one of the page before."""
    rows = Payout.objects.select_related("remedy__customer", "remedy__purchase", "remedy__product", "connection")
    rows = rows.on_worklist() if state == ON_WORKLIST else rows.filter(state=state) if state else rows
    rows = rows.filter(remedy__kind=kind) if kind else rows
    return rows.filter(pk__gt=after).order_by("pk")


def waiting_payouts() -> int:
    """How many wait for a person, counted up to one more than is shown."""
    return len(Payout.objects.on_worklist().values_list("pk", flat=True)[: MOST_COUNTED + 1])


def is_anything_paid_out() -> bool:
    """Whether there was ever something to pay or send."""
    return Payout.objects.exists()


def payouts_of(conversation_id: int) -> dict[int, Payout]:
    """The payouts of a conversation's remedies, by remedy."""
    rows = Payout.objects.filter(remedy__conversation_id=conversation_id).select_related("connection")
    return {payout.remedy_id: payout for payout in rows}


def payouts_for_customer(conversation_id: int) -> list[Payout]:
    """What was given to the customer in this matter and is paid or sent, in the order in which it was given."""
    theirs = Payout.objects.filter(
        remedy__customer=F("remedy__conversation__customer")
    )  # it may have been another's matter
    rows = theirs.filter(remedy__conversation_id=conversation_id).exclude(state=PayoutState.CANCELLED)
    return list(rows.select_related("remedy__product").order_by("pk"))


def key_in(words: str) -> str:
    """The key of a payout somewhere in a bank's or a system's words; empty if there is none."""
    found = _KEY.search(words.upper())
    return found.group() if found else ""


def payouts_by_key(keys: Iterable[str]) -> dict[str, Payout]:
    """The payouts of these keys."""
    rows = Payout.objects.filter(key__in=set(keys)).select_related("remedy__customer", "connection")
    return {payout.key: payout for payout in rows}


def payout_heard_of(connection_id: int, *, key: str = "", reference: str = "") -> int | None:
    """The payout that a system speaks of, by our key or by its own reference; None if it is none of ours."""
    named = Q(key=key) if key else Q(reference=reference, pk__gt=0) if reference else Q(pk__in=[])
    return Payout.objects.filter(named, connection_id=connection_id).values_list("pk", flat=True).first()


def connections() -> list[PayoutConnection]:
    """Every connection, the oldest first."""
    return list(PayoutConnection.objects.order_by("pk"))


@dataclass(frozen=True, slots=True)
class Way:
    """How a kind of remedy is paid out; by hand without a connection."""

    kind: RemedyKind
    connection: PayoutConnection | None


def ways() -> list[Way]:
    """For each kind that is paid or sent."""
    routes = {route.kind: route.connection for route in PayoutRoute.objects.select_related("connection")}
    return [Way(kind, routes.get(kind)) for kind in RemedyKind if kind not in DONE_AT_ONCE]


def amount_of(payout: Payout) -> Money:
    """What is to be paid, or what the thing is worth."""
    return payout.remedy.amount
