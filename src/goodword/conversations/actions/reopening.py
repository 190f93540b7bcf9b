"""A closed matter is open again."""

from django.db import transaction

from goodword.conversations.choices import State
from goodword.conversations.events import ConversationReopened
from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.events import record


@transaction.atomic
def reopen_conversation(number: int, *, by: Actor, undoes: int | None = None) -> Conversation:
    """Put a closed matter back into its queue. One that is open or snoozed stays as it is. Raises NotFound."""
    conversation = Conversation.objects.locked(number)
    if conversation.is_closed:
        reopen(conversation, by=by, undoes=undoes)
    return conversation


def reopen(conversation: Conversation, *, by: Actor, undoes: int | None = None) -> None:
    """The same for a conversation that the caller holds under lock."""
    conversation.change(state=State.OPEN, closed_at=None)
    record(
        ConversationReopened(by=by, conversation_id=conversation.pk, person_id=conversation.customer_id, undoes=undoes)
    )
