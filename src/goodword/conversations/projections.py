"""What the conversation row keeps of its messages."""

from goodword.conversations.choices import Direction, Turn
from goodword.conversations.models import Conversation


def restate_conversation(conversation: Conversation) -> None:
    """Reckon turn, waiting-since, last message and preview anew from the messages that are there."""
    newest_first = conversation.messages.order_by("-at", "-id")
    last = newest_first.first()
    if last is None:
        return
    waiting_since = last.at
    if last.direction == Direction.IN:
        last_answer = newest_first.filter(direction=Direction.OUT).first()
        waiting = conversation.messages.filter(direction=Direction.IN).order_by("at", "id")
        if last_answer is not None:
            waiting = waiting.filter(at__gte=last_answer.at)
        first_unanswered = waiting.first()
        waiting_since = first_unanswered.at if first_unanswered else last.at
    conversation.change(
        turn=Turn.OURS if last.direction == Direction.IN else Turn.THEIRS,
        waiting_since=waiting_since,
        last_message_at=last.at,
        preview=last.preview,
    )
