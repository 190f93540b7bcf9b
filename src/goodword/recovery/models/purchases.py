"""What a customer bought: it bounds all that is given of it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from goodword.accounts.models import Agent, Changeable
from goodword.core.clock import now
from goodword.core.errors import NotFound
from goodword.core.money import Money
from goodword.people.models import Customer

BY_HAND = "manual"


class PurchaseQuerySet(models.QuerySet["Purchase"]):
    def locked(self, purchase_id: int) -> "Purchase":
        """The purchase, under lock. Raises NotFound."""
        purchase = self.select_for_update(of=("self",)).filter(pk=purchase_id).first()
        if purchase is None:
            raise NotFound
        return purchase


class Purchase(Changeable):
    """One thing that was paid for: `reference` is its number in `source` (a system's name, or written down by hand).

    `payment_reference` is what a payment provider calls the payment. `given_minor` is the worth of all remedies that
    name it, promised or done, kept by actions, and never more than it cost: the database itself refuses more.
    """

    id = models.BigAutoField(primary_key=True)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="purchases")
    source = models.CharField(max_length=60, default=BY_HAND)
    reference = models.CharField(max_length=120)
    what = models.CharField(max_length=200, blank=True)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    bought_on = models.DateField(null=True)
    payment_reference = models.CharField(max_length=120, blank=True)
    given_minor = models.BigIntegerField(default=0)
    created_by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=now)

    objects = PurchaseQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["customer", "-id"], name="purchase_customer")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "reference"], name="purchase_once"),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="purchase_cost_something"),
            models.CheckConstraint(
                condition=Q(given_minor__gte=0, given_minor__lte=F("amount_minor")),
                name="purchase_bounds_remedies",
            ),
        ]

    def __str__(self) -> str:
        return f"purchase {self.source} {self.reference}"

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def left(self) -> Money:
        """What can still be given of it."""
        return Money(self.amount_minor - self.given_minor, self.currency)
