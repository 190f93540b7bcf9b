"""Letters that read like a complaint, and what somebody of the house said of them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from goodword.accounts.models import Agent
from goodword.conversations.models import Conversation, Message
from goodword.core.clock import now
from goodword.core.models import Changeable
from goodword.recovery.complaint_choices import IsIt
from goodword.recovery.noticing import Cue


class NoticedComplaint(Changeable):
    """A customer's letter that reads like a complaint, by its `cue`. The words that say so stand from `start` to `end`
    of its text; in its subject, if that is nowhere. Gone with the letter."""

    message = models.OneToOneField(
        Message, primary_key=True, on_delete=models.CASCADE, related_name="noticed_complaint"
    )
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="noticed_complaints")
    cue = models.CharField(max_length=8, choices=[(cue.value, cue.value) for cue in Cue])
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    noticed_at = models.DateTimeField(default=now)
    answer = models.CharField(max_length=12, choices=IsIt.choices, blank=True, default=IsIt.WAITING)
    answered_by = models.ForeignKey(Agent, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["noticed_at", "message"], condition=Q(answer=""), name="noticed_complaint_waiting")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="noticed_complaint_answered_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"letter {self.pk} that reads like a complaint"
