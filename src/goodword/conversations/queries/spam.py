"""Whose mail is spam."""

from goodword.conversations.choices import Direction
from goodword.conversations.models import Conversation
from goodword.conversations.organizing import SpamSender
from goodword.people.addresses import normalize_address


def sender_of(conversation: Conversation) -> str:
    """The address that the last letter to us came from, as lists keep it; empty if there is none."""
    letters = conversation.messages.filter(direction=Direction.IN).order_by("-at", "-id")
    return normalize_address(letters.values_list("sender_address", flat=True).first() or "")


def is_listed(address: str) -> bool:
    """Whether the house lets new mail from this address go to Spam."""
    return bool(address) and SpamSender.objects.filter(address=normalize_address(address)).exists()
