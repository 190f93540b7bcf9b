"""Telling somebody who writes for the first time that their message is here, and what happens next."""

from collections.abc import Mapping

from django.db import transaction

from goodword.accounts.access import check_administers
from goodword.accounts.queries import organization
from goodword.conversations.acknowledgements import (
    Facts,
    check_text,
    filled,
    harmless_name,
    spoken,
    standard_text,
    subject_for,
)
from goodword.conversations.arrivals import Recipient
from goodword.conversations.choices import Delivery, Direction, MadeBy
from goodword.conversations.events import AcknowledgementChanged, AcknowledgementHeldBack, AcknowledgementQueued
from goodword.conversations.models import AcknowledgementText, Conversation, Mailbox, Message, MessageBody
from goodword.core.actor import SYSTEM, Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid, NotFound
from goodword.core.events import record
from goodword.core.markup import preview_of, text_to_html


@transaction.atomic
def acknowledge_message(message_id: int) -> Message:
    """Write the acknowledgement of a customer's first message. It leaves at once, answers nobody and takes no turn.

    Idempotent: a conversation has one. Whether it may be sent is for the channel to ask before. Raises NotFound.
    """
    first = Message.objects.filter(pk=message_id, direction=Direction.IN).first()
    if first is None:
        raise NotFound
    conversation = Conversation.objects.locked(first.conversation_id)
    known = conversation.messages.filter(made_by=MadeBy.DESK).first()
    if known is not None:
        return known
    message = _write(conversation, first)
    record(AcknowledgementQueued(by=SYSTEM, message_id=message.pk, **_about(conversation)))
    return message


def hold_acknowledgement(conversation: Conversation, *, reason: str) -> None:
    """Record that the customer was not told, and why, for a conversation that the caller holds under lock."""
    record(AcknowledgementHeldBack(by=SYSTEM, reason=reason, **_about(conversation)))


@transaction.atomic
def change_acknowledgement(mailbox_id: int, *, by: Actor, acknowledges: bool, texts: Mapping[str, str]) -> Mailbox:
    """Whether the mailbox acknowledges, and in which words, by language; our own words are kept as none of its own.

    Raises NotAllowed, NotFound, and Invalid with the field `text_<language>` that cannot be.
    """
    check_administers(by)
    mailbox = Mailbox.objects.select_for_update().filter(pk=mailbox_id).first()
    if mailbox is None:
        raise NotFound
    for language, text in _checked(texts).items():
        own = AcknowledgementText.objects.filter(mailbox=mailbox, language=language)
        if text == standard_text(language):
            own.delete()
        else:
            own.update_or_create(mailbox=mailbox, language=language, defaults={"text": text})
    mailbox.acknowledges = acknowledges
    mailbox.save(update_fields=["acknowledges"])
    record(AcknowledgementChanged(by=by, mailbox_id=mailbox.pk))
    return mailbox


def _checked(texts: Mapping[str, str]) -> dict[str, str]:
    checked, wrong = {}, {}
    for language, text in texts.items():
        try:
            checked[language] = check_text(text)
        except Invalid as refusal:
            wrong[f"text_{language}"] = refusal.fields["text"]
    if wrong:
        raise Invalid(**wrong)
    return checked


def acknowledgement_text(mailbox: Mailbox, language: str) -> str:
    """The mailbox's words in this language, else our own."""
    own = AcknowledgementText.objects.filter(mailbox=mailbox, language=spoken(language)).first()
    return own.text if own else standard_text(language)


def _write(conversation: Conversation, first: Message) -> Message:
    house, mailbox, customer = organization(), conversation.mailbox, conversation.customer
    if house is None or mailbox is None:
        raise NotFound
    language = customer.language or house.language
    name = first.sender_name if first.reply_to else customer.name  # another address learns no name that only we know
    facts = Facts(number=conversation.pk, name=name, organization=house.name, mailbox=mailbox.address)
    return write_by_desk(conversation, first, filled(acknowledgement_text(mailbox, language), facts), name=name)


def write_by_desk(conversation: Conversation, answered: Message, text: str, *, name: str = "") -> Message:
    """A letter of the desk's own to whoever wrote the one that it answers, for a conversation that the caller holds
    under lock. It leaves at once, answers nobody and takes no turn. Whether it may be sent is for the caller to ask
    before, and that it is queued for them to record. Raises NotFound without a mailbox."""
    house, mailbox = organization(), conversation.mailbox
    if house is None or mailbox is None:
        raise NotFound
    language = conversation.customer.language or house.language
    to = Recipient(name=harmless_name(name), address=answered.reply_to or answered.sender_address)
    message = Message.objects.create(
        conversation=conversation,
        home=conversation,
        direction=Direction.OUT,
        made_by=MadeBy.DESK,
        channel=conversation.channel,
        sender_name=mailbox.name[:200],
        recipients=[to.as_json()],
        subject=subject_for(answered.subject or conversation.subject, conversation.pk, language)[:500],
        preview=preview_of(text),
        at=now(),
        delivery=Delivery.QUEUED,
        leaves_at=now(),
    )
    MessageBody.objects.create(
        message=message, text=text, html=text_to_html(text), quoted_from=len(text), with_history=False
    )
    return message


def _about(conversation: Conversation) -> dict[str, int]:
    return {"conversation_id": conversation.pk, "person_id": conversation.customer_id}
