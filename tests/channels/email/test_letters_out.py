"""What stands in a reply besides its words, and who gets it."""

import io
from email.message import EmailMessage

import pytest

from goodword.accounts.actions.details import change_my_signature
from goodword.channels.email.actions.connecting import connect_mailbox
from goodword.channels.email.models import Connection, MailReference, OutgoingMail
from goodword.conversations.actions.drafting import attach_file
from goodword.conversations.actions.readdressing import send_again
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.choices import Delivery, DraftKind
from goodword.conversations.envelopes import Envelope, typed_recipients
from goodword.conversations.models import FileLink, MessageBody
from goodword.conversations.sent_files import sent_file_address
from goodword.conversations.types import Conversation, Message
from goodword.core.actor import Actor
from goodword.core.jobs.worker import run_due_jobs
from goodword.core.problems import say_problem
from goodword.people.actions.recognizing import recognize_customer
from goodword.people.actions.standing import mark_undeliverable
from tests.cast import Cast, letter
from tests.channels.email.scripted_relay import BREAKS_OFF, ScriptedRelay
from tests.frozen_time import Clock


@pytest.fixture
def connected(cast: Cast, adam: Actor, relay: ScriptedRelay) -> Connection:
    return connect_mailbox(cast.mailbox.pk, by=adam, smtp=relay.access)


def leave(clock: Clock, relay: ScriptedRelay, **delta: float) -> EmailMessage:
    clock.forward(**(delta or {"seconds": 10}))
    run_due_jobs()
    return relay.given[-1]


def body(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def addressed(conversation: Conversation, by: Actor, **kinds: str) -> Message:
    chosen = [one for kind, text in kinds.items() for one in typed_recipients(kind, text)]  # type: ignore[arg-type]
    return send_reply(conversation.pk, by=by, html="<p>Yes.</p>", envelope=Envelope(recipients=tuple(chosen)))


def test_a_hidden_copy_arrives_and_is_written_nowhere(
    connected: Connection, conversation: Conversation, mara: Actor, relay: ScriptedRelay, clock: Clock
) -> None:
    addressed(conversation, mara, to="o.hartwell@example.org", cc="ines@example.org", bcc="boss@example.org")

    mail = leave(clock, relay)

    assert relay.recipients[-1] == ["o.hartwell@example.org", "ines@example.org", "boss@example.org"]
    assert (mail["Cc"], "boss" in mail.as_string(), mail["Bcc"]) == ("ines@example.org", False, None)


def test_a_persons_reply_says_nothing_of_machines(
    connected: Connection, conversation: Conversation, mara: Actor, relay: ScriptedRelay, clock: Clock
) -> None:
    send_reply(conversation.pk, by=mara, html="<p>Yes.</p>")
    mail = leave(clock, relay)
    for header in ("Auto-Submitted", "X-Auto-Response-Suppress", "Precedence", "List-Id", "X-Goodword-Desk"):
        assert mail[header] is None


def test_the_signature_stands_above_the_quote(
    connected: Connection, conversation: Conversation, mara: Actor, relay: ScriptedRelay, clock: Clock
) -> None:
    change_my_signature(by=mara, title="", html="<p>Mara<br>555 0134</p>")
    send_reply(conversation.pk, by=mara, html="<p>Yes.</p>")

    mail = leave(clock, relay)

    assert body(mail, "plain").startswith("Yes.\n\n-- \nMara\n555 0134\n\nOdile Hartwell wrote on")
    html = body(mail, "html")
    assert html.index("Yes.") < html.index("555 0134") < html.index("<blockquote")


def test_the_history_is_quoted_as_it_looked_without_pictures_or_older_quotes(
    connected: Connection, conversation: Conversation, mara: Actor, relay: ScriptedRelay, clock: Clock
) -> None:
    MessageBody.objects.filter(message__conversation=conversation).update(
        html='<p>I <b>waited</b>.<img src="cid:x"></p><details class="quoted"><summary>…</summary>older</details>'
    )
    send_reply(conversation.pk, by=mara, html="<p>Yes.</p>")

    html = body(leave(clock, relay), "html")

    quoted = html[html.index("<blockquote") :]
    assert "I <b>waited</b>." in quoted
    assert "<img" not in quoted
    assert "older" not in quoted


@pytest.mark.usefixtures("connected")
def test_a_quote_opens_no_page_of_the_customers_to_whoever_has_a_copy(
    conversation: Conversation, mara: Actor, relay: ScriptedRelay, clock: Clock
) -> None:
    token = f"12-3~{'k3JYx-0a_9Qm1TnRzPq7sLwV'}"
    link = f"https://desk.example/matter/{token}"
    body_of = MessageBody.objects.filter(message__conversation=conversation)
    body_of.update(text=f"See {link} please.", html=f'<p>See <a href="{link}">{link}</a> please.</p>', quoted_from=999)
    addressed(conversation, mara, to="Odile <o.hartwell@example.org>", cc="Ines <ines@example.org>")

    mail = leave(clock, relay)

    assert "> See https://desk.example/matter/… please." in body(mail, "plain")
    assert "k3JYx" not in body(mail, "plain") + body(mail, "html")
    assert "matter/…" in body(mail, "html")


@pytest.mark.usefixtures("connected")
def test_what_somebody_else_wrote_in_between_is_quoted_to_them_only(
    cast: Cast, conversation: Conversation, mara: Actor, relay: ScriptedRelay, clock: Clock
) -> None:
    ines = recognize_customer(address="ines@example.org", name="Ines")
    hers = {"sender_address": "ines@example.org", "text": "Do not tell her."}
    receive_message(letter(cast, ines, conversation_id=conversation.pk, **hers))

    send_reply(conversation.pk, by=mara, html="<p>No.</p>")
    to_odile = leave(clock, relay)
    addressed(conversation, mara, to="Ines <ines@example.org>")
    to_ines = leave(clock, relay)

    assert "Do not tell her" not in to_odile.as_string()
    assert "> I waited in all Friday" in body(to_odile, "plain")
    assert "> Do not tell her." in body(to_ines, "plain")


def test_without_history_nothing_is_quoted(
    connected: Connection, conversation: Conversation, mara: Actor, relay: ScriptedRelay, clock: Clock
) -> None:
    send_reply(conversation.pk, by=mara, html="<p>Yes.</p>", envelope=Envelope(with_history=False))
    mail = leave(clock, relay)
    assert "waited in all Friday" not in mail.as_string()
    assert mail["Subject"] == "Re: The dressings did not come Friday"


def test_a_large_file_is_a_link_in_both_forms(
    connected: Connection, conversation: Conversation, mara: Actor, relay: ScriptedRelay, clock: Clock
) -> None:
    for name, size in (("scan.pdf", 15 * 1024 * 1024), ("slip.pdf", 9)):
        attach_file(conversation.pk, by=mara, kind=DraftKind.REPLY, filename=name, content_type="application/pdf",
                    content=io.BytesIO(b"x" * size))  # fmt: skip
    send_reply(conversation.pk, by=mara, html="<p>Here.</p>")

    mail = leave(clock, relay)

    address = sent_file_address(FileLink.objects.get())
    assert [part.get_filename() for part in mail.iter_attachments()] == ["slip.pdf"]
    assert f"scan.pdf (15.0\xa0MB), to be fetched until Dec. 2, 2026:\n{address}" in body(mail, "plain")
    assert f'href="{address}"' in body(mail, "html")


def test_a_reply_that_came_back_leaves_anew_for_another_address(
    connected: Connection, conversation: Conversation, mara: Actor, relay: ScriptedRelay, clock: Clock
) -> None:
    reply = send_reply(conversation.pk, by=mara, html="<p>Yes.</p>")
    first = leave(clock, relay)["Message-ID"]
    Message.objects.filter(pk=reply.pk).update(delivery=Delivery.BOUNCED)

    send_again(reply.pk, by=mara, to=typed_recipients("to", "odile@example.net"))
    mail = leave(clock, relay)

    assert (mail["To"], mail["Message-ID"] != first) == ("odile@example.net", True)
    assert MailReference.objects.filter(message=reply).count() == 2  # an answer to either finds the conversation


def test_whoever_has_a_copy_gets_no_second_one_but_those_from_whom_it_came_back(
    connected: Connection, conversation: Conversation, mara: Actor, relay: ScriptedRelay, clock: Clock
) -> None:
    reply = addressed(conversation, mara, to="odile@example.org", cc="dana@example.org, gone@example.org")
    leave(clock, relay)
    Message.objects.filter(pk=reply.pk).update(delivery=Delivery.BOUNCED)
    mark_undeliverable("gone@example.org", hard=True, reason="no-mailbox")

    send_again(reply.pk, by=mara, to=typed_recipients("to", "odile@example.net"))
    mail = leave(clock, relay)

    assert relay.recipients[-1] == ["odile@example.net", "gone@example.org"]
    assert mail["Cc"] == "dana@example.org, gone@example.org"


def test_what_may_be_there_already_goes_out_under_another_id_when_the_agent_insists(
    connected: Connection, conversation: Conversation, mara: Actor, relay: ScriptedRelay, clock: Clock
) -> None:
    reply = send_reply(conversation.pk, by=mara, html="<p>Yes.</p>")
    relay.answers_to_data.extend([BREAKS_OFF] * 2)
    for _ in range(3):
        leave(clock, relay, minutes=31)

    send_again(reply.pk, by=mara)
    leave(clock, relay)

    ids = [mail["Message-ID"] for mail in relay.given]
    assert (ids[0] == ids[1], ids[1] != ids[2], len(ids)) == (True, True, 3)
    assert not OutgoingMail.objects.get().may_have_arrived_twice


def test_letters_of_other_alphabets_need_a_relay_that_can(
    connected: Connection, conversation: Conversation, mara: Actor, relay: ScriptedRelay, clock: Clock
) -> None:
    reply = addressed(conversation, mara, to="jürgen@bücher.example")
    clock.forward(seconds=10)
    run_due_jobs()

    reply.refresh_from_db()
    assert "cannot deliver to jürgen@xn--bcher-kva.example" in say_problem(reply.delivery_problem)


def test_a_relay_that_can_is_given_them_as_they_are(
    cast: Cast, adam: Actor, conversation: Conversation, mara: Actor, clock: Clock
) -> None:
    with ScriptedRelay(enable_SMTPUTF8=True) as able:
        connect_mailbox(cast.mailbox.pk, by=adam, smtp=able.access)
        addressed(conversation, mara, to="jürgen@bücher.example")
        mail = leave(clock, able)

    assert able.recipients == [["jürgen@xn--bcher-kva.example"]]
    assert "jürgen@" in str(mail["To"]).encode("utf-8", "surrogateescape").decode()
