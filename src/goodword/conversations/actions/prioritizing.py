"""How soon the house wants to look at a matter."""

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.conversations.choices import Priority
from goodword.conversations.events import PriorityChanged
from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import Invalid
from goodword.core.events import record


@transaction.atomic
def set_priority(number: int, *, by: Actor, to: int, undoes: int | None = None) -> Conversation:
    """Say how soon it wants to be looked at; a list in that order shows it there. Raises NotFound, Invalid."""
    conversation = Conversation.objects.locked(number)
    if to not in Priority.values:
        raise Invalid(to=_("Choose one of the priorities."))
    before = conversation.priority
    if before == to:
        return conversation
    conversation.change(priority=Priority(to))
    record(
        PriorityChanged(
            by=by,
            conversation_id=conversation.pk,
            person_id=conversation.customer_id,
            undoes=undoes,
            before=before,
            after=to,
        )
    )
    return conversation
