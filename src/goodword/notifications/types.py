"""For annotations in the rooms that may not import models."""

from goodword.notifications.models import Notification

__all__ = ["Notification"]
