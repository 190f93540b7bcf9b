"""Who is told when something happened, in the transaction in which it happened."""

from goodword.notifications.subscribers import (
    alerts,
    complaints,
    conversations,
    feedback,
    following,
    habits,
    payouts,
    promises,
    questions,
    requests,
)

__all__ = [
    "alerts",
    "complaints",
    "conversations",
    "feedback",
    "following",
    "habits",
    "payouts",
    "promises",
    "questions",
    "requests",
]
