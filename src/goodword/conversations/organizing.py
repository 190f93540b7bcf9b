"""How the house keeps its conversations in order: tags, and senders whose mail is spam."""

from typing import ClassVar

from django.db import models

from goodword.accounts.models import Agent
from goodword.core.clock import now


class Tag(models.Model):
    """A word of the house's own that conversations are found by. `key` is its name without case and accents."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=50)
    key = models.CharField(max_length=100, unique=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        ordering: ClassVar = ["key"]

    def __str__(self) -> str:
        return self.name


class Tagging(models.Model):
    """A conversation has a tag: since when, and who said so."""

    id = models.BigAutoField(primary_key=True)
    conversation = models.ForeignKey("conversations.Conversation", on_delete=models.CASCADE, related_name="taggings")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="taggings")
    agent = models.ForeignKey(Agent, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conversation", "tag"], name="tagging_once"),
        ]

    def __str__(self) -> str:
        return f"tag {self.tag_id} of #{self.conversation_id}"


class SpamSender(models.Model):
    """New mail from this address is spam, as somebody of the house said. It comes in all the same."""

    id = models.BigAutoField(primary_key=True)
    address = models.CharField(max_length=320, unique=True)
    agent = models.ForeignKey(Agent, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"sender {self.pk} of spam"
