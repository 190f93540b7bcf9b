"""Rows of working together, and of what was said aloud. `models` brings them to Django."""

from typing import ClassVar

from django.db import models

from goodword.accounts.models import Agent
from goodword.core.clock import now


class ReadMark(models.Model):
    """How far an agent has read a conversation: the conversation's `news_at` when they looked, and the newest message
    and note that stood there. `asked_again`: they marked it as unread."""

    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="+")
    conversation = models.ForeignKey("conversations.Conversation", on_delete=models.CASCADE, related_name="read_marks")
    seen_at = models.DateTimeField(null=True)
    message_id = models.BigIntegerField(default=0)
    note_id = models.BigIntegerField(default=0)
    asked_again = models.BooleanField(default=False)

    class Meta:
        app_label = "conversations"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agent", "conversation"], name="read_mark_once"),
        ]

    def __str__(self) -> str:
        return f"agent {self.agent_id} read #{self.conversation_id}"


class Talk(models.Model):
    """A call or a visit, logged by hand as a message: who logged it, how long it took, what came of it. `is_answered`:
    what the customer said was settled on the spot, so that nobody waits for us."""

    message = models.OneToOneField(
        "conversations.Message", primary_key=True, on_delete=models.CASCADE, related_name="talk"
    )
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField(null=True)
    outcome = models.TextField(blank=True)
    is_answered = models.BooleanField(default=False)
    logged_at = models.DateTimeField(default=now)
    corrected_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "conversations"

    def __str__(self) -> str:
        return f"talk {self.pk}"


class WriterSettled(models.Model):
    """An agent said that the conversation is its customer's own, though they may write for somebody else."""

    conversation = models.OneToOneField(
        "conversations.Conversation", primary_key=True, on_delete=models.CASCADE, related_name="settled"
    )
    agent = models.ForeignKey(Agent, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
