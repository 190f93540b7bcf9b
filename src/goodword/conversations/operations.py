"""What a person can do to a conversation: keys, buttons, undo."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from goodword.accounts.models import Agent
from goodword.conversations import taking_back
from goodword.conversations.access import To, conversation_for
from goodword.conversations.actions.assigning import assign_conversation, move_conversation
from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.customers import change_customer, settle_writer
from goodword.conversations.actions.noting import write_note
from goodword.conversations.actions.prioritizing import set_priority
from goodword.conversations.actions.reading import mark_unread
from goodword.conversations.actions.reopening import reopen_conversation
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.actions.snoozing import snooze_conversation, unsnooze_conversation
from goodword.conversations.actions.spam import list_spam_sender, mark_not_spam, mark_spam
from goodword.conversations.actions.tagging import tag_conversation, untag_conversation
from goodword.conversations.actions.talking import log_talk
from goodword.conversations.actions.urgency import acknowledge_urgent
from goodword.conversations.events import (
    ConversationAssigned,
    ConversationClosed,
    ConversationMarkedSpam,
    ConversationMoved,
    ConversationNotSpam,
    ConversationReopened,
    ConversationSnoozed,
    ConversationTagged,
    ConversationUnsnoozed,
    ConversationUntagged,
    CustomerChanged,
    PriorityChanged,
    WriterConfirmed,
)
from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.operations import Operation


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
        inverse=taking_back.give_back,
    ),
    _conversation(name="talk", label=_("Log a call or visit"), key="c", run=log_talk),
    Operation(
        name="unread",
        label=_("Mark as unread"),
        key="Shift+U",
        run=mark_unread,
        subject="conversation",
        allowed=partial(_may, to=To.READ),
    ),
    _conversation(name="have", label=_("I have it"), key="h", run=acknowledge_urgent),
    _conversation(name="take", label=_("I take it"), key="i", run=_take),
    _conversation(
        name="close",
        label=_("Close"),
        key="e",
        run=close_conversation,
        event=ConversationClosed,
        inverse=taking_back.reopen,
    ),
    _conversation(name="close-next", label=_("Close and next"), key="Shift+E", run=close_conversation),
    _conversation(
        name="reopen",
        label=_("Reopen"),
        key="s",
        run=reopen_conversation,
        event=ConversationReopened,
        inverse=taking_back.close,
    ),
    _conversation(
        name="move",
        label=_("Move to a team"),
        key="v",
        run=move_conversation,
        event=ConversationMoved,
        inverse=taking_back.move_back,
    ),
    _conversation(
        name="priority",
        label=_("Priority"),
        key="p",
        run=set_priority,
        event=PriorityChanged,
        inverse=taking_back.priority_back,
    ),
    _conversation(
        name="tag",
        label=_("Tags"),
        key="t",
        run=tag_conversation,
        event=ConversationTagged,
        inverse=taking_back.untag,
    ),
    _conversation(
        name="untag",
        label=_("Take off a tag"),
        run=untag_conversation,
        event=ConversationUntagged,
        inverse=taking_back.tag_again,
    ),
    _conversation(
        name="snooze",
        label=_("Snooze"),
        key="z",
        run=snooze_conversation,
        event=ConversationSnoozed,
        inverse=taking_back.unsnooze,
    ),
    _conversation(
        name="unsnooze",
        label=_("End the snooze"),
        key="Shift+Z",
        run=unsnooze_conversation,
        event=ConversationUnsnoozed,
        inverse=taking_back.snooze_again,
    ),
    _conversation(
        name="spam",
        label=_("Spam"),
        key="!",
        run=mark_spam,
        event=ConversationMarkedSpam,
        inverse=taking_back.not_spam,
    ),
    _conversation(
        name="not-spam",
        label=_("Not spam"),
        run=mark_not_spam,
        event=ConversationNotSpam,
        inverse=taking_back.spam_again,
    ),
    _conversation(name="spam-sender", label=_("Always spam from this sender"), run=list_spam_sender),
    _conversation(
        name="change-customer",
        label=_("Somebody else's matter"),
        run=change_customer,
        event=CustomerChanged,
        inverse=taking_back.customer_back,
    ),
    _conversation(
        name="settle-writer",
        label=_("Written for themselves"),
        run=settle_writer,
        event=WriterConfirmed,
        inverse=taking_back.unsettle,
    ),
]
