"""What another mail program sent from the mailbox stands in its conversation, and nothing leaves."""

import pytest

from goodword.channels.email.actions.reading import read_mail
from goodword.channels.email.actions.sending import requeue_mail
from goodword.channels.email.actions.taking_in import store_mail
from goodword.channels.email.choices import Reading, Source
from goodword.channels.email.models import OutgoingMail, ReceivedMail, UnplacedSent
from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.choices import Delivery, Direction, MadeBy, State, Turn
from goodword.conversations.models import Conversation, Message
from goodword.core.actor import Actor
from goodword.core.clock import now
from tests.cast import Cast
from tests.channels.email.mails import mail
from tests.frozen_time import Clock
from tests.timeline import last_event

pytestmark = pytest.mark.django_db

DESK = "pharmacy@wrenfield.example"
ODILE = "o.hartwell@example.org"


def letter(**headers: str) -> bytes:
    known = {"From": f"Odile <{ODILE}>", "To": DESK, "Subject": "The dressings", "Message-ID": "<q1@example.org>"}
    names = {**known, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return mail(**{name.replace("-", "_"): value for name, value in names.items()})


def arrives(cast: Cast, source: Source = Source.IMAP, **headers: str) -> ReceivedMail:
    return read_mail(store_mail(letter(**headers), mailbox_id=cast.mailbox.pk, source=source).pk)


def sent(cast: Cast, **headers: str) -> ReceivedMail:
    usual = {"From": f"Pharmacy <{DESK}>", "To": ODILE, "Subject": "Re: The dressings", "Message_ID": "<s1@phone>"}
    return arrives(cast, Source.SENT, **{**usual, **headers})


def test_a_reply_sent_elsewhere_answers(cast: Cast, clock: Clock) -> None:
    asked = arrives(cast).message
    clock.forward(minutes=5)

    message = sent(cast, In_Reply_To="<q1@example.org>").message

    assert asked is not None
    assert message is not None
    assert (message.direction, message.made_by, message.delivery) == (Direction.OUT, MadeBy.ELSEWHERE, Delivery.SENT)
    assert (message.conversation_id, message.agent) == (asked.conversation_id, None)
    assert message.conversation.turn == Turn.THEIRS
    event = last_event("reply.sent-elsewhere")
    assert (event.conversation_id, event.data["answers"]) == (asked.conversation_id, True)
    assert not OutgoingMail.objects.exists()


def test_the_copy_of_a_letter_that_was_sent_again_is_ours(cast: Cast) -> None:
    asked = arrives(cast).message
    assert asked is not None
    reply = send_reply(asked.conversation_id, by=Actor.agent(cast.mara.pk), html="<p>Tomorrow.</p>")
    first = OutgoingMail.objects.get().message_id_header
    OutgoingMail.objects.update(sent_at=now())
    assert requeue_mail(reply.pk).message_id_header != first

    copy = sent(cast, Message_ID=first, In_Reply_To="<q1@example.org>")

    assert (copy.reading, copy.message, Message.objects.count()) == (Reading.READ, None, 2)


def test_a_customer_who_wrote_since_waits_still(cast: Cast, clock: Clock) -> None:
    arrives(cast)
    clock.forward(minutes=5)
    stored = store_mail(
        letter(From=DESK, To=ODILE, Message_ID="<s1@phone>", In_Reply_To="<q1@example.org>"),
        mailbox_id=cast.mailbox.pk, source=Source.SENT,
    )  # fmt: skip
    clock.forward(minutes=5)
    arrives(cast, Message_ID="<q2@example.org>", In_Reply_To="<q1@example.org>")

    read_mail(stored.pk)

    assert Conversation.objects.get().turn == Turn.OURS


def test_a_letter_to_somebody_else_answers_nobody(cast: Cast, clock: Clock) -> None:
    arrives(cast)
    clock.forward(minutes=5)

    message = sent(cast, To="doctor@clinic.example", In_Reply_To="<q1@example.org>").message

    assert message is not None
    assert message.conversation.turn == Turn.OURS


def test_a_closed_matter_stays_closed(cast: Cast, clock: Clock) -> None:
    asked = arrives(cast).message
    assert asked is not None
    close_conversation(asked.conversation_id, by=Actor.agent(cast.mara.pk))
    clock.forward(minutes=5)
    sent(cast, In_Reply_To="<q1@example.org>")
    assert Conversation.objects.get().state == State.CLOSED


def test_who_claims_to_be_us_is_a_customer_like_any_other(cast: Cast) -> None:
    arrives(cast)

    forged = arrives(cast, From=DESK, To=DESK, Message_ID="<f@evil>", In_Reply_To="<q1@example.org>").message

    assert forged is None or (forged.direction, forged.made_by) == (Direction.IN, MadeBy.CUSTOMER)
    assert not Message.objects.filter(made_by=MadeBy.ELSEWHERE).exists()


def test_a_private_letter_of_the_same_account_stays_private(cast: Cast) -> None:
    arrives(cast)

    received = sent(cast, From="Somebody <private@wrenfield.example>", In_Reply_To="<q1@example.org>")

    assert (received.reading, received.message) == (Reading.READ, None)
    assert not UnplacedSent.objects.exists()


def test_a_letter_without_a_thread_goes_by_the_one_it_was_sent_to(cast: Cast, clock: Clock) -> None:
    asked = arrives(cast).message
    clock.forward(minutes=5)

    message = sent(cast, Subject="Your dressings come today").message

    assert asked is not None
    assert message is not None
    assert message.conversation_id == asked.conversation_id


def test_two_open_matters_are_not_guessed_between(cast: Cast, clock: Clock) -> None:
    arrives(cast)
    arrives(cast, Message_ID="<q2@example.org>", Subject="The invoice")
    clock.forward(minutes=5)
    assert sent(cast, Subject="Good morning").message is None


def test_a_first_letter_to_somebody_unknown_opens_nothing_until_they_answer(cast: Cast, clock: Clock) -> None:
    first = sent(cast, To="new@example.net", Subject="Your enquiry")
    assert (first.message, Conversation.objects.count()) == (None, 0)
    clock.forward(hours=1)

    answer = arrives(cast, From="new@example.net", Message_ID="<n1@x>", In_Reply_To="<s1@phone>").message

    first.refresh_from_db()
    assert answer is not None
    assert first.message is not None
    assert first.message.conversation_id == answer.conversation_id
    assert first.message.at < answer.at
    assert answer.conversation.turn == Turn.OURS


def test_an_answer_by_somebody_it_was_not_sent_to_brings_nothing_in(cast: Cast, clock: Clock) -> None:
    sent(cast, To="new@example.net")
    clock.forward(hours=1)

    arrives(cast, From="stranger@example.net", Message_ID="<n1@x>", In_Reply_To="<s1@phone>")

    assert Message.objects.count() == 1
    assert UnplacedSent.objects.exists()


def test_the_answer_to_a_letter_sent_elsewhere_continues(cast: Cast, clock: Clock) -> None:
    arrives(cast)
    clock.forward(minutes=5)
    sent(cast, In_Reply_To="<q1@example.org>")
    clock.forward(minutes=5)

    arrives(cast, Message_ID="<q2@example.org>", In_Reply_To="<s1@phone>")

    assert Conversation.objects.get().messages.count() == 3
