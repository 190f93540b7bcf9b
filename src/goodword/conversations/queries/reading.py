"""What an agent has not seen of a conversation that was read `with_marks_of` them."""

from goodword.accounts.models import Agent
from goodword.conversations.models import Conversation
from goodword.conversations.queries.thread import Thread, ThreadItem


def is_unseen(conversation: Conversation, agent: Agent) -> bool:
    """Whether the customer or a colleague wrote since the agent looked, or the agent marked it as unread.

    What came before the agent joined is no news to them.
    """
    if getattr(conversation, "asked_again", False):
        return True
    seen_at = getattr(conversation, "seen_at", None) or agent.created_at
    return conversation.news_at is not None and conversation.news_at > seen_at


def forget_marks(conversation: Conversation) -> None:
    """Leave nothing of one reader in the row, so that what is drawn of it is the same for all."""
    for name in ("seen_at", "seen_message", "seen_note", "asked_again"):
        conversation.__dict__.pop(name, None)


def first_unseen(thread: Thread, conversation: Conversation, agent: Agent) -> ThreadItem | None:
    """The first letter or note of others that the agent has not seen, below something that they have; None if there is
    none, or nothing is seen yet."""
    message_id = getattr(conversation, "seen_message", None)
    if message_id is None or not is_unseen(conversation, agent):
        return None
    note_id = getattr(conversation, "seen_note", None) or 0
    unseen = [item for item in thread.items if _is_new(item, message_id, note_id, agent)]
    return unseen[0] if unseen and unseen[0] is not thread.items[0] else None


def _is_new(item: ThreadItem, message_id: int, note_id: int, agent: Agent) -> bool:
    if item.message is not None:
        return item.message.is_from_customer and item.message.pk > message_id
    return item.note is not None and item.note.pk > note_id and item.note.agent_id != agent.pk
