"""Mail from the Sent folder: what another mail program sent from the mailbox's address finds its conversation.

It is the mailbox's own folder that is believed, never a From: whoever writes to us can claim to be us.
"""

from collections.abc import Collection, Mapping, Sequence

from goodword.accounts.models import Agent
from goodword.channels.email.models import Connection, MailReference, ReceivedMail, UnplacedSent
from goodword.channels.email.reading import ReadMail, read_message
from goodword.channels.email.reading.subjects import bare_subject
from goodword.channels.email.threading import Place, ancestors_of, mailbox_address_of, threads_of
from goodword.conversations.actions.noting_sent import note_sent_elsewhere
from goodword.conversations.arrivals import Arrival, ArrivedFile, Recipient
from goodword.conversations.choices import Channel, Direction
from goodword.conversations.models import Conversation, Mailbox, Message
from goodword.core.actor import SYSTEM, Actor
from goodword.core.blobs import map_blob
from goodword.people.addresses import normalize_address
from goodword.people.models import Identity, IdentityKind

_MOST_MATTERS = 20


def show_sent(
    received: ReceivedMail, mail: ReadMail, files: Sequence[ArrivedFile], *, places: Mapping[str, Place]
) -> Message | None:
    """The mail as a letter of ours in the conversation it continues; None when it belongs to none.

    Then its Message-ID is kept, and the letter joins the conversation that an answer to it opens.
    """
    if mail.sender is None or normalize_address(mail.sender.address) not in _own_addresses(received.mailbox_id):
        return None
    number = next(iter(threads_of(mail, places=places).customers), None) or _matter_of_recipient(received, mail)
    if number is None:
        if mail.message_id:
            UnplacedSent.objects.update_or_create(
                received=received, defaults={"message_id_header": mail.message_id[:500]}
            )
        return None
    return _show(received, mail, files, number)


def unplaced_among(message_ids: Collection[str]) -> set[str]:
    """The Message-IDs of letters of ours that stand nowhere yet."""
    rows = UnplacedSent.objects.filter(message_id_header__in=message_ids)
    return set(rows.values_list("message_id_header", flat=True)) if message_ids else set()


def bring_in_what_it_answers(mail: ReadMail, message: Message, *, unplaced: set[str]) -> None:
    """The first answer to a letter that stood nowhere yet: the letter joins the answer's conversation, before it.

    `unplaced`: the Message-IDs of such letters, of which the mail may answer some.
    """
    answered = unplaced & set(ancestors_of(mail))
    if not answered:
        return
    waiting = UnplacedSent.objects.select_for_update().filter(
        message_id_header__in=answered, received__mailbox_id=message.conversation.mailbox_id or 0
    )
    for one in waiting:
        received = ReceivedMail.objects.get(pk=one.received_id)
        with map_blob(received.raw_id) as raw:
            sent = read_message(raw)
            if normalize_address(message.sender_address) not in _recipients(sent):
                continue  # somebody else knows its Message-ID: that proves nothing
            received.message = _show(received, sent, (), message.conversation_id)
        received.save(update_fields=["message"])
        MailReference.objects.create(message=received.message, message_id_header=one.message_id_header)
        one.delete()


def _show(received: ReceivedMail, mail: ReadMail, files: Sequence[ArrivedFile], number: int) -> Message:
    assert mail.sender is not None  # noqa: S101 - for the type checker
    conversation = Conversation.objects.locked(number)
    letter = Arrival(
        channel=Channel.EMAIL,
        mailbox_id=received.mailbox_id,
        customer_id=conversation.customer_id,
        conversation_id=number,
        sender_name=mail.sender.name,
        sender_address=mail.sender.address,
        recipients=tuple(Recipient(kind=kind, name=to.name, address=to.address) for kind, to in mail.recipients),
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        quoted_from=mail.quoted_from,
        has_remote_images=mail.has_remote_images,
        at=received.received_at,
        files=tuple(files),
        is_automatic=not mail.judgement.may_be_answered and mail.is_automatic,
    )
    answers = bool(_addresses_of(conversation) & _recipients(mail))
    return note_sent_elsewhere(letter, by=_writer(mail.sender.address), answers=answers)


def _own_addresses(mailbox_id: int | None) -> set[str]:
    """The mailbox's address, and the names that it signs in with at its servers."""
    own = set(Mailbox.objects.filter(pk=mailbox_id or 0).values_list("address", flat=True))
    for names in Connection.objects.filter(mailbox_id=mailbox_id or 0).values_list("imap_username", "smtp_username"):
        own.update(name for name in names if "@" in name)
    return {normalize_address(address) for address in own}


def _writer(address: str) -> Actor:
    """The agent whose own address this is, else nobody: a shared address does not tell who wrote."""
    agent_id = Agent.objects.filter(email__iexact=address).values_list("pk", flat=True).first()
    return Actor.agent(agent_id) if agent_id is not None else SYSTEM


def _recipients(mail: ReadMail) -> set[str]:
    return {mailbox_address_of(to.address) for _, to in mail.recipients}


def _addresses_of(conversation: Conversation) -> set[str]:
    """Where the customer is reached, and from where somebody wrote in the conversation."""
    known = Identity.objects.filter(kind=IdentityKind.EMAIL, customer_id=conversation.customer_id)
    wrote = Message.objects.filter(conversation=conversation, direction=Direction.IN)
    return {
        *known.values_list("value", flat=True),
        *map(normalize_address, wrote.values_list("sender_address", flat=True).distinct()),
    }


def _matter_of_recipient(received: ReceivedMail, mail: ReadMail) -> int | None:
    """For a letter that answers none: the one customer it went to, their matter of that name or only one."""
    customers = _customers_at({normalize_address(to.address) for kind, to in mail.recipients if kind == "to"})
    if len(customers) != 1:
        return None
    rows = Conversation.objects.filter(customer_id__in=customers, mailbox_id=received.mailbox_id or 0)
    rows = rows.filter(opened_at__lte=received.received_at).order_by("-last_message_at", "-id")
    recent = list(rows[:_MOST_MATTERS])
    called_so = [row for row in recent if bare_subject(row.subject) == bare_subject(mail.subject)]
    still_open = [row for row in recent if not row.is_closed]
    candidates = called_so or still_open
    return candidates[0].pk if len(candidates) == 1 else None


def _customers_at(addresses: Collection[str]) -> set[int]:
    found = Identity.objects.filter(kind=IdentityKind.EMAIL, value__in=addresses)
    return set(found.values_list("customer_id", flat=True))
