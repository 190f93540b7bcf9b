"""Complaints: the customer's own words, what we understood, what was put right, and what was declined and how."""

import hashlib
import hmac
import secrets
from typing import ClassVar

from django.db import models
from django.db.models import Q

from goodword.accounts.models import Agent
from goodword.conversations.models import Conversation, Message
from goodword.core.clock import now
from goodword.core.models import Changeable
from goodword.people.models import Customer
from goodword.playbook.models import Reason
from goodword.promises.models import Promise
from goodword.recovery.complaint_choices import Agreed, Fix, Heard, Result, Severity, Source, Stage


def new_words_key() -> str:
    """A key of one record's own: with it the hash of the words says nothing of them any more."""
    return secrets.token_hex(32)


def hash_of_words(words: str, key: str) -> str:
    """The keyed hash (HMAC-SHA256) by which it can be shown that the words are those of then."""
    return hmac.new(bytes.fromhex(key), words.encode(), hashlib.sha256).hexdigest()


# What figures are made of, so that they are read from the index alone.
_MEASURED = (
    "said_at", "withdrawn_at", "reason", "responded_at", "closed_at", "stage", "result", "severity", "is_safety",
    "customer", "conversation", "id",
)  # fmt: skip


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    def standing(self) -> "ComplaintQuerySet":
        """All but what was marked and taken back."""
        return self.filter(withdrawn_at__isnull=True)

    def open(self) -> "ComplaintQuerySet":
        return self.standing().exclude(stage=Stage.CLOSED)


class Complaint(Changeable):
    """Something went wrong for somebody, in their own words, which nothing changes: the database refuses it.

    `home` is the conversation in which it was marked, for ever; `conversation` where it stands now. `said_at` is when
    we received the first word of it. Erased, `words` and `words_key` are empty; the row stays, and its hash says
    nothing any more.
    """

    id = models.BigAutoField(primary_key=True)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="complaints")
    home = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="+", editable=False)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    message = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="+")
    said_at = models.DateTimeField()
    words = models.TextField(blank=True)
    words_key = models.CharField(max_length=64, blank=True)
    words_hash = models.CharField(max_length=64)
    erased_at = models.DateTimeField(null=True)
    source = models.CharField(max_length=8, choices=Source.choices)
    marked_by = models.ForeignKey(Agent, null=True, on_delete=models.PROTECT, related_name="+")
    marked_at = models.DateTimeField(default=now)
    confirmed_by = models.ForeignKey(Agent, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    remedy_sought = models.CharField(max_length=1000, blank=True)
    severity = models.CharField(max_length=8, choices=Severity.choices, blank=True, default=Severity.UNKNOWN)
    is_safety = models.BooleanField(default=False)
    harm = models.CharField(max_length=1000, blank=True)
    reason = models.ForeignKey(Reason, null=True, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Agent, null=True, on_delete=models.SET_NULL, related_name="+")
    stage = models.CharField(max_length=16, choices=Stage.choices, default=Stage.RECEIVED)
    acknowledged_at = models.DateTimeField(null=True)
    assessed_at = models.DateTimeField(null=True)
    responded_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Agent, null=True, on_delete=models.PROTECT, related_name="+")
    result = models.CharField(max_length=12, choices=Result.choices, blank=True, default=Result.NONE)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["conversation", "id"], name="complaint_conversation"),
            models.Index(fields=["customer", "id"], name="complaint_customer"),
            models.Index(fields=_MEASURED, name="complaint_measured"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["conversation"],
                condition=Q(withdrawn_at__isnull=True) & ~Q(stage=Stage.CLOSED),
                name="complaint_one_open",
            ),
            models.CheckConstraint(
                condition=Q(stage=Stage.CLOSED, closed_at__isnull=False)
                | (~Q(stage=Stage.CLOSED) & Q(closed_at__isnull=True, result="")),
                name="complaint_closed_has_time",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(words="", words_key=""), name="complaint_erased_has_no_words"
            ),
        ]

    def __str__(self) -> str:
        return f"complaint {self.pk} of #{self.conversation_id}"

    @property
    def is_open(self) -> bool:
        return self.withdrawn_at is None and self.stage != Stage.CLOSED

    @property
    def is_confirmed(self) -> bool:
        """A person of the house has said that it is one."""
        return self.confirmed_at is not None

    @property
    def is_serious(self) -> bool:
        """Serious or severe, or a matter of somebody's safety: one begins with one's own part then."""
        return self.severity in {Severity.SERIOUS, Severity.SEVERE} or self.is_safety

    @property
    def is_grave(self) -> bool:
        """Severe, or a matter of somebody's safety."""
        return self.severity == Severity.SEVERE or self.is_safety

    @property
    def is_as_said(self) -> bool:
        """The words are those that were said: their keyed hash agrees. Not to be shown once they are erased."""
        return bool(self.words_key) and hash_of_words(self.words, self.words_key) == self.words_hash


class ComplaintRestatement(Changeable):
    """What we understood, in our words; the customer says whether it is right, or says it again in theirs."""

    id = models.BigAutoField(primary_key=True)
    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="restatements")
    words = models.TextField()
    agent = models.ForeignKey(Agent, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    heard = models.CharField(max_length=12, choices=Heard.choices, blank=True, default=Heard.WAITING)
    heard_at = models.DateTimeField(null=True)
    correction = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["complaint", "id"], name="restatement_complaint")]

    def __str__(self) -> str:
        return f"restatement of complaint {self.complaint_id}"


class CorrectiveAction(Changeable):
    """A fix for the person, one for the cause (an inside promise of its owner's), or why nothing changes."""

    id = models.BigAutoField(primary_key=True)
    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="corrective_actions")
    fix = models.CharField(max_length=12, choices=Fix.choices)
    words = models.CharField(max_length=1000)
    agent = models.ForeignKey(Agent, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    done_at = models.DateTimeField(null=True)
    promise = models.ForeignKey(Promise, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["complaint", "id"], name="corrective_complaint")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(fix=Fix.CAUSE) | Q(promise__isnull=False), name="corrective_cause_has_owner"
            ),
        ]

    def __str__(self) -> str:
        return f"corrective action of complaint {self.complaint_id}"


class ComplaintDecline(Changeable):
    """The hard road of a "no": what was tried, who else looked, and the letter that told of the outside route."""

    id = models.BigAutoField(primary_key=True)
    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="declines")
    tried = models.TextField()
    asked_by = models.ForeignKey(Agent, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=now)
    promise = models.ForeignKey(Promise, null=True, on_delete=models.PROTECT, related_name="+")
    agreed = models.CharField(max_length=12, choices=Agreed.choices, blank=True, default=Agreed.WAITING)
    answered_by = models.ForeignKey(Agent, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    words = models.CharField(max_length=1000, blank=True)
    told_in = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["complaint", "id"], name="decline_complaint")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=models.F("asked_by")),
                name="decline_second_pair_of_eyes",
            ),
        ]

    def __str__(self) -> str:
        return f"decline of complaint {self.complaint_id}"


class OutsideRoute(Changeable):
    """Where a customer can complain further, outside the house; its row has the id 1."""

    name = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=500, blank=True)
    link = models.URLField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(id=1), name="one_outside_route")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_known(self) -> bool:
        return bool(self.name and (self.address or self.link))
