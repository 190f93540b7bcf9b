"""What agents are told of, and how far a mail about it came."""

from django.db.models import TextChoices


class Matter(TextChoices):
    """What a notification is about."""

    URGENT = "urgent"
    ALARM = "alarm"
    WORKING = "working"
    HELD = "held"


class Post(TextChoices):
    """Whether the notification also leaves by mail."""

    NONE = "none"
    WAITING = "waiting"
    SENT = "sent"
    NO_WAY = "no-way"
