"""The page that a customer has of their matter: the link that opens it, and what was done there. `models` brings the
rows to Django."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models

from goodword.core.clock import now
from goodword.people.models import Customer

LASTS = timedelta(days=180)  # since somebody last wrote in the matter


class MatterLink(models.Model):
    """Opens a matter for one person: its customer, or somebody who may write for them. `serial` goes up with each new
    link, so that those before open nothing; `revoked_at`: the house closed it, until it gives out another."""

    conversation = models.ForeignKey(
        "conversations.Conversation", on_delete=models.CASCADE, related_name="matter_links"
    )
    person = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    serial = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(default=now)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "conversations"
        constraints: ClassVar = [models.UniqueConstraint(fields=["conversation", "person"], name="matter_link_once")]

    def __str__(self) -> str:
        return f"link to #{self.conversation_id}"

    @property
    def expires_at(self) -> datetime:
        """When it opens nothing any more, if nobody writes before."""
        return max(self.made_at, self.conversation.last_message_at) + LASTS

    def is_open(self, at: datetime) -> bool:
        """Whether it opens the page at that moment."""
        return self.revoked_at is None and at < self.expires_at


class MatterDone(models.Model):
    """Something that was sent from the page, once: the same form sent a second time does nothing."""

    link = models.ForeignKey(MatterLink, on_delete=models.CASCADE, related_name="+")
    once = models.CharField(max_length=32)
    at = models.DateTimeField(default=now)

    class Meta:
        app_label = "conversations"
        constraints: ClassVar = [models.UniqueConstraint(fields=["link", "once"], name="matter_done_once")]

    def __str__(self) -> str:
        return f"done by link {self.link_id}"
