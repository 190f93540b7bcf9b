"""Reply addresses are used only where a test mail went around."""

import pytest

from goodword.channels.email.actions.connecting import connect_mailbox
from goodword.channels.email.actions.looping import ask_for_loop
from goodword.channels.email.actions.reading import read_mail
from goodword.channels.email.actions.taking_in import store_mail
from goodword.channels.email.choices import Source
from goodword.channels.email.jobs.looping import renew_loop_tests
from goodword.channels.email.letters import letter_of
from goodword.channels.email.looping import is_overdue, loop_address, takes_reply_addresses
from goodword.channels.email.models import Connection, LoopTest, OutgoingMail, ReceivedMail
from goodword.channels.email.threading import number_from_reply_address
from goodword.channels.email.transports.imap import ImapAccess
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.models import Conversation, Message
from goodword.core.actor import Actor
from goodword.core.errors import ActionRefused
from goodword.core.jobs.worker import run_due_jobs
from tests.cast import Cast, conversation_with_odile
from tests.channels.email.mails import mail
from tests.channels.email.scripted_relay import ScriptedRelay
from tests.frozen_time import Clock
from tests.timeline import last_event

REPORT = b"Authentication-Results: MX.wrenfield.example; spf=none\n"
RECEIVED = b"Received: from relay.test by store.wrenfield.example; Mon, 2 Nov 2026 10:00:00 -0500\n"
HERE = ImapAccess(host="imap.wrenfield.example", username="pharmacy", secret="secret")


@pytest.fixture
def connection(cast: Cast, adam: Actor, relay: ScriptedRelay) -> Connection:
    """Connected both ways; the test mail has left."""
    made = connect_mailbox(cast.mailbox.pk, by=adam, imap=HERE, smtp=relay.access)
    run_due_jobs()
    return made


def _comes_in(cast: Cast, raw: bytes, source: Source = Source.IMAP, mailbox_id: int = 0) -> ReceivedMail:
    stored = store_mail(raw, mailbox_id=mailbox_id or cast.mailbox.pk, source=source)
    return read_mail(stored.pk)


def test_connecting_asks(cast: Cast, connection: Connection, relay: ScriptedRelay) -> None:
    (sent,) = relay.given

    assert sent["To"] == loop_address("pharmacy@wrenfield.example") != "pharmacy@wrenfield.example"
    assert (sent["From"].addresses[0].addr_spec, sent["Auto-Submitted"]) == (cast.mailbox.address, "auto-generated")
    assert last_event("mailbox.loop-asked").data == {"mailbox_id": cast.mailbox.pk}
    assert not takes_reply_addresses(connection)


def test_one_half_is_not_asked(cast: Cast, adam: Actor, relay: ScriptedRelay) -> None:
    connect_mailbox(cast.mailbox.pk, by=adam, smtp=relay.access)
    run_due_jobs()

    assert relay.given == []
    with pytest.raises(ActionRefused):
        ask_for_loop(cast.mailbox.pk, by=adam)


def test_when_it_comes_in_letters_carry_reply_addresses(
    cast: Cast, connection: Connection, relay: ScriptedRelay
) -> None:
    came = _comes_in(cast, REPORT + RECEIVED + relay.given[0].as_bytes())

    assert (came.reading, came.message, Conversation.objects.count()) == ("read", None, 0)
    assert LoopTest.objects.get().signs_as == "mx.wrenfield.example"
    assert last_event("mailbox.loop-passed").data == {"mailbox_id": cast.mailbox.pk}
    conversation = conversation_with_odile(cast)
    send_reply(conversation.pk, by=Actor.agent(cast.mara.pk), html="<p>Tomorrow.</p>")
    assert number_from_reply_address(letter_of(OutgoingMail.objects.get(), connection).reply_to) == conversation.pk


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (RECEIVED + REPORT, "mx.wrenfield.example"),
        (RECEIVED + REPORT.replace(b"MX.wrenfield.example", b"relay.test"), ""),
        (REPORT, ""),
    ],
    ids=["a neighbour's, below", "a relay's, below", "nobody received it"],
)
def test_only_the_receiving_servers_name_is_learned(
    cast: Cast, connection: Connection, relay: ScriptedRelay, head: bytes, name: str
) -> None:
    _comes_in(cast, head + relay.given[0].as_bytes())

    assert takes_reply_addresses(connection)
    assert LoopTest.objects.get().signs_as == name


def test_until_then_they_carry_none(cast: Cast, connection: Connection, clock: Clock) -> None:
    send_reply(conversation_with_odile(cast).pk, by=Actor.agent(cast.mara.pk), html="<p>Tomorrow.</p>")
    assert letter_of(OutgoingMail.objects.get(), connection).reply_to == ""

    assert not is_overdue(LoopTest.objects.get())
    clock.forward(minutes=31)
    assert is_overdue(LoopTest.objects.get())


def test_a_copy_elsewhere_proves_nothing(cast: Cast, connection: Connection, relay: ScriptedRelay) -> None:
    raw = relay.given[0].as_bytes()
    _comes_in(cast, raw, Source.SENT)
    _comes_in(cast, raw.replace(b"+c0.", b"+x0."))

    assert not takes_reply_addresses(connection)
    assert not Message.objects.exists()


def test_one_that_comes_late_says_nothing_any_more(
    cast: Cast, connection: Connection, adam: Actor, relay: ScriptedRelay
) -> None:
    late = relay.given[0].as_bytes()
    ask_for_loop(cast.mailbox.pk, by=adam)

    assert (_comes_in(cast, late).message, Message.objects.count()) == (None, 0)
    assert not takes_reply_addresses(connection)


def test_nobody_else_can_pass_it(cast: Cast, connection: Connection, relay: ScriptedRelay) -> None:
    forged = mail(To=loop_address(cast.mailbox.address), Message_ID="<gw-loop.AAAAAAAAAAAAAAAAAAAAAAAA@x.example>")

    assert _comes_in(cast, forged).message is not None
    assert not takes_reply_addresses(connection)


def test_a_relay_that_refuses_has_answered(
    cast: Cast, connection: Connection, adam: Actor, relay: ScriptedRelay
) -> None:
    _comes_in(cast, relay.given[0].as_bytes())
    relay.answers_to_recipients.append("550 no such user")
    ask_for_loop(cast.mailbox.pk, by=adam)
    assert takes_reply_addresses(connection)
    run_due_jobs()

    assert not takes_reply_addresses(connection)
    assert "no such user" in LoopTest.objects.get().problem
    assert last_event("mailbox.loop-failed").data == {"mailbox_id": cast.mailbox.pk}


def test_a_server_that_sends_it_back_has_answered(cast: Cast, connection: Connection, relay: ScriptedRelay) -> None:
    original = relay.given[0].as_bytes()
    head = b"From: MAILER-DAEMON@relay.test\nTo: pharmacy@wrenfield.example\nSubject: Undelivered\nMIME-Version: 1.0\n"
    status = (
        b"Reporting-MTA: dns; relay.test\n\nFinal-Recipient: rfc822; " + loop_address(cast.mailbox.address).encode()
    )
    raw = (
        head + b"Content-Type: multipart/report; report-type=delivery-status; boundary=zz\n\n--zz\n\nNot delivered.\n"
        b"--zz\nContent-Type: message/delivery-status\n\n" + status + b"\nAction: failed\nStatus: 5.1.1\n\n"
        b"--zz\nContent-Type: message/rfc822\n\n" + original + b"\n--zz--\n"
    )

    assert _comes_in(cast, raw).message is None
    assert LoopTest.objects.get().problem
    assert not Conversation.objects.exists()


def test_another_connection_proves_nothing_of_the_first(
    cast: Cast, connection: Connection, adam: Actor, relay: ScriptedRelay
) -> None:
    _comes_in(cast, relay.given[0].as_bytes())
    assert takes_reply_addresses(connection)

    connect_mailbox(cast.mailbox.pk, by=adam, imap=HERE, smtp=relay.access)

    assert not takes_reply_addresses(connection)
    run_due_jobs()
    assert len(relay.given) == 2


def test_it_is_asked_again_each_month_and_the_proof_wears_off(
    cast: Cast, connection: Connection, relay: ScriptedRelay, clock: Clock
) -> None:
    _comes_in(cast, relay.given[0].as_bytes())
    renew_loop_tests.func()
    clock.forward(days=31)
    renew_loop_tests.func()
    run_due_jobs()

    assert len(relay.given) == 2
    assert takes_reply_addresses(connection)
    clock.forward(days=5)
    assert not takes_reply_addresses(connection)
