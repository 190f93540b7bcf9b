"""Out of the way until a time: a matter that nothing can be done about before."""

from datetime import datetime, timedelta
from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.conversations.choices import State, Turn
from goodword.conversations.events import ConversationSnoozed, ConversationUnsnoozed, ConversationWoke
from goodword.conversations.models import Conversation
from goodword.core.actor import SYSTEM, Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, Invalid
from goodword.core.events import record

LONGEST = timedelta(days=366 * 2)


class Because(StrEnum):
    """Why a snooze ended by itself."""

    TIME = "time"
    CUSTOMER = "customer"
    LOST = "lost"


@transaction.atomic
def snooze_conversation(number: int, *, by: Actor, until: datetime, undoes: int | None = None) -> Conversation:
    """Take the conversation out of its list until a time. It comes back then, or at once when the customer writes.

    No clock stands still meanwhile. Raises NotFound, Invalid for a time that is past or years away, ActionRefused for
    what is closed or spam.
    """
    conversation = Conversation.objects.locked(number)
    _check_time(until)
    if conversation.is_closed:
        raise ActionRefused(_("It is closed. Reopen it first, then snooze it."))
    if conversation.is_spam:
        raise ActionRefused(_("It is marked as spam. Say that it is not spam first, then snooze it."))
    before = conversation.snoozed_until
    if before == until:
        return conversation
    conversation.change(state=State.SNOOZED, snoozed_until=until, snoozed_by_id=by.agent_id, woke_at=None)
    record(
        ConversationSnoozed(
            by=by,
            conversation_id=conversation.pk,
            person_id=conversation.customer_id,
            undoes=undoes,
            until=until.isoformat(),
            before=before.isoformat() if before else None,
        )
    )
    return conversation


def _check_time(until: datetime) -> None:
    if until <= now():
        raise Invalid(words=_("That is past. Choose a time that is still to come."))
    if until > now() + LONGEST:
        raise Invalid(words=_("That is years away. Choose a time within two years, or close it."))


@transaction.atomic
def unsnooze_conversation(number: int, *, by: Actor, undoes: int | None = None) -> Conversation:
    """Put the conversation back into its list before its time. One that is not snoozed stays. Raises NotFound."""
    conversation = Conversation.objects.locked(number)
    before = conversation.snoozed_until
    if before is None:
        return conversation
    conversation.change(state=State.OPEN, **no_snooze())
    record(
        ConversationUnsnoozed(
            by=by,
            conversation_id=conversation.pk,
            person_id=conversation.customer_id,
            undoes=undoes,
            before=before.isoformat(),
        )
    )
    return conversation


@transaction.atomic
def wake_in_time(number: int) -> Conversation:
    """Wake the conversation if its time has come, once; its turn is ours then. Raises NotFound."""
    conversation = Conversation.objects.locked(number)
    if conversation.snoozed_until is not None and conversation.snoozed_until <= now():
        wake(conversation, by=SYSTEM, because=Because.TIME)
    return conversation


def wake(conversation: Conversation, *, by: Actor, because: Because) -> None:
    """End the snooze of a conversation that the caller holds under lock; nothing for one that is not snoozed."""
    if not conversation.is_snoozed:
        return
    snoozed_by, moment = conversation.snoozed_by_id, now()
    conversation.change(state=State.OPEN, **no_snooze(woke_at=moment if because is Because.TIME else None))
    took_turn = because is Because.TIME and conversation.turn == Turn.THEIRS
    if took_turn:  # whoever snoozed it said that then it is for us to do something
        conversation.change(turn=Turn.OURS, waiting_since=moment)
    record(
        ConversationWoke(
            by=by,
            conversation_id=conversation.pk,
            person_id=conversation.customer_id,
            agent_id=snoozed_by,
            because=because.value,
            took_turn=took_turn,
        )
    )


def no_snooze(woke_at: datetime | None = None) -> dict[str, datetime | None]:
    """The columns of a conversation that is not snoozed."""
    return {"snoozed_until": None, "snoozed_by_id": None, "woke_at": woke_at}
