"""The ledger of automatic mail: what the desk wrote by itself, what it held back, and how much may leave."""

from typing import ClassVar

from django.db import models

from goodword.channels.email.choices import HeldBack, Purpose
from goodword.conversations.models import Conversation, Mailbox


class AutomaticMailLimits(models.Model):
    """How much mail may leave a mailbox by itself; a mailbox without a row has these figures."""

    mailbox = models.OneToOneField(
        Mailbox, primary_key=True, on_delete=models.CASCADE, related_name="automatic_mail_limits"
    )
    per_hour = models.PositiveIntegerField(default=100)
    per_address_and_hour = models.PositiveIntegerField(default=3)
    per_address_and_day = models.PositiveIntegerField(default=10)

    def __str__(self) -> str:
        return f"limits of {self.mailbox_id}"


class AutomaticMail(models.Model):
    """A mail that the desk wanted to write by itself: it left, or `held` says why not. The limits count these."""

    id = models.BigAutoField(primary_key=True)
    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="automatic_mail")
    conversation = models.ForeignKey(Conversation, null=True, on_delete=models.SET_NULL, related_name="+")
    address = models.CharField(max_length=320)
    purpose = models.CharField(max_length=16, choices=Purpose.choices)
    at = models.DateTimeField()
    held = models.CharField(max_length=16, choices=HeldBack.choices, default=HeldBack.NO, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["address", "at"], name="automatic_mail_address"),
            models.Index(fields=["mailbox", "held", "at"], name="automatic_mail_mailbox"),
        ]

    def __str__(self) -> str:
        return f"automatic mail {self.pk}"
