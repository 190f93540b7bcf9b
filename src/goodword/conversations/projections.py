"""What the conversation row keeps of its messages."""

from datetime import datetime

from django.db.models import Q, QuerySet

from goodword.conversations.choices import Delivery, Direction, MadeBy, Says, Turn
from goodword.conversations.models import Conversation, Message

NOT_DELIVERED = (Delivery.FAILED, Delivery.BOUNCED)
# A call or visit that was settled on the spot answers itself; after another, we owe something though we spoke last.
_ASKS = (
    Q(direction=Direction.IN) & ~Q(talk__is_answered=True)
    | Q(direction=Direction.OUT, talk__is_answered=False)
    | Q(direction=Direction.OUT, says=Says.HOLDS)
)
_ANSWERS = Q(direction=Direction.OUT) & ~Q(talk__is_answered=False) | Q(direction=Direction.IN, talk__is_answered=True)


def restate_conversation(conversation: Conversation) -> None:
    """Reckon turn, waiting-since, last message and preview anew from the messages that are there.

    What their programs wrote is the last message if it is, but never takes the turn; what the desk wrote by itself does
    not count at all. What we wrote and was
    not delivered answered nobody: while it is our last word, the turn is ours. So it is while something is owed, and
    after a letter that says we are still on it. What somebody of the house said of the turn holds until the next word.
    """
    newest_first = conversation.messages.exclude(made_by=MadeBy.DESK).order_by("-at", "-id")
    newest = newest_first.first()
    if newest is None:
        return
    said = newest_first.filter(is_automatic=False)
    undelivered = _last_word_lost(said)
    of_people = said.exclude(direction=Direction.OUT, delivery__in=NOT_DELIVERED)
    last = of_people.select_related("talk").first() or newest
    waiting_since = last.at
    if last.direction == Direction.OUT and undelivered is not None:
        waiting_since = undelivered.at
    if _asks(last):
        last_answer = of_people.filter(_ANSWERS).first()
        waiting = of_people.filter(_ASKS).reverse()
        if last_answer is not None:
            waiting = waiting.filter(at__gte=last_answer.at)
        first_unanswered = waiting.first()
        waiting_since = first_unanswered.at if first_unanswered else last.at
    conversation.change(
        **_turn(conversation, last, is_lost=undelivered is not None, waiting_since=waiting_since),
        is_undelivered=undelivered is not None,
        last_message_at=newest.at,
        preview=newest.preview,
    )


def _turn(conversation: Conversation, last: Message, *, is_lost: bool, waiting_since: datetime) -> dict[str, object]:
    """The columns of the turn; none where somebody said whose it is since the last word."""
    if conversation.turn_set_at is not None and conversation.turn_set_at >= last.at and not is_lost:
        return {}
    is_ours = _asks(last) or is_lost or conversation.is_owed
    return {"turn": Turn.OURS if is_ours else Turn.THEIRS, "waiting_since": waiting_since}


def _asks(message: Message) -> bool:
    """Whether somebody waits for us after it."""
    talk = getattr(message, "talk", None)
    if talk is not None:
        return not talk.is_answered
    return message.direction == Direction.IN or message.says == Says.HOLDS


def _last_word_lost(said: QuerySet[Message]) -> Message | None:
    """Our last letter, when it was not delivered."""
    ours = said.filter(direction=Direction.OUT).first()
    return ours if ours is not None and ours.delivery in NOT_DELIVERED else None
