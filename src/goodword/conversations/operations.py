"""What a person can do to a conversation: keys, buttons, undo."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from goodword.accounts.models import Agent
from goodword.conversations.access import To, conversation_for
from goodword.conversations.actions.assigning import assign_conversation, move_conversation
from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.customers import (
    change_customer,
    change_customer_back,
    settle_writer,
    unsettle_writer,
)
from goodword.conversations.actions.noting import write_note
from goodword.conversations.actions.reopening import reopen_conversation
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.actions.urgency import acknowledge_urgent
from goodword.conversations.events import (
    ConversationAssigned,
    ConversationClosed,
    ConversationMoved,
    ConversationReopened,
    CustomerChanged,
    WriterConfirmed,
)
from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import ActionRefused
from goodword.core.models import RecordedEvent
from goodword.core.operations import Operation

_CHANGED = _("Somebody changed this since. Look again before you change it back.")


def _as_it_was_left(event: RecordedEvent, column: str) -> int:
    """The conversation's number, if `column` still is what the event made it. Raises ActionRefused."""
    row = Conversation.objects.locked(event.conversation_id or 0)
    if getattr(row, column) != event.data["after"]:
        raise ActionRefused(_CHANGED)
    return row.pk


def _the_newest(event: RecordedEvent) -> int:
    """The conversation's number, if the same did not happen again since. Raises ActionRefused."""
    number = Conversation.objects.locked(event.conversation_id or 0).pk
    if RecordedEvent.objects.filter(conversation_id=number, kind=event.kind, pk__gt=event.pk).exists():
        raise ActionRefused(_CHANGED)
    return number


def _give_back(event: RecordedEvent, by: Actor) -> Conversation:
    number = _as_it_was_left(event, "assignee_id")
    return assign_conversation(number, by=by, to=event.data["before"], undoes=event.pk)


def _move_back(event: RecordedEvent, by: Actor) -> Conversation:
    number = _as_it_was_left(event, "team_id")
    return move_conversation(number, by=by, team=event.data["before"], undoes=event.pk)


def _customer_back(event: RecordedEvent, by: Actor) -> Conversation:
    number = _as_it_was_left(event, "customer_id")
    moved = event.data["message_ids"]
    return change_customer_back(number, by=by, to=event.data["before"], message_ids=moved, undoes=event.pk)


def _unsettle(event: RecordedEvent, by: Actor) -> Conversation:
    return unsettle_writer(_the_newest(event), by=by, undoes=event.pk)


def _reopen(event: RecordedEvent, by: Actor) -> Conversation:
    return reopen_conversation(_the_newest(event), by=by, undoes=event.pk)


def _close(event: RecordedEvent, by: Actor) -> Conversation:
    return close_conversation(_the_newest(event), by=by, undoes=event.pk)


def _take(number: int, *, by: Actor) -> Conversation:
    return assign_conversation(number, by=by, to=by.agent_id)


def _may(agent: Agent, number: int, to: To) -> Conversation:
    return conversation_for(agent, number, to)


_conversation = partial(Operation, subject="conversation", allowed=partial(_may, to=To.ANSWER))

OPERATIONS = [
    _conversation(name="reply", label=_("Reply"), key="r", run=send_reply),
    Operation(
        name="note",
        label=_("Note"),
        key="n",
        run=write_note,
        subject="conversation",
        allowed=partial(_may, to=To.NOTE),
    ),
    _conversation(
        name="assign",
        label=_("Assign"),
        key="a",
        run=assign_conversation,
        event=ConversationAssigned,
        inverse=_give_back,
    ),
    _conversation(name="have", label=_("I have it"), key="h", run=acknowledge_urgent),
    _conversation(name="take", label=_("I take it"), key="i", run=_take),
    _conversation(
        name="close",
        label=_("Close"),
        key="e",
        run=close_conversation,
        event=ConversationClosed,
        inverse=_reopen,
    ),
    _conversation(name="close-next", label=_("Close and next"), key="Shift+E", run=close_conversation),
    _conversation(
        name="reopen",
        label=_("Reopen"),
        key="s",
        run=reopen_conversation,
        event=ConversationReopened,
        inverse=_close,
    ),
    _conversation(
        name="move",
        label=_("Move to a team"),
        key="v",
        run=move_conversation,
        event=ConversationMoved,
        inverse=_move_back,
    ),
    _conversation(
        name="change-customer",
        label=_("Somebody else's matter"),
        run=change_customer,
        event=CustomerChanged,
        inverse=_customer_back,
    ),
    _conversation(
        name="settle-writer",
        label=_("Written for themselves"),
        run=settle_writer,
        event=WriterConfirmed,
        inverse=_unsettle,
    ),
]
