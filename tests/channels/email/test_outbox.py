"""Replies leave by the outbox: once, in time, and whoever waits for them can see where they are."""

import io
from typing import Any

import pytest

from goodword.channels.email.actions import sending as sending_actions
from goodword.channels.email.actions.connecting import connect_mailbox
from goodword.channels.email.choices import Health, Sending
from goodword.channels.email.jobs.sending import resume_outbox
from goodword.channels.email.models import Connection, MailReference, OutgoingMail
from goodword.conversations.actions.delivery import retry_reply
from goodword.conversations.actions.drafting import attach_file
from goodword.conversations.actions.replying import send_reply, undo_reply
from goodword.conversations.choices import Delivery, DraftKind
from goodword.conversations.types import Conversation, Message
from goodword.core.actor import Actor
from goodword.core.jobs.choices import JobState
from goodword.core.jobs.models import QueuedJob
from goodword.core.jobs.worker import run_due_jobs
from goodword.core.problems import say_problem
from goodword.notifications.actions.habits import choose_paths
from goodword.notifications.choices import Matter
from goodword.notifications.defaults import Paths
from tests.cast import Cast
from tests.channels.email.scripted_relay import BREAKS_OFF, ScriptedRelay
from tests.frozen_time import Clock
from tests.timeline import kinds


@pytest.fixture(autouse=True)
def no_mail_about_mail(mara: Actor) -> None:
    """Whoever wrote hears of a failure in the desk only: this relay's mail is what was written."""
    choose_paths(by=mara, paths={Matter.UNDELIVERED: Paths(app=True)})


@pytest.fixture
def connected(cast: Cast, adam: Actor, relay: ScriptedRelay) -> Connection:
    return connect_mailbox(cast.mailbox.pk, by=adam, smtp=relay.access)


@pytest.fixture
def reply(connected: Connection, conversation: Conversation, mara: Actor) -> Message:
    return send_reply(conversation.pk, by=mara, html="<p>The courier lost it. A <b>new</b> box leaves today.</p>")


def leave(clock: Clock, **delta: float) -> None:
    clock.forward(**(delta or {"seconds": 10}))
    run_due_jobs()


def state(message: Message) -> tuple[str, str]:
    message.refresh_from_db()
    return OutgoingMail.objects.get(message=message).sending, message.delivery


def test_a_reply_leaves_after_ten_seconds_and_not_before(reply: Message, relay: ScriptedRelay, clock: Clock) -> None:
    leave(clock, seconds=9)
    assert (relay.given, state(reply)) == ([], (Sending.WAITING, Delivery.QUEUED))

    leave(clock, seconds=1)

    assert (len(relay.given), state(reply)) == (1, (Sending.SENT, Delivery.SENT))
    assert "reply.sent" in kinds(reply.conversation_id)


def test_the_customer_gets_a_whole_letter(reply: Message, relay: ScriptedRelay, clock: Clock) -> None:
    leave(clock)

    (mail,) = relay.given
    outgoing = OutgoingMail.objects.get(message=reply)
    assert mail["From"] == "Pharmacy line <pharmacy@wrenfield.example>"
    assert mail["To"] == "Odile Hartwell <o.hartwell@example.org>"
    assert mail["Subject"] == "Re: The dressings did not come Friday"
    assert mail["Message-ID"] == outgoing.message_id_header
    text, html = (mail.get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None
    assert html is not None
    assert "A new box leaves today.\r\n\r\nOdile Hartwell wrote on " in text.get_content()
    assert "> I waited in all Friday afternoon." in text.get_content()
    assert "<b>new</b>" in html.get_content() or "<strong>new</strong>" in html.get_content()


def test_an_answer_to_it_will_find_the_conversation(reply: Message) -> None:
    outgoing = OutgoingMail.objects.get(message=reply)

    assert MailReference.objects.get(message=reply).message_id_header == outgoing.message_id_header
    assert outgoing.message_id_header.startswith("<gw.")
    assert outgoing.message_id_header.endswith("@wrenfield.example>")


def test_it_is_threaded_below_what_was_said_before(
    conversation: Conversation, reply: Message, relay: ScriptedRelay, clock: Clock
) -> None:
    letter = conversation.messages.get(direction="in")
    MailReference.objects.create(message=letter, message_id_header="<her-own@example.org>")

    leave(clock)

    assert relay.given[0]["In-Reply-To"] == relay.given[0]["References"] == "<her-own@example.org>"


def test_a_reply_taken_back_never_leaves(reply: Message, mara: Actor, relay: ScriptedRelay, clock: Clock) -> None:
    clock.forward(seconds=9)
    undo_reply(reply.pk, by=mara)

    leave(clock, minutes=5)

    assert (relay.given, OutgoingMail.objects.count(), MailReference.objects.count()) == ([], 0, 0)


def test_files_come_along_to_the_byte(
    connected: Connection, conversation: Conversation, mara: Actor, relay: ScriptedRelay, clock: Clock
) -> None:
    content = b"one\r\ntwo\n\xff"
    attach_file(conversation.pk, by=mara, kind=DraftKind.REPLY, filename="Bücher.txt", content_type="text/plain",
                content=io.BytesIO(content))  # fmt: skip
    send_reply(conversation.pk, by=mara, html="<p>Here.</p>")

    leave(clock)

    (file,) = relay.given[0].iter_attachments()
    assert (file.get_filename(), file.get_payload(decode=True)) == ("Bücher.txt", content)


def test_an_image_in_the_text_travels_inside_the_mail(
    connected: Connection, conversation: Conversation, mara: Actor, relay: ScriptedRelay, clock: Clock
) -> None:
    image = attach_file(conversation.pk, by=mara, kind=DraftKind.REPLY, filename="p.png", content_type="image/png",
                        content=io.BytesIO(b"\x89PNG"))  # fmt: skip
    stranger = image.pk + 1
    send_reply(conversation.pk, by=mara, html=f'<p><img src="/files/{image.pk}"><img src="/files/{stranger}"></p>')

    leave(clock)

    (mail,) = relay.given
    (inside,) = [part for part in mail.walk() if part["Content-ID"]]
    html = mail.get_body(("html",))
    assert html is not None
    assert f'src="cid:{inside["Content-ID"].strip("<>")}"' in html.get_content()
    assert (inside.get_content(), list(mail.iter_attachments())) == (b"\x89PNG", [])
    assert f'src="/files/{stranger}"' in html.get_content()  # another's file goes nowhere


def test_a_busy_relay_is_tried_again(reply: Message, relay: ScriptedRelay, clock: Clock) -> None:
    relay.answers_to_data.append("451 come back later")
    leave(clock)
    assert state(reply) == (Sending.WAITING, Delivery.QUEUED)
    assert "come back later" in reply.delivery_problem

    leave(clock, minutes=2)

    assert (len(relay.given), state(reply)) == (2, (Sending.SENT, Delivery.SENT))
    assert reply.delivery_problem == ""
    assert relay.given[0]["Message-ID"] == relay.given[1]["Message-ID"]


def test_after_two_days_it_has_failed(
    reply: Message, connected: Connection, relay: ScriptedRelay, clock: Clock
) -> None:
    relay.answers_to_recipients.extend(["451 greylisted"] * 200)
    for _ in range(110):
        leave(clock, minutes=31)

    assert state(reply) == (Sending.FAILED, Delivery.FAILED)
    assert "greylisted" in reply.delivery_problem


def test_a_refusal_is_final_and_said_in_the_servers_words(
    reply: Message, connected: Connection, relay: ScriptedRelay, clock: Clock
) -> None:
    relay.answers_to_recipients.append("550 5.1.1 no such person")
    leave(clock)
    leave(clock, hours=5)

    assert (relay.given, state(reply)) == ([], (Sending.FAILED, Delivery.FAILED))
    assert "no such person" in reply.delivery_problem
    connected.refresh_from_db()
    assert connected.sending != Health.FAILING  # the relay is well; the address is wrong


def test_a_failed_reply_can_be_tried_again(reply: Message, mara: Actor, relay: ScriptedRelay, clock: Clock) -> None:
    relay.answers_to_recipients.append("550 mailbox full")
    leave(clock)

    retry_reply(reply.pk, by=mara)
    run_due_jobs()

    assert (len(relay.given), state(reply)) == (1, (Sending.SENT, Delivery.SENT))


def test_without_a_relay_the_agent_is_told_what_to_do(conversation: Conversation, mara: Actor, clock: Clock) -> None:
    reply = send_reply(conversation.pk, by=mara, html="<p>Tomorrow.</p>")
    leave(clock)

    assert state(reply) == (Sending.FAILED, Delivery.FAILED)
    assert "pharmacy@wrenfield.example" in reply.delivery_problem


def test_an_unreachable_relay_is_the_connections_problem(
    reply: Message, connected: Connection, relay: ScriptedRelay, clock: Clock
) -> None:
    Connection.objects.update(smtp_host="relay.invalid", smtp_security="starttls")
    leave(clock)
    connected.refresh_from_db()
    assert (state(reply), connected.sending) == ((Sending.WAITING, Delivery.QUEUED), Health.FAILING)
    assert "relay.invalid" in connected.sending_problem

    Connection.objects.update(smtp_host="127.0.0.1", smtp_security="none")
    leave(clock, minutes=2)

    connected.refresh_from_db()
    assert (state(reply), connected.sending) == ((Sending.SENT, Delivery.SENT), Health.WORKING)


def test_a_lost_key_is_the_connections_problem(
    reply: Message, connected: Connection, relay: ScriptedRelay, clock: Clock
) -> None:
    Connection.objects.update(smtp_username="desk", smtp_secret="encrypted with another key")
    leave(clock)

    connected.refresh_from_db()
    assert (state(reply), connected.sending) == ((Sending.WAITING, Delivery.QUEUED), Health.FAILING)


class Crash(BaseException):
    """The process ends here."""


def crash_before(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_args: Any, **_kwargs: Any) -> None:
        monkeypatch.undo()
        raise Crash

    monkeypatch.setattr(f"goodword.channels.email.jobs.sending.{name}", crash)


def test_a_crash_after_data_sends_once_more_under_the_same_id_and_says_so(
    reply: Message, relay: ScriptedRelay, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    crash_before("finish_mail", monkeypatch)
    with pytest.raises(Crash):
        leave(clock)
    assert state(reply) == (Sending.SENDING, Delivery.SENDING)

    leave(clock, minutes=2)
    leave(clock, hours=2)

    assert [mail["Message-ID"] for mail in relay.given] == [relay.given[0]["Message-ID"]] * 2
    assert OutgoingMail.objects.get(message=reply).may_have_arrived_twice
    assert state(reply) == (Sending.SENT, Delivery.SENT)
    assert reply.may_have_arrived_twice  # what the agent reads below the letter


def test_a_crash_before_data_is_no_doubt_at_all(
    reply: Message, relay: ScriptedRelay, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    crash_before("begin_handing_over", monkeypatch)
    with pytest.raises(Crash):
        leave(clock)

    leave(clock, minutes=2)

    assert (len(relay.given), state(reply)) == (1, (Sending.SENT, Delivery.SENT))
    assert not OutgoingMail.objects.get(message=reply).may_have_arrived_twice


def test_an_answer_lost_twice_is_left_to_the_agent(reply: Message, relay: ScriptedRelay, clock: Clock) -> None:
    relay.answers_to_data.extend([BREAKS_OFF] * 9)
    for _ in range(9):
        leave(clock, minutes=31)

    assert (len(relay.given), state(reply)) == (2, (Sending.FAILED, Delivery.FAILED))
    assert "probably arrived" in say_problem(reply.delivery_problem)


def test_after_a_lost_answer_an_unreachable_relay_does_not_forget_the_doubt(
    reply: Message, relay: ScriptedRelay, clock: Clock
) -> None:
    relay.answers_to_data.append(BREAKS_OFF)
    leave(clock)
    relay.answers_to_recipients.append("451 not now")
    leave(clock, minutes=31)
    assert state(reply)[0] == Sending.SENDING

    leave(clock, minutes=31)

    assert (len(relay.given), state(reply)) == (2, (Sending.SENT, Delivery.SENT))
    assert OutgoingMail.objects.get(message=reply).may_have_arrived_twice


def test_two_workers_hand_it_over_once(
    reply: Message, relay: ScriptedRelay, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    outgoing = OutgoingMail.objects.get(message=reply)
    clock.forward(seconds=10)

    assert sending_actions.begin_handing_over(outgoing)
    assert not sending_actions.begin_handing_over(outgoing)


@pytest.mark.parametrize("address", ["rené@example.org", "two words@example.org", "nobody", 'a"b@example.org'])
def test_an_address_no_relay_takes_is_said_at_once(
    reply: Message, relay: ScriptedRelay, clock: Clock, address: str
) -> None:
    reply.recipients[0]["address"] = address
    reply.save(update_fields=["recipients"])

    leave(clock)

    assert (relay.given, state(reply)) == ([], (Sending.FAILED, Delivery.FAILED))
    assert "address" in say_problem(reply.delivery_problem)


def test_a_reply_whose_job_was_given_up_is_taken_up_again(reply: Message, relay: ScriptedRelay, clock: Clock) -> None:
    QueuedJob.objects.update(state=JobState.DEAD)
    leave(clock, minutes=10)
    assert relay.given == []

    resume_outbox.enqueue()
    run_due_jobs()

    assert (len(relay.given), state(reply)) == (1, (Sending.SENT, Delivery.SENT))


def test_a_reply_that_waits_its_turn_is_left_alone(reply: Message, relay: ScriptedRelay, clock: Clock) -> None:
    relay.answers_to_recipients.extend(["451 greylisted"] * 4)
    for _ in range(4):
        leave(clock, minutes=31)
    before = QueuedJob.objects.filter(state=JobState.READY).values_list("pk", "run_at")[:]

    resume_outbox.func()

    assert list(before) == list(QueuedJob.objects.filter(state=JobState.READY).values_list("pk", "run_at"))
    assert len(before) == 1
