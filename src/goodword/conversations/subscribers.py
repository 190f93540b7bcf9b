"""What else changes in a conversation when something happened in it. An answer counts once it has left."""

from goodword.conversations.actions.urgency import settle_urgent
from goodword.conversations.choices import MadeBy
from goodword.conversations.events import ConversationClosed, ReplySent
from goodword.conversations.models import Message
from goodword.core.events import on


@on(ReplySent)
def settle_what_was_answered(event: ReplySent) -> None:
    """Somebody of the house answered: the mark of urgent wording goes. What the desk itself wrote is no answer."""
    if event.conversation_id is None:
        return
    if Message.objects.filter(pk=event.message_id, made_by=MadeBy.AGENT).exists():
        settle_urgent(event.conversation_id)


@on(ConversationClosed)
def settle_what_is_closed(event: ConversationClosed) -> None:
    """Whoever closes the matter has seen its mark."""
    if event.conversation_id is not None:
        settle_urgent(event.conversation_id)
