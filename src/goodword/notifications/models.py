"""What agents are told, one row for each agent."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from goodword.accounts.models import Agent
from goodword.core.clock import now
from goodword.notifications.choices import Matter, Post


class NotificationQuerySet(models.QuerySet["Notification"]):
    def unread(self) -> "NotificationQuerySet":
        """Those that their agent has not read yet."""
        return self.filter(read_at__isnull=True)


class Notification(models.Model):
    """One thing that one agent was told. It holds numbers and codes, never a customer's words.

    `about` names the occasion, so that nobody is told of it twice; `post` says whether a mail goes along.
    """

    id = models.BigAutoField(primary_key=True)
    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="notifications")
    matter = models.CharField(max_length=12, choices=Matter.choices)
    about = models.CharField(max_length=64)
    at = models.DateTimeField(default=now)
    conversation_id = models.BigIntegerField(null=True)
    mailbox_id = models.BigIntegerField(null=True)
    facts = models.JSONField(default=dict)
    read_at = models.DateTimeField(null=True)
    post = models.CharField(max_length=8, choices=Post.choices, default=Post.NONE)
    mailed_at = models.DateTimeField(null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agent", "about"], name="notification_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agent", "-id"], name="notification_newest"),
            models.Index(fields=["agent"], name="notification_unread", condition=Q(read_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.about} for {self.agent_id}"

    @property
    def is_unread(self) -> bool:
        return self.read_at is None
