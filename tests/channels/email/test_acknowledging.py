"""The acknowledgement of a first mail: who gets one, who does not, and what it looks like when it leaves."""

import pytest

from goodword.channels.email.actions.connecting import connect_mailbox
from goodword.channels.email.actions.reading import read_mail
from goodword.channels.email.actions.taking_in import store_mail
from goodword.channels.email.choices import AlarmKind, HeldBack, Source
from goodword.channels.email.models import Connection, MailboxAlarm
from goodword.channels.email.types import ReceivedMail
from goodword.conversations.actions.acknowledging import change_acknowledgement
from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.choices import MadeBy, Turn
from goodword.conversations.types import Message
from goodword.core.actor import SYSTEM, Actor
from goodword.core.jobs.worker import run_due_jobs
from tests.cast import Cast, odile
from tests.channels.email.mails import SAMPLES, mail
from tests.channels.email.reading.test_forwarding import GMAIL
from tests.channels.email.scripted_relay import ScriptedRelay
from tests.frozen_time import Clock
from tests.timeline import kinds, last_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def connection(cast: Cast, relay: ScriptedRelay, adam: Actor) -> Connection:
    """The pharmacy line acknowledges, and its mail leaves through the scripted relay."""
    change_acknowledgement(cast.mailbox.pk, by=adam, acknowledges=True, texts={})
    return connect_mailbox(cast.mailbox.pk, by=adam, smtp=relay.access)


def arrives(cast: Cast, raw: bytes, **more: object) -> ReceivedMail:
    received = read_mail(store_mail(raw, mailbox_id=cast.mailbox.pk, source=Source.IMAP, **more).pk)  # type: ignore[arg-type]
    run_due_jobs()
    return received


def acknowledgements() -> list[Message]:
    return list(Message.objects.filter(made_by=MadeBy.DESK).order_by("pk"))


@pytest.mark.usefixtures("connection")
def test_a_first_mail_is_acknowledged_once_and_the_turn_stays_ours(cast: Cast, relay: ScriptedRelay) -> None:
    message = arrives(cast, mail(Message_ID="<a@example.org>")).message
    assert message is not None
    conversation = message.conversation

    (written,) = acknowledgements()
    conversation.refresh_from_db()
    assert (conversation.turn, conversation.waiting_since, conversation.preview) == (
        Turn.OURS, message.at, "Where is my order?",
    )  # fmt: skip
    (letter,) = relay.given
    assert (letter["To"], letter["In-Reply-To"]) == ("Odile Hartwell <o.hartwell@example.org>", "<a@example.org>")
    assert (letter["Subject"], letter["Auto-Submitted"]) == (f"Re: My order [#{conversation.pk}]", "auto-replied")
    assert (letter["X-Auto-Response-Suppress"], len(letter["X-Goodword-Desk"])) == ("All", 16)
    assert f"#{conversation.pk}" in written.body.text
    assert "Where is my order?" not in letter.as_string()

    arrives(cast, mail("And my bandages?", In_Reply_To="<a@example.org>"))
    assert len(acknowledgements()) == 1


@pytest.mark.parametrize(
    "raw",
    [path.read_bytes() for path in sorted((SAMPLES / "automatic").glob("*.eml"))]
    + [(SAMPLES / "people" / f"{name}.eml").read_bytes() for name in ("google-group", "spam-flag", "noreply-form")],
)
def test_programs_lists_and_spam_are_never_answered(cast: Cast, connection: Connection, raw: bytes) -> None:
    if b"Contact form" in raw:
        raw = raw.replace(b"Reply-To: odile@example.org\n", b"")
    arrives(cast, raw)
    assert not acknowledgements()


def test_nor_history_nor_what_lay_for_days(cast: Cast, connection: Connection, clock: Clock) -> None:
    old = clock.now()
    clock.forward(days=2)
    arrives(cast, mail("Old."), is_history=True)
    arrives(cast, mail("Late."), received_at=old)
    assert not acknowledgements()


def test_nor_when_the_mailbox_does_not_or_the_matter_is_closed(cast: Cast, connection: Connection, adam: Actor) -> None:
    stored = store_mail(mail(), mailbox_id=cast.mailbox.pk, source=Source.IMAP)
    message = read_mail(stored.pk).message
    assert message is not None
    close_conversation(message.conversation_id, by=SYSTEM)
    run_due_jobs()
    change_acknowledgement(cast.mailbox.pk, by=adam, acknowledges=False, texts={})
    arrives(cast, mail("Another matter."))
    assert not acknowledgements()


def test_nor_whoever_wrote_what_a_colleague_forwards(cast: Cast, connection: Connection, relay: ScriptedRelay) -> None:
    Connection.objects.filter(pk=connection.pk).update(imap_host="imap.gmail.com")
    vouched = "mx.google.com; dmarc=pass header.from=wrenfield.example"
    sender = {"From": "Mara <mara@wrenfield.example>", "Authentication_Results": vouched}

    message = arrives(cast, mail(GMAIL, Subject="Fwd: The dressings", **sender)).message

    assert message is not None
    assert message.sender_address == "o.hartwell@example.org"
    assert (acknowledgements(), relay.given) == ([], [])


def test_an_address_that_asks_for_answers_learns_no_name(
    cast: Cast, connection: Connection, relay: ScriptedRelay
) -> None:
    odile()
    arrives(cast, mail(From="o.hartwell@example.org", Reply_To="somebody@elsewhere.example"))

    (letter,) = relay.given
    assert letter["To"] == "somebody@elsewhere.example"
    assert "Odile" not in letter.as_string()


def test_what_is_held_back_is_said(cast: Cast, connection: Connection) -> None:
    for n in range(4):
        received = arrives(cast, mail(f"Matter number {n}"))
    assert received.message is not None
    assert len(acknowledgements()) == 3
    assert last_event("acknowledgement.held-back").data == {"reason": HeldBack.ADDRESS_HOUR}
    assert "acknowledgement.held-back" in kinds(received.message.conversation_id)


def test_a_responder_that_hides_ends_after_two_and_raises_the_alarm(cast: Cast, connection: Connection) -> None:
    """It answers each of our mails as a person would, with nothing that betrays it, and begins anew each time."""
    arrives(cast, mail("Where is my order?"))
    for n in range(6):
        arrives(
            cast, mail("I am not here. Somebody will answer you.", Message_ID=f"<r{n}@example.org>", Subject="Away")
        )
    assert len(acknowledgements()) == 2
    assert MailboxAlarm.objects.get().kind == AlarmKind.LOOP


@pytest.mark.usefixtures("connection")
def test_a_strangers_advertisement_is_not_spread(cast: Cast, relay: ScriptedRelay) -> None:
    lure = "You won: https://bad.example/x"
    arrives(cast, mail(Subject=lure, From=f'"{lure}" <victim@example.org>'))
    letter = relay.given[0].as_string()
    assert "bad.example" not in letter
    assert "Subject: Re: Your message [#" in letter
    assert len(acknowledgements()) == 1
