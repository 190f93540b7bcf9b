"""What a customer bought is written down, by hand or by a system, and corrected."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid, NotFound
from goodword.core.events import record
from goodword.core.money import MOST_MINOR, Money, is_currency
from goodword.people.models import Customer
from goodword.recovery.errors import MoreThanPaid
from goodword.recovery.events import PurchaseCorrected, PurchaseRecorded
from goodword.recovery.models import Purchase
from goodword.recovery.models.purchases import BY_HAND

LONGEST = {"source": 60, "reference": 120, "what": 200, "payment_reference": 120}


@dataclass(frozen=True, kw_only=True, slots=True)
class PurchaseFacts:
    """What was bought for how much: `reference` is its number in `source`, `payment_reference` the provider's."""

    reference: str
    amount: Money
    source: str = BY_HAND
    what: str = ""
    bought_on: date | None = None
    payment_reference: str = ""

    def check(self) -> None:
        """Raises Invalid naming what needs another look."""
        if not self.reference.strip():
            raise Invalid(reference=_("Give the number of the order or receipt."))
        for name, longest in LONGEST.items():
            if len(getattr(self, name)) > longest:
                raise Invalid(**{name: _("That is too long.")})
        if self.amount.minor <= 0:
            raise Invalid(amount=_("Give an amount above zero."))
        if self.amount.minor > MOST_MINOR:
            raise Invalid(amount=_("That is too much for one time. Look at the amount again."))
        if not is_currency(self.amount.currency):
            raise Invalid(currency=_("Choose a currency."))
        if self.bought_on is not None and self.bought_on > localdate(now()):
            raise Invalid(bought_on=_("That day is still to come."))

    @property
    def columns(self) -> dict[str, Any]:
        return {
            "what": " ".join(self.what.split()),
            "amount_minor": self.amount.minor,
            "currency": self.amount.currency,
            "bought_on": self.bought_on,
            "payment_reference": self.payment_reference.strip(),
        }


@transaction.atomic
def record_purchase(customer_id: int, facts: PurchaseFacts, *, by: Actor) -> Purchase:
    """Write down what the customer bought. The same number of the same source is the same purchase.

    Raises NotFound, and Invalid where that number is another customer's or cost something else.
    """
    facts.check()
    customer = Customer.objects.select_for_update(of=("self",)).filter(pk=customer_id).first()
    if customer is None:
        raise NotFound
    source, reference = facts.source.strip() or BY_HAND, facts.reference.strip()
    known = Purchase.objects.filter(source=source, reference=reference).first()
    if known is not None:
        return _same(known, customer_id, facts)
    purchase = Purchase(
        customer=customer, source=source, reference=reference, created_by_id=by.agent_id, **facts.columns
    )
    try:
        with transaction.atomic():
            purchase.save(force_insert=True)
    except IntegrityError:  # another customer's, at this moment
        return _same(Purchase.objects.get(source=source, reference=reference), customer_id, facts)
    record(PurchaseRecorded(by=by, person_id=customer_id, **_told(purchase)))
    return purchase


@transaction.atomic
def correct_purchase(purchase_id: int, facts: PurchaseFacts, *, by: Actor) -> Purchase:
    """It was written down wrongly; its number stays. Raises NotFound, Invalid, MoreThanPaid (more was given)."""
    facts.check()
    purchase = Purchase.objects.locked(purchase_id)
    if purchase.given_minor and facts.amount.currency != purchase.currency:
        raise Invalid(currency=_("Something of it was given back in another currency."))
    if facts.amount.minor < purchase.given_minor:
        raise MoreThanPaid(purchase.left)
    if all(getattr(purchase, name) == value for name, value in facts.columns.items()):
        return purchase
    purchase.change(**facts.columns)
    record(PurchaseCorrected(by=by, person_id=purchase.customer_id, **_told(purchase)))
    return purchase


def _same(known: Purchase, customer_id: int, facts: PurchaseFacts) -> Purchase:
    if known.customer_id != customer_id:
        raise Invalid(reference=_("This number stands with another customer. Look at it again."))
    if known.amount != facts.amount:
        raise Invalid(amount=_("This purchase is known with another amount. Correct that one instead."))
    return known


def _told(purchase: Purchase) -> dict[str, Any]:
    return {"purchase_id": purchase.pk, "minor": purchase.amount_minor, "currency": purchase.currency}
