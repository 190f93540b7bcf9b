"""What a colleague forwards opens as the customer's, if it surely was the colleague."""

from datetime import UTC, datetime

import pytest

from goodword.channels.email.actions.forwarding import open_as_forwarded
from goodword.channels.email.actions.reading import read_mail
from goodword.channels.email.actions.taking_in import store_mail
from goodword.channels.email.choices import Source
from goodword.channels.email.models import Connection, LoopTest
from goodword.conversations.models import Conversation, Message
from goodword.core.actor import Actor
from goodword.core.errors import ActionRefused
from goodword.core.operations import undo
from tests.cast import Cast
from tests.channels.email.mails import mail
from tests.channels.email.reading.test_forwarding import APPLE, GMAIL, OUTLOOK_DE, THUNDERBIRD
from tests.timeline import last_event

pytestmark = pytest.mark.django_db
MARA = "Mara Lindqvist <mara@wrenfield.example>"
SOONER = "Mon, 26 Oct 2026 10:00:00 -0400"
VOUCHED = "mx.wrenfield.example; dkim=pass header.d=wrenfield.example"


@pytest.fixture(autouse=True)
def known_server(cast: Cast) -> LoopTest:
    """The pharmacy's server, whose reports on senders we know."""
    connection = Connection.objects.create(mailbox=cast.mailbox, imap_host="imap.wrenfield.example")
    return LoopTest.objects.create(connection=connection, signs_as="mx.wrenfield.example")


def _arrive(
    cast: Cast, text: str = GMAIL, *, source: Source = Source.IMAP, raw: bytes = b"", **headers: str
) -> Message:
    told = {"From": MARA, "Subject": "Fwd: The dressings", "Authentication_Results": VOUCHED, **headers}
    stored = store_mail(raw or mail(text, **told), mailbox_id=cast.mailbox.pk, source=source)
    read = read_mail(stored.pk)
    assert read.reading == "read", read.problem
    return read.message or Message()


@pytest.mark.parametrize("text", [GMAIL, OUTLOOK_DE, APPLE, THUNDERBIRD])
def test_it_opens_as_the_writers(cast: Cast, text: str) -> None:
    message = _arrive(cast, text)

    assert message.customer is not None
    assert (message.customer.name, message.sender_address) == ("Odile Hartwell", "o.hartwell@example.org")
    assert message.conversation.customer == message.customer
    assert (message.conversation.subject, message.conversation.is_ours) == ("The dressings", True)
    assert message.body.text.startswith("They did not come.")
    assert message.recipients[0]["address"] == "mara@wrenfield.example"


def test_it_has_waited_since_it_was_written(cast: Cast) -> None:
    message = _arrive(cast, GMAIL.replace("Nov 16", "Oct 26"))
    assert message.at == message.conversation.waiting_since == datetime(2026, 10, 26, 19, 5, tzinfo=UTC)


def test_the_colleagues_words_are_a_note(cast: Cast) -> None:
    note = _arrive(cast).conversation.notes.get()

    assert (note.agent, note.text) == (cast.mara, "Please take this one.\n\nMara")
    assert not _arrive(cast, THUNDERBIRD).conversation.notes.exists()


def test_the_customers_answer_continues_it(cast: Cast) -> None:
    opened = _arrive(cast, In_Reply_To="<original@example.org>")
    stored = store_mail(
        mail("And?", References="<original@example.org>"), mailbox_id=cast.mailbox.pk, source=Source.IMAP
    )

    message = read_mail(stored.pk).message
    assert message is not None
    assert message.conversation_id == opened.conversation_id


def test_what_is_here_already_gets_the_words_only(cast: Cast) -> None:
    stored = store_mail(mail(Message_ID="<original@example.org>"), mailbox_id=cast.mailbox.pk, source=Source.IMAP)
    first = read_mail(stored.pk).message
    assert first is not None

    assert _arrive(cast, In_Reply_To="<original@example.org>").pk is None
    assert first.conversation.messages.count() == 1
    assert first.conversation.notes.get().agent == cast.mara
    assert Conversation.objects.count() == 1


def _attached(original: bytes) -> bytes:
    head = f"From: {MARA}\nSubject: Fwd: The dressings\nAuthentication-Results: {VOUCHED}\nMIME-Version: 1.0\n"
    body = "Content-Type: multipart/mixed; boundary=zz\n\n--zz\nContent-Type: text/plain\n\nYours?\n--zz\n"
    return (head + body + "Content-Type: message/rfc822\n\n").encode() + original + b"\n--zz--\n"


def test_one_that_comes_as_a_file_opens_whole(cast: Cast) -> None:
    message = _arrive(cast, raw=_attached(mail("They did not come.", Subject="The dressings", Date=SOONER)))

    assert (message.sender_address, message.conversation.subject) == ("o.hartwell@example.org", "The dressings")
    assert message.body.text.strip() == "They did not come."
    assert message.at == datetime(2026, 10, 26, 14, 0, tzinfo=UTC)
    assert message.conversation.notes.get().text == "Yours?"
    assert message.attachments.count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"Authentication_Results": ""},
        {"Authentication_Results": "mx.evil.example; dkim=pass header.d=wrenfield.example"},
        {"Authentication_Results": "mx.wrenfield.example; dkim=fail header.d=wrenfield.example"},
        {"Authentication_Results": "mx.wrenfield.example; dkim=pass header.d=evil.example"},
        {"source": Source.SMTP},
        {"Subject": "Look at this"},
        {"From": "Mara Lindqvist <mara@elsewhere.example>"},
        {"From": "Cole Ferris <gone@wrenfield.example>"},
    ],
)
def test_without_proof_it_stays_whoever_sent_it(cast: Cast, changes: dict[str, str]) -> None:
    message = _arrive(cast, **changes)  # type: ignore[arg-type]

    assert message.conversation.customer.name != "Odile Hartwell"
    assert not message.conversation.notes.exists()


def test_a_suspended_colleague_is_none(cast: Cast) -> None:
    cast.mara.change(is_active=False)
    assert _arrive(cast).conversation.customer.name == "Mara Lindqvist"


@pytest.mark.parametrize("inner", ["pharmacy@wrenfield.example", "tess@wrenfield.example"])
def test_our_own_letters_open_as_nobodys(cast: Cast, inner: str) -> None:
    message = _arrive(cast, GMAIL.replace("o.hartwell@example.org", inner))
    assert message.sender_address == "mara@wrenfield.example"


def test_an_agent_opens_it_as_the_customers_and_back(cast: Cast) -> None:
    message, by = _arrive(cast, Authentication_Results=""), Actor.agent(cast.tess.pk)

    opened = open_as_forwarded(message.conversation_id, by=by)
    assert opened.customer.name == "Odile Hartwell"
    assert opened.messages.get().sender_address == "mara@wrenfield.example"
    with pytest.raises(ActionRefused):
        open_as_forwarded(message.conversation_id, by=by)

    undo(last_event("conversation.customer-changed").pk, agent=cast.tess, by=by)
    assert Conversation.objects.get().customer_id == message.customer_id


def test_a_customers_forward_is_no_colleagues(cast: Cast) -> None:
    message = _arrive(cast, From="Nina <nina@example.org>")
    with pytest.raises(ActionRefused):
        open_as_forwarded(message.conversation_id, by=Actor.agent(cast.tess.pk))
