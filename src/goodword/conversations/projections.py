"""What the conversation row keeps of its messages."""

from goodword.conversations.choices import Direction, MadeBy, Turn
from goodword.conversations.models import Conversation


def restate_conversation(conversation: Conversation) -> None:
    """Reckon turn, waiting-since, last message and preview anew from the messages that are there.

    What programs wrote, theirs or ours, is the last message if it is, but never takes the turn.
    """
    newest_first = conversation.messages.order_by("-at", "-id")
    newest = newest_first.first()
    if newest is None:
        return
    of_people = newest_first.filter(is_automatic=False).exclude(made_by=MadeBy.DESK)
    last = of_people.first() or newest
    waiting_since = last.at
    if last.direction == Direction.IN:
        last_answer = of_people.filter(direction=Direction.OUT).first()
        waiting = of_people.filter(direction=Direction.IN).reverse()
        if last_answer is not None:
            waiting = waiting.filter(at__gte=last_answer.at)
        first_unanswered = waiting.first()
        waiting_since = first_unanswered.at if first_unanswered else last.at
    conversation.change(
        turn=Turn.OURS if last.direction == Direction.IN else Turn.THEIRS,
        waiting_since=waiting_since,
        last_message_at=newest.at,
        preview=newest.preview,
    )
