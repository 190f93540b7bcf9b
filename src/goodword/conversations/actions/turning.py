"""Whose turn it is, where somebody says so, and what the row keeps of what is owed."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.conversations.choices import Turn
from goodword.conversations.events import TurnSet
from goodword.conversations.models import Conversation
from goodword.conversations.projections import restate_conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused
from goodword.core.events import record


@transaction.atomic
def set_turn(number: int, *, by: Actor, to: Turn, undoes: int | None = None) -> Conversation:
    """Say whose turn it is, until somebody writes. Raises NotFound, ActionRefused for what is closed."""
    conversation = Conversation.objects.locked(number)
    if conversation.turn == to:
        return conversation
    if conversation.is_closed:
        raise ActionRefused(_("It is closed: nobody’s turn. Reopen it first."))
    before, moment = conversation.turn, now()
    conversation.change(turn=to, turn_set_at=moment, waiting_since=moment)
    record(
        TurnSet(
            by=by,
            conversation_id=conversation.pk,
            person_id=conversation.customer_id,
            undoes=undoes,
            before=before,
            after=to.value,
        )
    )
    return conversation


def keep_what_is_owed(
    conversation: Conversation, *, next_due_at: datetime, since: datetime | None, is_owed: bool
) -> None:
    """Write on the row of a conversation that the caller holds under lock when somebody is let down next, since when
    that runs, and whether anything is owed but the resolution: while it is, the turn is ours."""
    changes = {"next_due_at": next_due_at, "next_due_from": since, "is_owed": is_owed}
    changed = {name: value for name, value in changes.items() if getattr(conversation, name) != value}
    if changed:
        conversation.change(**changed)
    if "is_owed" in changed:
        restate_conversation(conversation)
