"""The customer let their complaint go: what they said."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from goodword.accounts.models import Agent
from goodword.conversations.models import Message
from goodword.core.clock import now
from goodword.core.models import Changeable
from goodword.recovery.models.complaints import Complaint


class ComplaintLetGo(Changeable):
    """That the customer lets it go, in their words: those of a letter of theirs since (`letter`), or as they said them
    to `agent`. Nobody of the house lets a complaint go for them. Taken back where it is open again."""

    id = models.BigAutoField(primary_key=True)
    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="+")
    words = models.TextField(blank=True)
    letter = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="+")
    agent = models.ForeignKey(Agent, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    taken_back_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(~Q(words="") & Q(erased_at__isnull=True)) | Q(words="", erased_at__isnull=False),
                name="let_go_in_their_words",
            ),
            models.UniqueConstraint(
                fields=["complaint"], condition=Q(taken_back_at__isnull=True), name="let_go_once_a_complaint"
            ),
        ]

    def __str__(self) -> str:
        return f"complaint {self.complaint_id} let go"
