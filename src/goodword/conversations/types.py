"""For annotations in the rooms that may not import models."""

from goodword.conversations.models import (
    Attachment,
    Conversation,
    ConversationQuerySet,
    Draft,
    FileLink,
    Mailbox,
    Message,
    Note,
)

__all__ = ["Attachment", "Conversation", "ConversationQuerySet", "Draft", "FileLink", "Mailbox", "Message", "Note"]
