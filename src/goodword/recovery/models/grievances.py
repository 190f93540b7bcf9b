"""Grievances: a complaint that falls under a law, what the house chose of the packs, and binders for a surveyor."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from goodword.accounts.models import Agent
from goodword.conversations.choices import Delivery
from goodword.conversations.models import Message
from goodword.core.clock import now
from goodword.core.models import Blob, Changeable
from goodword.promises.models import Promise
from goodword.recovery.models.complaints import Complaint

_LOST = (Delivery.NONE, Delivery.FAILED, Delivery.BOUNCED)


class PackChoice(Changeable):
    """Whether the house uses a pack, and when its own counsel last read it: without that it cannot be on."""

    key = models.CharField(max_length=40, primary_key=True)
    is_on = models.BooleanField(default=False)
    counsel_reviewed_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_on=False) | Q(counsel_reviewed_on__isnull=False), name="pack_on_was_reviewed"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class GrievanceQuerySet(models.QuerySet["Grievance"]):
    def standing(self) -> "GrievanceQuerySet":
        """All but what was taken back."""
        return self.filter(withdrawn_at__isnull=True)


class Grievance(Changeable):
    """A complaint that falls under a pack. `promise` is what the chosen clock of law owes; `contact`, `steps`, `result`
    and `finished` are what the written notice has to say, and `notice` is the letter that said it.

    `citation` and `reviewed_on` are the pack's as they were then.
    """

    id = models.BigAutoField(primary_key=True)
    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="grievances")
    pack = models.CharField(max_length=40)
    clock = models.CharField(max_length=40, blank=True)
    citation = models.CharField(max_length=80)
    reviewed_on = models.DateField()
    promise = models.ForeignKey(Promise, null=True, on_delete=models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(Agent, null=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=now)
    contact = models.CharField(max_length=300, blank=True)
    steps = models.TextField(blank=True)
    result = models.TextField(blank=True)
    finished = models.DateField(null=True)
    notice = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    objects = GrievanceQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["opened_at", "id"], name="grievance_opened")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["complaint"], condition=Q(withdrawn_at__isnull=True), name="grievance_once_a_complaint"
            ),
        ]

    def __str__(self) -> str:
        return f"grievance {self.pk} of complaint {self.complaint_id}"

    @property
    def is_told(self) -> bool:
        """The written notice is on its way, or arrived."""
        return self.notice is not None and self.notice.delivery not in _LOST


class Binder(Changeable):
    """What was done about one complaint, or about the grievances of a period, as a file that stays for a day."""

    id = models.BigAutoField(primary_key=True)
    asked_by = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=now)
    complaint = models.ForeignKey(Complaint, null=True, on_delete=models.CASCADE, related_name="binders")
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    has_notes = models.BooleanField(default=False)
    done = models.PositiveIntegerField(default=0)
    whole = models.PositiveIntegerField(default=0)
    blob = models.ForeignKey(Blob, null=True, on_delete=models.PROTECT, related_name="+")
    ready_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["expires_at"], name="binder_expires")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(complaint__isnull=False, since__isnull=True, until__isnull=True)
                | Q(complaint__isnull=True, since__isnull=False, until__isnull=False),
                name="binder_of_one_or_a_period",
            ),
        ]

    def __str__(self) -> str:
        return f"binder {self.pk}"
