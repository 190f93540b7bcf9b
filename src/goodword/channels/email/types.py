"""For annotations in the rooms that may not import models."""

from goodword.channels.email.models import Connection, OutgoingMail, ReceivedMail

__all__ = ["Connection", "OutgoingMail", "ReceivedMail"]
