"""What a colleague forwards becomes the customer's conversation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.channels.email.forwarding import Forward, forward_of, forwarded_customer, vouched_for
from goodword.channels.email.models import MailReference, ReceivedMail
from goodword.channels.email.reading import ReadMail
from goodword.channels.email.reading.quoting import folded_from
from goodword.channels.email.threading import Place, known_places
from goodword.conversations.actions.customers import change_customer
from goodword.conversations.actions.mailed import note_by_mail
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.arrivals import Arrival, ArrivedFile, Recipient
from goodword.conversations.choices import Channel
from goodword.conversations.models import Conversation, Message
from goodword.core.actor import Actor
from goodword.core.errors import ActionRefused
from goodword.people.actions.recognizing import recognize_customer


@dataclass(frozen=True, slots=True)
class Opened:
    """What became of a forwarded mail; no `message` if the original was here already and only the words were new."""

    message: Message | None


def open_forwarded(
    received: ReceivedMail, mail: ReadMail, files: Sequence[ArrivedFile], places: Mapping[str, Place]
) -> Opened | None:
    """Open a mail that a colleague forwarded as its writer's, at its own time and under its own subject, with the
    colleague's words as a note; in the transaction of the caller.

    None for any other mail, and for a forward for whose sender the mailbox's server does not vouch.
    """
    forward = None if received.is_history else forward_of(mail, files)
    if forward is None or not vouched_for(received, mail):
        return None
    received.may_be_answered = False  # whoever wrote it did not write to us, and may be a program
    known = known_places([one for one in (forward.message_id, *forward.ancestors) if one]) | dict(places)
    place = next((known[one] for one in (forward.message_id, *forward.ancestors) if one in known), None)
    sender = forward.original.sender
    writer = recognize_customer(address=sender.address, name=sender.name, among=(place.customer_id,) if place else ())
    is_here = place is not None and place.customer_id == writer.pk
    if place is not None and is_here and forward.message_id in known:
        _add_words(place.conversation_id, forward)
        return Opened(None)
    number = place.conversation_id if place is not None and is_here else None
    message = receive_message(_arrival(received, forward, files, writer.pk, number))
    if forward.message_id:
        MailReference.objects.get_or_create(message=message, message_id_header=forward.message_id)
    _add_words(message.conversation_id, forward)
    return Opened(message)


def _arrival(
    received: ReceivedMail, forward: Forward, files: Sequence[ArrivedFile], customer_id: int, number: int | None
) -> Arrival:
    original = forward.original
    return Arrival(
        channel=Channel.EMAIL,
        mailbox_id=received.mailbox_id,
        customer_id=customer_id,
        conversation_id=number,
        sender_name=original.sender.name,
        sender_address=original.sender.address,
        recipients=tuple(Recipient(kind=kind, name=to.name, address=to.address) for kind, to in original.recipients),
        subject=original.subject,
        text=original.text,
        html=forward.html,
        quoted_from=folded_from(original.text, history=True),
        has_remote_images=forward.has_remote_images,
        at=min(original.date or received.received_at, received.received_at),
        files=tuple(files),
    )


def _add_words(number: int, forward: Forward) -> None:
    if forward.original.words:
        note_by_mail(number, by=Actor.agent(forward.agent.pk), text=forward.original.words)


@transaction.atomic
def open_as_forwarded(number: int, *, by: Actor) -> Conversation:
    """The conversation that a colleague's forwarded mail opened is the matter of whoever wrote the original; the letter
    stays as the colleague sent it. Raises NotFound, ActionRefused when it holds no such mail."""
    conversation = Conversation.objects.locked(number)
    sender = forwarded_customer(conversation)
    if sender is None:
        raise ActionRefused(_("Nothing here was forwarded from a customer, or it is theirs already."))
    customer = recognize_customer(address=sender.address, name=sender.name)
    return change_customer(number, by=by, to=customer.pk, with_letters=False)
