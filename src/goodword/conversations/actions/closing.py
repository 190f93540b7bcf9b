"""A matter is done."""

from django.db import transaction

from goodword.conversations.actions.snoozing import no_snooze
from goodword.conversations.choices import State
from goodword.conversations.events import ConversationClosed
from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.events import record
from goodword.core.guards import check_guards


@transaction.atomic
def close_conversation(number: int, *, by: Actor, undoes: int | None = None) -> Conversation:
    """Close the matter: it leaves every queue until somebody writes again.

    Raises NotFound, and what a guard of a higher room raises when something is still owed.
    """
    conversation = Conversation.objects.locked(number)
    if conversation.is_closed:
        return conversation  # idempotent: no second event
    check_guards(close_conversation, conversation, by=by)
    until = conversation.snoozed_until
    conversation.change(state=State.CLOSED, closed_at=now(), **no_snooze())
    record(
        ConversationClosed(
            by=by,
            conversation_id=conversation.pk,
            person_id=conversation.customer_id,
            undoes=undoes,
            until=until.isoformat() if until else None,
        )
    )
    return conversation
