"""The outbox: a row for each reply from the moment it is written until the relay has it."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from goodword.channels.email.choices import Sending
from goodword.channels.email.composing import ascii_address
from goodword.channels.email.errors import BrokeOffTwice
from goodword.channels.email.models import MailReference, OutgoingMail
from goodword.conversations.actions.delivery import (
    mark_maybe_twice,
    mark_reply_failed,
    mark_reply_sending,
    mark_reply_sent,
    mark_reply_waiting,
)
from goodword.conversations.actions.matters import open_matter
from goodword.conversations.matter_links import person_who_gets_link
from goodword.conversations.models import Message
from goodword.core.actor import SYSTEM
from goodword.core.clock import now
from goodword.core.problems import problem_of

PATIENCE = timedelta(days=2)
_DELAYS = (1, 2, 4, 8, 15, 30)  # minutes; the last one again and again


@transaction.atomic
def queue_mail(message_id: int) -> OutgoingMail:
    """Put a reply into the outbox under a Message-ID that nobody can guess, so that only answers to it know it."""
    message = Message.objects.select_related("conversation__mailbox").get(pk=message_id)
    outgoing, made = OutgoingMail.objects.get_or_create(
        message=message, defaults={"message_id_header": _new_message_id(message), "tried_since": now()}
    )
    if made:
        MailReference.objects.create(message=message, message_id_header=outgoing.message_id_header)
        _open_matter(message)
    return outgoing


def _open_matter(message: Message) -> None:
    """The letter brings the link to the page of the matter, which must be there when it leaves."""
    person_id = person_who_gets_link(message)
    if person_id is not None:
        open_matter(message.conversation_id, person_id=person_id, by=SYSTEM)


@transaction.atomic
def requeue_mail(message_id: int) -> OutgoingMail:
    """A reply that was not delivered waits again: under a new Message-ID if a relay may have it under the old one."""
    outgoing = (
        OutgoingMail.objects.select_for_update(of=("self",))
        .select_related("message__conversation__mailbox")
        .get(message_id=message_id)
    )
    if outgoing.may_have_arrived_twice or outgoing.sent_at is not None:
        outgoing.message_id_header = _new_message_id(outgoing.message)
        MailReference.objects.create(message=outgoing.message, message_id_header=outgoing.message_id_header)
    outgoing.sending, outgoing.problem = Sending.WAITING, ""
    outgoing.attempts, outgoing.tried_since = 0, now()
    outgoing.may_have_arrived_twice, outgoing.sent_at = False, None
    outgoing.save()
    return outgoing


def _new_message_id(message: Message) -> str:
    mailbox = message.conversation.mailbox
    domain = ascii_address(mailbox.address).rpartition("@")[2] if mailbox else "goodword.invalid"
    return f"<gw.{secrets.token_urlsafe(24)}@{domain}>"


@transaction.atomic
def begin_handing_over(outgoing: OutgoingMail) -> bool:
    """From here on the reply cannot be taken back. False when somebody else hands it over or did.

    Raises NotFound when it was taken back, ActionRefused before its time.
    """
    mark_reply_sending(outgoing.message_id)
    claimed = OutgoingMail.objects.filter(pk=outgoing.pk, sending=Sending.WAITING).update(sending=Sending.SENDING)
    return claimed == 1


@transaction.atomic
def begin_handing_over_again(outgoing: OutgoingMail) -> bool:
    """The answer to the first time was lost: once more with the same Message-ID, and marked. False for a third time."""
    claimed = OutgoingMail.objects.filter(pk=outgoing.pk, sending=Sending.SENDING, may_have_arrived_twice=False).update(
        may_have_arrived_twice=True
    )
    if claimed:
        mark_maybe_twice(outgoing.message_id)
    else:
        fail_mail(outgoing, problem=problem_of(BrokeOffTwice()))
    return claimed == 1


@transaction.atomic
def finish_mail(outgoing: OutgoingMail) -> None:
    """The relay has the reply."""
    mark_reply_sent(outgoing.message_id)
    OutgoingMail.objects.filter(pk=outgoing.pk).update(sending=Sending.SENT, sent_at=now(), problem="")


@transaction.atomic
def fail_mail(outgoing: OutgoingMail, *, problem: str) -> None:
    """The reply will not leave by itself any more; the agent sees why and can try again."""
    mark_reply_failed(outgoing.message_id, problem=problem)
    OutgoingMail.objects.filter(pk=outgoing.pk).update(sending=Sending.FAILED, problem=problem[:500])


@transaction.atomic
def postpone_mail(outgoing: OutgoingMail, *, problem: str, refused: bool) -> datetime | None:
    """Wait for a better moment and return it; None when the patience of two days is over and the reply has failed.

    `refused`: the relay was handed the reply and said no, so it waits as before. Otherwise the row stays as it is: if
    it is being handed over, the relay may have the reply, and the next time is the second and last.
    """
    row = OutgoingMail.objects.get(pk=outgoing.pk)
    if now() - row.tried_since > PATIENCE:
        fail_mail(row, problem=problem)
        return None
    sending = Sending.WAITING if refused else Sending(row.sending)
    if sending is Sending.WAITING:
        mark_reply_waiting(row.message_id, problem=problem)
    OutgoingMail.objects.filter(pk=row.pk).update(sending=sending, problem=problem[:500], attempts=row.attempts + 1)
    return now() + timedelta(minutes=_DELAYS[min(row.attempts, len(_DELAYS) - 1)], seconds=secrets.randbelow(20))
