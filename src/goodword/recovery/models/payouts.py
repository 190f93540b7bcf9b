"""How what was given leaves the house: the connections, which kinds go by which, and each payout."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from goodword.accounts.models import Agent
from goodword.core.clock import now
from goodword.core.errors import NotFound
from goodword.core.models import Changeable
from goodword.recovery.choices import RemedyKind
from goodword.recovery.models.remedies import Remedy
from goodword.recovery.payout_choices import OPEN, UNDER_WAY, ConnectorKind, PayoutState


class PayoutConnection(Changeable):
    """A system that pays or sends for us. Its secrets are encrypted with the key outside the database.

    `hook_secret` signs what it tells us: Stripe gives one of its own, a webhook uses the one it was given.
    `test_asked_at` without a later `tested_at`: a test is under way.
    """

    kind = models.CharField(max_length=12, choices=ConnectorKind.choices)
    name = models.CharField(max_length=60)
    address = models.CharField(max_length=500, blank=True)
    secret = models.TextField(blank=True)
    hook_secret = models.TextField(blank=True)
    is_active = models.BooleanField(default=True)
    last_problem = models.CharField(max_length=40, blank=True)
    test_asked_at = models.DateTimeField(null=True)
    tested_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_being_tested(self) -> bool:
        return self.test_asked_at is not None and (self.tested_at is None or self.tested_at < self.test_asked_at)


class PayoutRoute(models.Model):
    """By which connection a kind of remedy is paid out. A kind without a row is paid by hand."""

    kind = models.CharField(max_length=16, choices=RemedyKind.choices, primary_key=True)
    connection = models.ForeignKey(PayoutConnection, on_delete=models.CASCADE, related_name="routes")

    def __str__(self) -> str:
        return f"{self.kind} by {self.connection_id}"


class PayoutQuerySet(models.QuerySet["Payout"]):
    def open(self) -> "PayoutQuerySet":
        """What is not done, and still to be."""
        return self.filter(state__in=OPEN)

    def on_worklist(self) -> "PayoutQuerySet":
        """What waits for a person: to pay or send by hand, failed, or not known."""
        by_hand = Q(state=PayoutState.WAITING, connection=None)
        return self.filter(by_hand | Q(state__in=[PayoutState.FAILED, PayoutState.UNKNOWN]))

    def locked(self, payout_id: int) -> "Payout":
        """The payout, under lock. Raises NotFound."""
        payout = self.select_for_update(of=("self",)).filter(pk=payout_id).first()
        if payout is None:
            raise NotFound
        return payout


class Payout(Changeable):
    """What has to be paid or sent for a remedy; no connection is by hand.

    `key` is what the other side knows it by, for good. `round` counts how often it was begun anew after it certainly
    failed; `attempts` every time it was sent, so that a late answer to an earlier one is known as such. `sent_to` is
    the payment as it was named when the round was first sent: a purchase that is corrected meanwhile moves nothing.
    """

    id = models.BigAutoField(primary_key=True)
    remedy = models.OneToOneField(Remedy, on_delete=models.PROTECT, related_name="payout")
    connection = models.ForeignKey(PayoutConnection, null=True, on_delete=models.PROTECT, related_name="payouts")
    state = models.CharField(max_length=12, choices=PayoutState.choices, default=PayoutState.WAITING)
    key = models.CharField(max_length=40, unique=True)
    round = models.PositiveIntegerField(default=1)
    attempts = models.PositiveIntegerField(default=0)
    looks = models.PositiveIntegerField(default=0)
    sent_to = models.CharField(max_length=120, blank=True)
    reference = models.CharField(max_length=200, blank=True)
    last_problem = models.CharField(max_length=40, blank=True)
    tried_since = models.DateTimeField(null=True)
    next_try_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    paid_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = PayoutQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["state", "id"], name="payout_state"),
            models.Index(
                fields=["next_try_at"], condition=Q(state__in=["waiting", "sending", "unknown"]), name="payout_next"
            ),
            models.Index(fields=["reference"], condition=~Q(reference=""), name="payout_reference"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(state="paid") | Q(paid_at__isnull=False), name="payout_paid_has_time"),
            models.CheckConstraint(
                condition=Q(connection__isnull=False) | ~Q(state__in=["sending", "unknown"]),
                name="payout_by_hand_is_not_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"payout {self.key}"

    @property
    def connector(self) -> str:
        """The kind of way it takes."""
        return self.connection.kind if self.connection else ConnectorKind.MANUAL

    @property
    def is_under_way(self) -> bool:
        """It may have had an effect already: nobody may cancel it, or pay it in another way."""
        return self.state in UNDER_WAY

    @property
    def is_by_hand(self) -> bool:
        return self.connection_id is None


class PayoutHeard(models.Model):
    """A message of a payment system, by its own id: each counts once."""

    id = models.BigAutoField(primary_key=True)
    connection = models.ForeignKey(PayoutConnection, on_delete=models.CASCADE, related_name="+")
    event = models.CharField(max_length=120)
    at = models.DateTimeField(default=now, db_index=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["connection", "event"], name="payout_heard_once")]

    def __str__(self) -> str:
        return f"heard {self.event}"
