"""Two desks and a responder that answer each other: few mails, and then silence."""

from email.message import EmailMessage

import pytest

from goodword.channels.email.actions.acknowledging import acknowledge_first_contact
from goodword.channels.email.actions.connecting import connect_mailbox
from goodword.channels.email.actions.reading import read_mail
from goodword.channels.email.actions.taking_in import store_mail
from goodword.channels.email.choices import Source
from goodword.conversations.actions.acknowledging import change_acknowledgement
from goodword.conversations.actions.mailboxes import add_mailbox
from goodword.conversations.types import Mailbox
from goodword.core.actor import Actor
from goodword.core.jobs.worker import run_due_jobs
from tests.cast import Cast
from tests.channels.email.mails import mail
from tests.channels.email.scripted_relay import ScriptedRelay
from tests.frozen_time import Clock

pytestmark = pytest.mark.django_db
RESPONDER = "away@responder.example"


@pytest.fixture
def boxes(cast: Cast, adam: Actor, relay: ScriptedRelay) -> dict[str, Mailbox]:
    """Two mailboxes that acknowledge, side by side."""
    care = add_mailbox(by=adam, address="care@wrenfield.example", name="Care", team=None)
    change_acknowledgement(cast.mailbox.pk, by=adam, acknowledges=True, texts={})
    for mailbox in (cast.mailbox, care):
        connect_mailbox(mailbox.pk, by=adam, smtp=relay.access)
    return {mailbox.address: mailbox for mailbox in (cast.mailbox, care)}


def deliver(boxes: dict[str, Mailbox], raw: bytes, to: str) -> None:
    read_mail(store_mail(raw, mailbox_id=boxes[to].pk, source=Source.IMAP).pk)
    run_due_jobs()


def written(relay: ScriptedRelay) -> list[EmailMessage]:
    """The acknowledgements that left; not what administrators were told of a loop."""
    return [given for given in relay.given if given["X-Goodword-Desk"]]


def answer_of(given: EmailMessage, number: int, *, honest: bool) -> bytes:
    """What the responder says to a mail of ours: always the same words, in a thread of its own."""
    headers = {"Auto-Submitted": "auto-replied"} if honest else {}
    return mail(
        "I am travelling and read nothing.", From=RESPONDER, Message_ID=f"<{number}@responder.example>",
        **{name.replace("-", "_"): value for name, value in headers.items()},
    )  # fmt: skip


@pytest.mark.parametrize(("honest", "most"), [(True, 2), (False, 3)])
def test_a_responder_and_two_desks_fall_silent(
    boxes: dict[str, Mailbox], relay: ScriptedRelay, clock: Clock, honest: bool, most: int
) -> None:
    for to in boxes:
        deliver(boxes, mail(f"Hello {to}.", From=RESPONDER, Message_ID=f"<first-{to}>"), to)

    answered = 0
    while answered < len(written(relay)) < 50:
        given = written(relay)[answered]
        answered += 1
        clock.forward(seconds=20)
        deliver(boxes, answer_of(given, answered, honest=honest), str(given["From"].addresses[0].addr_spec))

    assert answered == len(written(relay)) == most


def test_two_mailboxes_of_one_desk_never_answer_each_other(boxes: dict[str, Mailbox], relay: ScriptedRelay) -> None:
    deliver(boxes, mail("Forwarded by a rule.", From="care@wrenfield.example"), "pharmacy@wrenfield.example")
    assert written(relay) == []


def test_two_desks_that_know_nothing_of_each_other(boxes: dict[str, Mailbox], relay: ScriptedRelay) -> None:
    """The acknowledgement itself, sent on to another desk, is never acknowledged: it says what it is."""
    deliver(boxes, mail("Where is it?", From="desk@other.example"), "pharmacy@wrenfield.example")
    (given,) = written(relay)
    given.replace_header("From", "desk@other.example")
    given.replace_header("Message-ID", "<its-own@other.example>")

    deliver(boxes, given.as_bytes(), "care@wrenfield.example")

    assert len(written(relay)) == 1


def test_a_job_that_runs_twice_writes_once(boxes: dict[str, Mailbox], relay: ScriptedRelay) -> None:
    stored = store_mail(mail(), mailbox_id=boxes["pharmacy@wrenfield.example"].pk, source=Source.IMAP)
    message_id = read_mail(stored.pk).message_id
    assert message_id is not None
    assert acknowledge_first_contact(message_id) is not None
    assert acknowledge_first_contact(message_id) is None
    run_due_jobs()
    assert len(written(relay)) == 1
