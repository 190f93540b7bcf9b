"""Mail finds its conversation, and never another customer's."""

import pytest

from goodword.channels.email.actions.reading import read_mail
from goodword.channels.email.actions.taking_in import store_mail
from goodword.channels.email.choices import Source
from goodword.channels.email.models import OutgoingMail
from goodword.channels.email.threading import mailbox_address_of, number_from_reply_address, reply_address
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.models import Message
from goodword.core.actor import Actor
from tests.cast import Cast
from tests.channels.email.mails import mail

pytestmark = pytest.mark.django_db

STRANGER = "Mallory <mallory@elsewhere.example>"
DAUGHTER = "Nina Hartwell <nina@example.org>"


def _arrive(cast: Cast, raw: bytes, envelope_to: str = "") -> Message:
    stored = store_mail(raw, mailbox_id=cast.mailbox.pk, source=Source.SMTP, envelope_to=envelope_to)
    message = read_mail(stored.pk).message
    assert message is not None
    return message


def _our_reply(cast: Cast, first: Message) -> str:
    send_reply(first.conversation_id, by=Actor.agent(cast.mara.pk), html="<p>Tomorrow.</p>")
    return OutgoingMail.objects.get().message_id_header


def test_an_answer_to_our_reply_continues(cast: Cast) -> None:
    first = _arrive(cast, mail())
    ours = _our_reply(cast, first)

    assert _arrive(cast, mail("Thanks", In_Reply_To=ours)).conversation_id == first.conversation_id


def test_references_say_it_when_the_answered_message_is_unknown(cast: Cast) -> None:
    first = _arrive(cast, mail(Message_ID="<a@example.org>"))

    answer = _arrive(cast, mail("Thanks", In_Reply_To="<gone@x>", References="<a@example.org> <gone@x>"))

    assert answer.conversation_id == first.conversation_id


def test_the_nearest_ancestor_decides(cast: Cast) -> None:
    _arrive(cast, mail("one", Message_ID="<a@example.org>"))
    near = _arrive(cast, mail("two", Message_ID="<b@example.org>"))

    answer = _arrive(cast, mail("three", References="<a@example.org> <b@example.org>"))

    assert answer.conversation_id == near.conversation_id


def test_another_matter_of_the_same_sender_is_another_conversation(cast: Cast) -> None:
    assert _arrive(cast, mail("one")).conversation_id != _arrive(cast, mail("two")).conversation_id


def test_a_stranger_never_joins_by_naming_a_message(cast: Cast) -> None:
    first = _arrive(cast, mail(Message_ID="<a@example.org>"))
    ours = _our_reply(cast, first)

    for known in ("<a@example.org>", ours):
        assert _arrive(cast, mail(f"Me too {known}", From=STRANGER, In_Reply_To=known)).conversation_id != (
            first.conversation_id
        )


def test_somebody_who_was_written_to_joins(cast: Cast) -> None:
    first = _arrive(cast, mail(Message_ID="<a@example.org>", Cc=DAUGHTER))

    answer = _arrive(cast, mail("I am her daughter", From=DAUGHTER, In_Reply_To="<a@example.org>"))

    assert answer.conversation_id == first.conversation_id
    assert answer.customer_id != first.customer_id


def test_the_signed_reply_address_says_it(cast: Cast) -> None:
    first = _arrive(cast, mail())
    address = reply_address("pharmacy@wrenfield.example", first.conversation_id)

    assert _arrive(cast, mail("Thanks"), envelope_to=address).conversation_id == first.conversation_id
    assert _arrive(cast, mail("Again", To=address.upper())).conversation_id == first.conversation_id
    assert _arrive(cast, mail("Hm", From=STRANGER, To=address)).conversation_id != first.conversation_id


def test_only_our_own_signature_counts() -> None:
    address = reply_address("Desk@Wrenfield.example", 1042)

    assert number_from_reply_address(address) == 1042
    assert mailbox_address_of(address) == "desk@wrenfield.example"
    for forged in (address.replace("1042", "1043"), address.replace("desk", "help"), "desk+c1042@wrenfield.example"):
        assert number_from_reply_address(forged) is None
        assert mailbox_address_of(forged) == forged
