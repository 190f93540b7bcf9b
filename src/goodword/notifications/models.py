"""What agents are told, one row for each agent, and how each of them wants to be told."""

from datetime import time
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from goodword.accounts.models import Agent
from goodword.conversations.models import Conversation
from goodword.core.clock import now
from goodword.notifications.choices import Matter, Post, Rhythm


class NotificationQuerySet(models.QuerySet["Notification"]):
    def unread(self) -> "NotificationQuerySet":
        """Those that their agent has not read yet."""
        return self.filter(read_at__isnull=True)


class Notification(models.Model):
    """One thing that one agent was told. It holds numbers and codes, never a customer's words.

    `about` names the occasion, so that nobody is told of it twice; `count` is how many occasions it stands for since
    the agent last looked. `post` says whether a mail goes along, `push` whether their devices are told.
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
    count = models.PositiveIntegerField(default=1)
    push = models.CharField(max_length=8, choices=Post.choices, default=Post.NONE)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agent", "about"], name="notification_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agent", "-id"], name="notification_newest"),
            models.Index(fields=["agent"], name="notification_unread", condition=Q(read_at__isnull=True)),
            models.Index(
                fields=["agent"],
                name="notification_quiet",
                condition=Q(post=Post.QUIET) | Q(push=Post.QUIET),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about} for {self.agent_id}"

    @property
    def is_unread(self) -> bool:
        return self.read_at is None

    @property
    def was_looked_at(self) -> bool:
        """Read, and not from the start, as what the desk does not show is."""
        return self.read_at is not None and self.read_at > self.at


class Following(models.Model):
    """The agent wrote in the conversation, or was mentioned there: they hear when the customer writes."""

    id = models.BigAutoField(primary_key=True)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+", db_index=False)
    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conversation", "agent"], name="following_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agent_id} follows #{self.conversation_id}"


class Preference(models.Model):
    """How an agent wants to be told of one kind of thing; without a row, as their role is."""

    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="+")
    matter = models.CharField(max_length=12, choices=Matter.choices)
    app = models.BooleanField()
    push = models.BooleanField()
    mail = models.BooleanField()
    digest = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agent", "matter"], name="preference_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["matter"], name="preference_matter")]

    def __str__(self) -> str:
        return f"{self.matter} for {self.agent_id}"


class Habits(models.Model):
    """When an agent wants to be left alone, and when their summary comes: all of it in their own time zone.

    Quiet hours begin at `quiet_from` on the `quiet_days` (0 is Monday) and may end on the next day; `free_days` are
    quiet from midnight to midnight. `digest_due_at` is when the next summary is due.
    """

    agent = models.OneToOneField(Agent, primary_key=True, on_delete=models.CASCADE, related_name="habits")
    quiet_from = models.TimeField(default=time(19))
    quiet_until = models.TimeField(default=time(8))
    quiet_days = models.JSONField(default=list)
    free_days = models.JSONField(default=list)
    paused_until = models.DateTimeField(null=True)
    digest = models.CharField(max_length=8, choices=Rhythm.choices, default=Rhythm.NEVER)
    digest_hour = models.PositiveSmallIntegerField(default=8)
    digest_day = models.PositiveSmallIntegerField(default=0)
    digest_due_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["digest_due_at"], name="digest_due", condition=Q(digest_due_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"habits of {self.agent_id}"

    def change(self, **columns: Any) -> None:
        """Write these columns, and only these."""
        for name, value in columns.items():
            setattr(self, name, value)
        self.save(update_fields=list(columns))


class Device(models.Model):
    """A browser that may be told by push: the address its maker gave it, and the keys that only it can open.

    It is told only while `session_key` is a session of its agent, so that a browser that was signed out stays silent.
    """

    id = models.BigAutoField(primary_key=True)
    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="devices")
    name = models.CharField(max_length=120)
    endpoint_hash = models.CharField(max_length=64, unique=True)
    endpoint_secret = models.TextField()
    public_key = models.CharField(max_length=120)
    auth_secret = models.TextField()
    session_key = models.CharField(max_length=40)
    added_at = models.DateTimeField(default=now)
    used_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"device {self.pk} of {self.agent_id}"


class PushKey(models.Model):
    """The key by which push services know the desk (RFC 8292), made when a browser first asks; its row has the id 1."""

    private_secret = models.TextField()
    public = models.CharField(max_length=120)
    made_at = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(id=1), name="one_push_key")]

    def __str__(self) -> str:
        return "push key"


class Discretion(models.Model):
    """What may leave the house in notices, by mail and push; its row has the id 1. Without one: no customer's words."""

    with_words = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(id=1), name="one_discretion")]

    def __str__(self) -> str:
        return "discretion"
