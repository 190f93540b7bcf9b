"""How each change of a conversation is taken back: refused when somebody changed the same thing since."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from goodword.conversations.actions.assigning import assign_conversation, move_conversation
from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.customers import change_customer_back, unsettle_writer
from goodword.conversations.actions.prioritizing import set_priority
from goodword.conversations.actions.reopening import reopen_conversation
from goodword.conversations.actions.snoozing import snooze_conversation, unsnooze_conversation
from goodword.conversations.actions.spam import mark_not_spam, mark_spam
from goodword.conversations.actions.tagging import tag_conversation, untag_conversation
from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused
from goodword.core.models import RecordedEvent

_CHANGED = _("Somebody changed this since. Look again before you change it back.")
_GONE_BY = _("The time it was snoozed until is past. Snooze it anew if it should be out of the way.")


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


def give_back(event: RecordedEvent, by: Actor) -> Conversation:
    """Whoever had it has it again."""
    number = _as_it_was_left(event, "assignee_id")
    return assign_conversation(number, by=by, to=event.data["before"], undoes=event.pk)


def move_back(event: RecordedEvent, by: Actor) -> Conversation:
    """The team that had it has it again."""
    number = _as_it_was_left(event, "team_id")
    return move_conversation(number, by=by, team=event.data["before"], undoes=event.pk)


def customer_back(event: RecordedEvent, by: Actor) -> Conversation:
    """It is the matter of whose it was."""
    number = _as_it_was_left(event, "customer_id")
    moved = event.data["message_ids"]
    return change_customer_back(number, by=by, to=event.data["before"], message_ids=moved, undoes=event.pk)


def priority_back(event: RecordedEvent, by: Actor) -> Conversation:
    """The priority it had."""
    return set_priority(_as_it_was_left(event, "priority"), by=by, to=event.data["before"], undoes=event.pk)


def unsettle(event: RecordedEvent, by: Actor) -> Conversation:
    """Nobody said for whom the customer wrote."""
    return unsettle_writer(_the_newest(event), by=by, undoes=event.pk)


def reopen(event: RecordedEvent, by: Actor) -> Conversation:
    """Open, or snoozed until the time it had, as before it was closed."""
    conversation = reopen_conversation(_the_newest(event), by=by, undoes=event.pk)
    until = event.data.get("until")
    if until is None or datetime.fromisoformat(until) <= now():
        return conversation
    return snooze_conversation(conversation.pk, by=by, until=datetime.fromisoformat(until))


def close(event: RecordedEvent, by: Actor) -> Conversation:
    """Closed, as before it was opened again."""
    return close_conversation(_the_newest(event), by=by, undoes=event.pk)


def untag(event: RecordedEvent, by: Actor) -> Conversation:
    """Without the tag that it was given."""
    return untag_conversation(event.conversation_id or 0, by=by, tag=event.data["tag_id"], undoes=event.pk)


def tag_again(event: RecordedEvent, by: Actor) -> Conversation:
    """With the tag that was taken off; refused when the tag itself is gone."""
    return tag_conversation(event.conversation_id or 0, by=by, tag=event.data["tag_id"], undoes=event.pk)


def unsnooze(event: RecordedEvent, by: Actor) -> Conversation:
    """Awake, or snoozed until the time it had before."""
    before = event.data["before"]
    number = _still_until(event, event.data["until"])
    if before is None or datetime.fromisoformat(before) <= now():
        return unsnooze_conversation(number, by=by, undoes=event.pk)
    return snooze_conversation(number, by=by, until=datetime.fromisoformat(before), undoes=event.pk)


def snooze_again(event: RecordedEvent, by: Actor) -> Conversation:
    """Snoozed until the time it had, if that is still to come."""
    number, until = _still_until(event, None), datetime.fromisoformat(event.data["before"])
    if until <= now():
        raise ActionRefused(_GONE_BY)
    return snooze_conversation(number, by=by, until=until, undoes=event.pk)


def _still_until(event: RecordedEvent, until: str | None) -> int:
    row = Conversation.objects.locked(event.conversation_id or 0)
    if row.snoozed_until != (datetime.fromisoformat(until) if until else None):
        raise ActionRefused(_CHANGED)
    return row.pk


def not_spam(event: RecordedEvent, by: Actor) -> Conversation:
    """Back in its list."""
    return mark_not_spam(_the_newest(event), by=by, undoes=event.pk)


def spam_again(event: RecordedEvent, by: Actor) -> Conversation:
    """In Spam, as before."""
    return mark_spam(_the_newest(event), by=by, undoes=event.pk)
