"""What else changes in a conversation when something happened in it. An answer counts once it has left."""

from goodword.conversations.actions.planning import hold_planned_back
from goodword.conversations.actions.urgency import settle_urgent
from goodword.conversations.choices import MadeBy
from goodword.conversations.events import (
    ConversationClosed,
    MessageReceived,
    ReplyPlanned,
    ReplySent,
    ReplySentElsewhere,
)
from goodword.conversations.jobs import send_planned
from goodword.conversations.models import Draft, Message
from goodword.core.events import on


@on(ReplySent)
def settle_what_was_answered(event: ReplySent) -> None:
    """Somebody of the house answered: the mark of urgent wording goes. What the desk itself wrote is no answer."""
    if event.conversation_id is None:
        return
    written_at = Message.objects.filter(pk=event.message_id, made_by=MadeBy.AGENT).values_list("at", flat=True).first()
    if written_at is not None:
        settle_urgent(event.conversation_id, answered_at=written_at)


@on(ReplySentElsewhere)
def settle_what_was_answered_elsewhere(event: ReplySentElsewhere) -> None:
    """The same for an answer that left by another mail program."""
    written_at = Message.objects.filter(pk=event.message_id).values_list("at", flat=True).first()
    if event.answers and event.conversation_id is not None and written_at is not None:
        settle_urgent(event.conversation_id, answered_at=written_at)


@on(ConversationClosed)
def settle_what_is_closed(event: ConversationClosed) -> None:
    """Whoever closes the matter has seen its mark."""
    if event.conversation_id is not None:
        settle_urgent(event.conversation_id)


@on(ReplyPlanned)
def send_in_time(event: ReplyPlanned) -> None:
    """A planned reply has a job that waits for its time."""
    draft = Draft.objects.filter(pk=event.draft_id).first()
    if draft is not None and draft.leaves_at is not None:
        send_planned.enqueue_later(draft.leaves_at, draft_id=draft.pk)


@on(MessageReceived)
def hold_back(event: MessageReceived) -> None:
    """Somebody wrote: what was to leave later waits for whoever wrote it. A program's mail holds nothing back."""
    if event.conversation_id is not None and not event.automatic and not event.first:
        hold_planned_back(event.conversation_id)
