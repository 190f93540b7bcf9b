"""For annotations in the rooms that may not import models."""

from goodword.channels.email.models import (
    Connection,
    Grant,
    MailboxAlarm,
    OutgoingMail,
    ReceivedMail,
    Registration,
    SendingDomain,
    SigningKey,
)

__all__ = [
    "Connection",
    "Grant",
    "MailboxAlarm",
    "OutgoingMail",
    "ReceivedMail",
    "Registration",
    "SendingDomain",
    "SigningKey",
]
