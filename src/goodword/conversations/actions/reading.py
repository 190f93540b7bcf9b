"""How far an agent has read. Never an event: a colleague's reading is nobody's news."""

from datetime import datetime

from django.db import transaction

from goodword.conversations.models import Conversation
from goodword.conversations.together import ReadMark
from goodword.core.actor import Actor
from goodword.core.errors import NotFound


@transaction.atomic
def mark_seen(number: int, *, by: Actor, news_at: datetime | None, message_id: int = 0, note_id: int = 0) -> ReadMark:
    """The agent has seen the conversation with all that stood there: its news of that moment, and everything up to the
    message and the note. What came meanwhile stays unread. Raises NotFound.
    """
    if not Conversation.objects.filter(pk=number).exists():
        raise NotFound
    mark, made = ReadMark.objects.select_for_update().get_or_create(
        agent_id=by.writer_id,
        conversation_id=number,
        defaults={"seen_at": news_at, "message_id": message_id, "note_id": note_id},
    )
    before = (mark.seen_at, mark.message_id, mark.note_id, mark.asked_again)
    mark.seen_at = max((moment for moment in (mark.seen_at, news_at) if moment is not None), default=None)
    mark.message_id, mark.note_id = max(mark.message_id, message_id), max(mark.note_id, note_id)
    mark.asked_again = False
    if not made and before != (mark.seen_at, mark.message_id, mark.note_id, mark.asked_again):
        mark.save()
    return mark


@transaction.atomic
def mark_unread(number: int, *, by: Actor) -> ReadMark:
    """Show the conversation to the agent as unread again, from the customer's or a colleague's latest words on.

    Raises NotFound.
    """
    conversation = Conversation.objects.locked(number)
    others = conversation.notes.exclude(agent_id=by.writer_id)
    note = others.order_by("-pk").values_list("pk", "at").first()
    letter = conversation.messages.filter(customer__isnull=False).order_by("-pk").values_list("pk", "at").first()
    before = {"message_id": letter[0] - 1} if letter else {}
    if note and (letter is None or note[1] > letter[1]):
        before = {"note_id": note[0] - 1}
    mark, _made = ReadMark.objects.update_or_create(
        agent_id=by.writer_id, conversation=conversation, defaults={"asked_again": True, **before}
    )
    return mark


def tell_news(conversation: Conversation, *, at: datetime, by: Actor) -> None:
    """Somebody of the house wrote a note: news for everybody but them. The caller holds the conversation."""
    conversation.change(news_at=at)
    ReadMark.objects.update_or_create(
        agent_id=by.writer_id, conversation=conversation, defaults={"seen_at": at, "asked_again": False}
    )
