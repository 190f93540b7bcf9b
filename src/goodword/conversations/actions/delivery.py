"""Where a reply is on its way, as the channel tells it."""

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.conversations.actions.reopening import reopen
from goodword.conversations.actions.snoozing import Because, wake
from goodword.conversations.choices import Delivery, MadeBy
from goodword.conversations.events import (
    ReplyArrived,
    ReplyBounced,
    ReplyDelayed,
    ReplyFailed,
    ReplyRetried,
    ReplySent,
)
from goodword.conversations.models import Conversation, Message
from goodword.conversations.projections import restate_conversation
from goodword.core.actor import SYSTEM, Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, NotFound
from goodword.core.events import record


def _locked(message_id: int, *, with_conversation: bool = False) -> Message:
    """The message under lock; before it the conversation's, where that changes too: everybody takes them so."""
    if with_conversation:
        number = Message.objects.filter(pk=message_id).values_list("conversation_id", flat=True).first()
        Conversation.objects.locked(number or 0)
    message = (
        Message.objects.select_for_update(of=("self",))
        .select_related("conversation")
        .filter(pk=message_id)
        .exclude(delivery=Delivery.NONE)
        .first()
    )
    if message is None:
        raise NotFound
    return message


def _change(message: Message, delivery: Delivery, problem: str = "") -> None:
    message.delivery, message.delivery_problem = delivery, problem[:500]
    message.save(update_fields=["delivery", "delivery_problem"])


@transaction.atomic
def mark_reply_sending(message_id: int) -> Message:
    """The reply is leaving: from now on it cannot be taken back.

    Raises NotFound when it was taken back, ActionRefused before its time or when it was sent already.
    """
    message = _locked(message_id)
    if message.delivery == Delivery.SENDING:
        return message
    if message.delivery != Delivery.QUEUED or (message.leaves_at and now() < message.leaves_at):
        raise ActionRefused(_("This reply is not ready to leave."))
    _change(message, Delivery.SENDING)
    return message


@transaction.atomic
def mark_maybe_twice(message_id: int) -> Message:
    """The reply is handed over once more since the first answer was lost: it may arrive twice. Raises NotFound."""
    message = _locked(message_id)
    message.may_have_arrived_twice = True
    message.save(update_fields=["may_have_arrived_twice"])
    return message


@transaction.atomic
def mark_reply_waiting(message_id: int, *, problem: str) -> Message:
    """The relay was not ready; the reply waits for the next try, and the agent can see why. Raises NotFound."""
    message = _locked(message_id)
    _change(message, Delivery.QUEUED, problem)
    return message


@transaction.atomic
def mark_reply_sent(message_id: int) -> Message:
    """The relay accepted the reply; it may have come back before the relay said so. Raises NotFound."""
    message = _locked(message_id)
    if message.delivery in (Delivery.SENT, Delivery.BOUNCED):
        return message
    _change(message, Delivery.SENT)
    record(ReplySent(by=SYSTEM, message_id=message.pk, **_about(message)))
    return message


@transaction.atomic
def mark_reply_failed(message_id: int, *, problem: str) -> Message:
    """The reply will not be tried again by itself; `problem` says why. It answered nobody: the turn is ours again, and
    what was closed is open. Raises NotFound."""
    message = _locked(message_id, with_conversation=True)
    _change(message, Delivery.FAILED, problem)
    _need_us_again(message)
    record(ReplyFailed(by=SYSTEM, message_id=message.pk, **_about(message)))
    return message


@transaction.atomic
def mark_reply_bounced(message_id: int, *, problem: str, hard: bool, address: str = "") -> Message:
    """The reply came back from this address; `problem` says so, and why. It answered nobody: the turn is ours again,
    and what was closed is open. Of several recipients each one's first reason is kept. Raises NotFound."""
    message = _locked(message_id, with_conversation=True)
    known = message.came_back or []
    if message.delivery == Delivery.BOUNCED and address in {"", *(told for told, _problem in known)}:
        return message
    if message.delivery != Delivery.BOUNCED:
        known = []
        _change(message, Delivery.BOUNCED, problem)
    message.came_back = [*known, [address, problem[:500]]] if address else None
    message.save(update_fields=["came_back"])
    _need_us_again(message)
    record(ReplyBounced(by=SYSTEM, message_id=message.pk, hard=hard, **_about(message)))
    return message


@transaction.atomic
def mark_reply_delayed(message_id: int, *, problem: str) -> Message:
    """The customer's server cannot take the reply yet; nothing is lost, and `problem` says so. Raises NotFound."""
    message = _locked(message_id)
    if message.delivery == Delivery.SENT and message.delivery_problem != problem[:500]:
        is_news = not message.delivery_problem
        _change(message, Delivery.SENT, problem)
        if is_news:
            record(ReplyDelayed(by=SYSTEM, message_id=message.pk, **_about(message)))
    return message


@transaction.atomic
def mark_reply_arrived(message_id: int) -> Message:
    """The customer's server confirms that it has the reply: a delay is over. Raises NotFound."""
    message = _locked(message_id)
    if message.delivery == Delivery.SENT and message.delivery_problem:
        _change(message, Delivery.SENT)
        record(ReplyArrived(by=SYSTEM, message_id=message.pk, **_about(message)))
    return message


@transaction.atomic
def retry_reply(message_id: int, *, by: Actor) -> Message:
    """Try a failed reply again, now. Raises NotFound, ActionRefused when it has not failed."""
    message = _locked(message_id, with_conversation=True)
    if message.delivery != Delivery.FAILED:
        raise ActionRefused(_("Only a reply that failed can be tried again."))
    message.leaves_at = now()
    message.save(update_fields=["leaves_at"])
    _change(message, Delivery.QUEUED)
    restate_conversation(Conversation.objects.locked(message.conversation_id))
    record(ReplyRetried(by=by, message_id=message.pk, **_about(message)))
    return message


def _need_us_again(message: Message) -> None:
    conversation = Conversation.objects.locked(message.conversation_id)
    restate_conversation(conversation)
    if message.made_by == MadeBy.AGENT and conversation.is_undelivered:
        if conversation.is_closed:
            reopen(conversation, by=SYSTEM)
        wake(conversation, by=SYSTEM, because=Because.LOST)


def _about(message: Message) -> dict[str, int]:
    return {"conversation_id": message.conversation_id, "person_id": message.conversation.customer_id}
