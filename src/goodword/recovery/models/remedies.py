"""What was given to put something right, and what was asked for above one's own authority."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from goodword.accounts.models import Agent, Changeable
from goodword.conversations.models import Conversation
from goodword.core.clock import now
from goodword.core.errors import NotFound
from goodword.core.money import Money
from goodword.people.models import Customer
from goodword.playbook.models import Reason
from goodword.promises.models import Promise
from goodword.recovery.choices import GIVEN, ReleaseReason, RemedyKind, RemedyState, RequestAnswer
from goodword.recovery.models.authorities import Authority, Product
from goodword.recovery.models.purchases import Purchase


def hold_customer(customer_id: int) -> None:
    """Nobody else gives this customer anything meanwhile: what they were given is summed only so."""
    Customer.objects.select_for_update(no_key=True).only("pk").filter(pk=customer_id).first()


# What figures are made of, so that they are read from the index alone.
_MEASURED = ("given_at", "state", "kind", "reason", "currency", "amount_minor", "conversation", "id")


class RemedyQuerySet(models.QuerySet["Remedy"]):
    def given(self) -> "RemedyQuerySet":
        """What was promised, and not taken back."""
        return self.filter(state__in=GIVEN)

    def locked(self, remedy_id: int) -> "Remedy":
        """The remedy: its conversation, its customer, its purchase and its authority under lock, in this order always.

        Raises NotFound.
        """
        names = ("conversation_id", "customer_id", "purchase_id", "authority_id")
        found = self.filter(pk=remedy_id).values(*names).first()
        conversation = Conversation.objects.locked(found["conversation_id"] if found else 0)
        hold_customer(found["customer_id"] if found else 0)
        purchase = Purchase.objects.locked(found["purchase_id"]) if found and found["purchase_id"] else None
        if found and found["authority_id"]:
            Authority.objects.locked(found["authority_id"])
        remedy = self.select_related("product").filter(pk=remedy_id, conversation=conversation).first()
        if remedy is None:
            raise NotFound
        remedy.conversation, remedy.purchase = conversation, purchase
        return remedy


class Remedy(Changeable):
    """One thing given, or asked for. `home` is the conversation in which it was, for ever; `key` makes giving it twice
    giving it once. `amount_minor` is what it costs us: 0 for what costs nothing that is counted.

    `given_by` is on whose authority it was given, `asked_by` who asked for it if somebody had to.
    """

    id = models.BigAutoField(primary_key=True)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="remedies")
    home = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="+", editable=False)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    complaint = models.ForeignKey("recovery.Complaint", null=True, on_delete=models.SET_NULL, related_name="remedies")
    kind = models.CharField(max_length=16, choices=RemedyKind.choices)
    purchase = models.ForeignKey(Purchase, null=True, on_delete=models.PROTECT, related_name="remedies")
    product = models.ForeignKey(Product, null=True, on_delete=models.PROTECT, related_name="+")
    amount_minor = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3)
    reason = models.ForeignKey(Reason, null=True, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=2000, blank=True)
    authority = models.ForeignKey(Authority, null=True, on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey(Agent, null=True, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Agent, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=RemedyState.choices)
    key = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=now)
    given_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    release_reason = models.CharField(max_length=16, choices=ReleaseReason.choices, blank=True)

    objects = RemedyQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["conversation", "id"], name="remedy_conversation"),
            models.Index(fields=["customer", "-id"], name="remedy_customer"),
            models.Index(fields=_MEASURED, condition=Q(given_at__isnull=False), name="remedy_measured"),
            models.Index(fields=["reason", "-id"], condition=Q(state="settled"), name="remedy_settled_for"),
            models.Index(
                fields=["authority", "given_by", "given_at", "amount_minor"],
                condition=Q(state__in=["reserved", "settled"]),
                name="remedy_budget",
            ),
            models.Index(
                fields=["customer", "currency", "given_at", "amount_minor"],
                condition=Q(state__in=["reserved", "settled"]),
                name="remedy_cap",
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount_minor__gte=0), name="remedy_not_negative"),
            models.CheckConstraint(
                condition=~Q(state__in=["reserved", "settled", "released"]) | Q(given_at__isnull=False),
                name="remedy_given_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"remedy {self.pk} in #{self.conversation_id}"

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def is_given(self) -> bool:
        """Promised to the customer, or done."""
        return self.state in GIVEN

    @property
    def is_done(self) -> bool:
        """Paid, sent or said: the customer may be told so."""
        return self.state == RemedyState.SETTLED


class RemedyRequest(Changeable):
    """Somebody asks for more than they may give: put to `approver`, who owes them an answer (`promise`)."""

    id = models.BigAutoField(primary_key=True)
    remedy = models.OneToOneField(Remedy, on_delete=models.PROTECT, related_name="request")
    asked_by = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=now)
    asked_minor = models.BigIntegerField()
    because = models.CharField(max_length=1000, blank=True)  # words for whoever answers
    approver = models.ForeignKey(Agent, null=True, on_delete=models.PROTECT, related_name="+")
    promise = models.ForeignKey(Promise, null=True, on_delete=models.SET_NULL, related_name="+")
    answer = models.CharField(max_length=12, choices=RequestAnswer.choices, blank=True, default=RequestAnswer.NONE)
    answered_by = models.ForeignKey(Agent, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_minor = models.BigIntegerField(null=True)
    words = models.CharField(max_length=1000, blank=True)  # why it was declined or lowered

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["approver", "id"], condition=Q(answer=""), name="request_approver"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | Q(answer="withdrawn") | ~Q(answered_by=models.F("asked_by")),
                name="nobody_answers_themselves",
            ),
        ]

    def __str__(self) -> str:
        return f"request for remedy {self.remedy_id}"

    @property
    def is_open(self) -> bool:
        return self.answer == RequestAnswer.NONE
