"""Who is told when something happened, in the transaction in which it happened."""

from goodword.notifications.subscribers import alerts, conversations, following, habits, promises, questions, requests

__all__ = ["alerts", "conversations", "following", "habits", "promises", "questions", "requests"]
