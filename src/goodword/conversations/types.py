"""For annotations in the rooms that may not import models."""

from goodword.conversations.matters import MatterLink
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
from goodword.conversations.organizing import SpamSender, Tag, Tagging
from goodword.conversations.together import Talk

__all__ = [
    "Attachment",
    "Conversation",
    "ConversationQuerySet",
    "Draft",
    "FileLink",
    "Mailbox",
    "MatterLink",
    "Message",
    "Note",
    "SpamSender",
    "Tag",
    "Tagging",
    "Talk",
]
