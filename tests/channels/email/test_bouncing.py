"""What a bounce does to the message, the conversation and the address; and that a forged one does nothing."""

import re

import pytest

from goodword.channels.email.actions.bouncing import record_bounce, record_complaint, record_delivery
from goodword.channels.email.actions.reading import read_mail
from goodword.channels.email.actions.taking_in import store_mail
from goodword.channels.email.choices import AlarmKind, BounceReason, MailKind, Source
from goodword.channels.email.marks import desk_mark
from goodword.channels.email.models import Connection, LoopTest, MailboxAlarm
from goodword.channels.email.types import OutgoingMail, ReceivedMail
from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.delivery import mark_reply_sending, mark_reply_sent
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.choices import Delivery, Turn
from goodword.conversations.types import Conversation, Message
from goodword.core.actor import Actor
from goodword.core.problems import code_of
from goodword.people.actions.standing import mark_undeliverable
from goodword.people.models import Customer
from goodword.people.queries import standing_of
from tests.cast import Cast
from tests.channels.email.mails import SAMPLES, mail
from tests.channels.email.reading.test_reports import ODILE, OURS
from tests.frozen_time import Clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def reply(conversation: Conversation, mara: Actor, clock: Clock) -> Message:
    """Mara's answer to Odile, sent under the Message-ID that the samples name."""
    message = send_reply(conversation.pk, by=mara, html="<p>Tomorrow.</p>")
    clock.forward(minutes=1)
    OutgoingMail.objects.filter(message=message).update(message_id_header=OURS)
    mark_reply_sending(message.pk)
    return mark_reply_sent(message.pk)


def arrives(cast: Cast, raw: bytes) -> ReceivedMail:
    stored = store_mail(raw, mailbox_id=cast.mailbox.pk, source=Source.IMAP)
    return read_mail(stored.pk)


def sample(folder: str, name: str) -> bytes:
    return (SAMPLES / folder / f"{name}.eml").read_bytes()


def test_a_bounce_marks_the_message_and_the_address_in_the_same_conversation(cast: Cast, reply: Message) -> None:
    close_conversation(reply.conversation_id, by=Actor.agent(cast.mara.pk))
    people = Customer.objects.count()

    received = arrives(cast, sample("bounces", "postfix-user-unknown"))

    reply.refresh_from_db()
    conversation = Conversation.objects.get(pk=reply.conversation_id)
    assert (reply.delivery, code_of(reply.delivery_problem)) == (Delivery.BOUNCED, "came-back-no-mailbox")
    assert (conversation.is_open, conversation.turn) == (True, Turn.OURS)
    assert received.message is not None
    assert (received.kind, received.message.conversation_id) == (MailKind.BOUNCE, reply.conversation_id)
    assert (received.message.is_automatic, Customer.objects.count()) == (True, people)
    standing = standing_of(ODILE)
    assert standing is not None
    assert (standing.is_hard, standing.reason) == (True, "no-mailbox")


def test_a_delay_is_said_on_the_message_and_nothing_else_changes(cast: Cast, reply: Message) -> None:
    arrives(cast, sample("bounces", "exim-delay"))

    reply.refresh_from_db()
    assert (reply.delivery, code_of(reply.delivery_problem)) == (Delivery.SENT, "mail-delayed")
    assert Conversation.objects.get(pk=reply.conversation_id).turn == Turn.THEIRS
    assert standing_of(ODILE) is None


@pytest.mark.parametrize(
    "forge",
    [
        lambda raw: raw.replace(OURS.encode(), b"<gw.AAAAAAAAAAAAAAAAAAAAAAAA@wrenfield.example>"),
        lambda raw: raw.replace(ODILE.encode(), b"somebody.else@example.org"),
        lambda raw: raw.replace(b"\nMessage-ID: " + OURS.encode(), b""),
    ],
    ids=["an identifier that we never gave", "somebody whom we did not write to", "no identifier"],
)
def test_a_forged_bounce_is_an_automatic_mail_and_no_more(cast: Cast, reply: Message, forge: object) -> None:
    assert callable(forge)
    received = arrives(cast, forge(sample("bounces", "postfix-user-unknown")))

    reply.refresh_from_db()
    assert reply.delivery == Delivery.SENT
    assert received.message is not None
    assert (received.message.is_automatic, received.message.conversation_id != reply.conversation_id) == (True, True)
    assert standing_of(ODILE) is None


def test_a_complaint_is_kept_and_takes_no_turn(cast: Cast, reply: Message) -> None:
    arrives(cast, sample("complaints", "rfc5965"))

    standing = standing_of(ODILE)
    assert standing is not None
    assert standing.complained_at is not None
    assert Conversation.objects.get(pk=reply.conversation_id).turn == Turn.THEIRS


def test_an_old_bounce_that_is_imported_changes_nothing(cast: Cast, reply: Message) -> None:
    raw = sample("bounces", "postfix-user-unknown")
    read_mail(store_mail(raw, mailbox_id=cast.mailbox.pk, source=Source.MBOX, is_history=True).pk)
    reply.refresh_from_db()
    assert (reply.delivery, standing_of(ODILE)) == (Delivery.SENT, None)


def test_a_server_without_an_address_still_is_heard(cast: Cast, reply: Message) -> None:
    received = arrives(cast, sample("bounces", "sendmail-old"))
    reply.refresh_from_db()
    assert (received.problem, reply.delivery) == ("", Delivery.BOUNCED)


def test_a_provider_tells_of_a_bounce(reply: Message) -> None:
    marked = record_bounce(
        recipient=ODILE, message_id_header=OURS.strip("<>"), reason=BounceReason.FULL, status="5.2.2"
    )
    reply.refresh_from_db()
    assert (marked, reply.delivery, code_of(reply.delivery_problem)) == (True, Delivery.BOUNCED, "came-back-full")


def test_a_provider_that_names_no_mail_marks_the_address_alone(reply: Message) -> None:
    assert not record_bounce(recipient=ODILE, reason=BounceReason.NO_MAILBOX, status="5.1.1")
    reply.refresh_from_db()
    standing = standing_of(ODILE)
    assert standing is not None
    assert (reply.delivery, standing.is_hard) == (Delivery.SENT, True)
    record_delivery(recipient=ODILE)
    record_complaint(recipient=ODILE)
    standing.refresh_from_db()
    assert (standing.bounced_at, bool(standing.complained_at)) == (None, True)


def test_mail_handed_in_without_a_sender_is_answered_by_nobody(cast: Cast) -> None:
    stored = store_mail(mail(), mailbox_id=cast.mailbox.pk, source=Source.SMTP, envelope_from="<>")
    received = read_mail(stored.pk)
    assert (received.kind, received.may_be_answered) == (MailKind.AUTOMATIC, False)


def test_what_bears_our_own_mark_raises_the_alarm(cast: Cast) -> None:
    arrives(cast, mail(X_Goodword_Desk="0123456789abcdef"))
    assert not MailboxAlarm.objects.exists()
    arrives(cast, mail(X_Goodword_Desk=desk_mark()))
    assert MailboxAlarm.objects.get().kind == AlarmKind.LOOP


def copied(reply: Message) -> Message:
    """Her neighbour had a copy."""
    reply.recipients = [*reply.recipients, {"kind": "cc", "name": "", "address": "neighbour@example.com"}]
    reply.save(update_fields=["recipients"])
    return reply


def test_whoever_had_a_copy_cannot_speak_for_the_others(cast: Cast, reply: Message) -> None:
    copied(reply)
    arrives(cast, sample("bounces", "postfix-user-unknown"))
    arrives(cast, sample("complaints", "rfc5965"))

    reply.refresh_from_db()
    standing = standing_of(ODILE)
    assert standing is not None
    assert (reply.delivery, standing.is_hard, standing.complained_at) == (Delivery.BOUNCED, False, None)
    mark_undeliverable(ODILE, hard=True, reason="no-mailbox")
    arrives(cast, sample("bounces", "delivered"))
    standing.refresh_from_db()
    assert standing.is_hard


@pytest.mark.parametrize(("domain", "is_hard"), [("wrenfield.example", True), ("example.org", True), ("x.test", False)])
def test_a_server_that_is_vouched_for_can(cast: Cast, reply: Message, domain: str, is_hard: bool) -> None:
    copied(reply)
    connection = Connection.objects.create(mailbox=cast.mailbox, imap_host="imap.wrenfield.example")
    LoopTest.objects.create(connection=connection, signs_as="mx.wrenfield.example")
    raw = sample("bounces", "postfix-user-unknown")
    sender = f"From: MAILER-DAEMON@{domain} (Mail Delivery System)".encode()
    vouched = f"Authentication-Results: mx.wrenfield.example; dkim=pass header.d={domain}\n".encode()
    arrives(cast, vouched + re.sub(rb"(?m)^From: .*$", sender, raw, count=1))

    standing = standing_of(ODILE)
    assert standing is not None
    assert standing.is_hard == is_hard


def test_each_recipient_from_whom_it_came_back_is_told(cast: Cast, reply: Message) -> None:
    copied(reply)
    raw = sample("bounces", "postfix-user-unknown")
    arrives(cast, raw)
    arrives(cast, raw.replace(ODILE.encode(), b"neighbour@example.com") + b"\n")
    reply.refresh_from_db()
    told = reply.came_back or []
    assert [address for address, _problem in told] == [ODILE, "neighbour@example.com"]
    assert all(address in problem for address, problem in told)
