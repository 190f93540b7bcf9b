"""Where a reply is on its way, as the channel tells it."""

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.conversations.choices import Delivery
from goodword.conversations.events import ReplyFailed, ReplyRetried, ReplySent
from goodword.conversations.models import Message
from goodword.core.actor import SYSTEM, Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, NotFound
from goodword.core.events import record


def _locked(message_id: int) -> Message:
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
def mark_reply_waiting(message_id: int, *, problem: str) -> Message:
    """The relay was not ready; the reply waits for the next try, and the agent can see why. Raises NotFound."""
    message = _locked(message_id)
    _change(message, Delivery.QUEUED, problem)
    return message


@transaction.atomic
def mark_reply_sent(message_id: int) -> Message:
    """The relay accepted the reply. Raises NotFound."""
    message = _locked(message_id)
    if message.delivery == Delivery.SENT:
        return message
    _change(message, Delivery.SENT)
    record(ReplySent(by=SYSTEM, message_id=message.pk, **_about(message)))
    return message


@transaction.atomic
def mark_reply_failed(message_id: int, *, problem: str) -> Message:
    """The reply will not be tried again by itself; `problem` says in words why. Raises NotFound."""
    message = _locked(message_id)
    _change(message, Delivery.FAILED, problem)
    record(ReplyFailed(by=SYSTEM, message_id=message.pk, **_about(message)))
    return message


@transaction.atomic
def retry_reply(message_id: int, *, by: Actor) -> Message:
    """Try a failed reply again, now. Raises NotFound, ActionRefused when it has not failed."""
    message = _locked(message_id)
    if message.delivery != Delivery.FAILED:
        raise ActionRefused(_("Only a reply that failed can be tried again."))
    message.leaves_at = now()
    message.save(update_fields=["leaves_at"])
    _change(message, Delivery.QUEUED)
    record(ReplyRetried(by=by, message_id=message.pk, **_about(message)))
    return message


def _about(message: Message) -> dict[str, int]:
    return {"conversation_id": message.conversation_id, "person_id": message.conversation.customer_id}
