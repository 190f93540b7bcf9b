"""A stored mail becomes a message, or is listed with the reason."""

import pytest
from django.utils.translation import override

from goodword.channels.email.actions import reading
from goodword.channels.email.actions.importing import import_batch
from goodword.channels.email.actions.reading import read_mail, try_again
from goodword.channels.email.actions.reading_on import read_on
from goodword.channels.email.actions.taking_in import store_mail
from goodword.channels.email.choices import Reading, Source
from goodword.channels.email.models import MailReference, OutgoingMail, ReceivedMail
from goodword.channels.email.queries import unreadable_mail
from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.mailboxes import add_mailbox
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.choices import State, Turn
from goodword.conversations.models import Conversation, Message
from goodword.core.actor import SYSTEM, Actor
from goodword.core.clock import now
from goodword.core.events import event_kinds
from goodword.core.models import Blob, RecordedEvent
from goodword.core.problems import code_of, say_problem
from tests.cast import Cast
from tests.channels.email.mails import mail, sample

pytestmark = pytest.mark.django_db


def _arrive(cast: Cast, raw: bytes, **changes: object) -> ReceivedMail:
    stored = store_mail(raw, mailbox_id=cast.mailbox.pk, source=Source.SMTP, **changes)  # type: ignore[arg-type]
    return read_mail(stored.pk)


def test_a_mail_opens_a_conversation(cast: Cast) -> None:
    received = _arrive(cast, sample("apple-html-with-image"))

    message = Message.objects.select_related("body", "conversation__customer").get(pk=received.message_id)
    assert received.reading == Reading.READ
    assert message.conversation.customer.name == "Odile Hartwell"
    assert message.at == now()
    assert MailReference.objects.get(message=message).message_id_header == "<5C1E9B70-5@example.org>"
    assert "cid:" in message.body.html


def test_files_are_kept_and_held(cast: Cast) -> None:
    message = _arrive(cast, sample("apple-html-with-image")).message

    assert message is not None
    files = list(message.attachments.order_by("pk").values_list("filename", "is_inline"))
    assert files == [("wound.png", True), ("Rezept für März.pdf", False)]
    assert {Blob.objects.get(pk=file.blob_id).references for file in message.attachments.all()} == {1}


def test_reading_twice_makes_one_message(cast: Cast) -> None:
    received = _arrive(cast, mail())

    assert read_mail(received.pk).message_id == received.message_id
    assert Message.objects.count() == 1


def test_an_answer_continues_and_reopens(cast: Cast) -> None:
    first = _arrive(cast, mail(Message_ID="<a@example.org>")).message
    assert first is not None
    close_conversation(first.conversation_id, by=Actor.agent(cast.mara.pk))

    second = _arrive(cast, mail("And now?", In_Reply_To="<a@example.org>")).message

    assert second is not None
    assert second.conversation_id == first.conversation_id
    assert Conversation.objects.get().state == State.OPEN


def test_a_header_with_a_zero_byte_is_read_as_well(cast: Cast) -> None:
    raw = mail(Message_ID="<aZ@example.org>", References="<Zb@example.org>").replace(b"Z", b"\0")

    assert _arrive(cast, raw).reading == Reading.READ
    assert MailReference.objects.get().message_id_header == "<a@example.org>"


def test_an_automatic_answer_does_not_take_the_turn(cast: Cast) -> None:
    first = _arrive(cast, mail(Message_ID="<a@example.org>")).message
    assert first is not None
    send_reply(first.conversation_id, by=Actor.agent(cast.mara.pk), html="<p>Tomorrow.</p>")

    _arrive(cast, mail("I am away", In_Reply_To="<a@example.org>", Auto_Submitted="auto-replied"))

    assert Conversation.objects.get().turn == Turn.THEIRS


def test_our_own_mail_that_comes_back_is_no_message(cast: Cast) -> None:
    first = _arrive(cast, mail()).message
    assert first is not None
    send_reply(first.conversation_id, by=Actor.agent(cast.mara.pk), html="<p>Tomorrow.</p>")
    ours = OutgoingMail.objects.get().message_id_header

    received = _arrive(cast, mail("Tomorrow.", From="pharmacy@wrenfield.example", Message_ID=ours))

    assert (received.reading, received.message_id) == (Reading.READ, None)
    assert Message.objects.count() == 2


@pytest.mark.parametrize("together", [False, True])
def test_an_answer_to_two_mailboxes_stands_in_the_conversation_once(cast: Cast, *, together: bool) -> None:
    _arrive(cast, mail(Message_ID="<a@example.org>"))
    billing = add_mailbox(by=SYSTEM, address="billing@wrenfield.example", name="Billing", team=None)
    answer = mail("And now?", In_Reply_To="<a@example.org>", Message_ID="<b@example.org>")
    places = [(box, b"Delivered-To: x%d@wrenfield.example\n" % box + answer) for box in (cast.mailbox.pk, billing.pk)]
    rows = [store_mail(raw, mailbox_id=box, source=Source.IMAP) for box, raw in places]

    if together:
        read_on()
    for row in rows:
        read_mail(row.pk)

    assert list(Message.objects.order_by("pk").values_list("preview", flat=True)) == ["Where is my order?", "And now?"]
    assert not ReceivedMail.objects.exclude(reading=Reading.READ).exists()


def test_history_that_another_mailbox_brought_stands_in_the_conversation_once(cast: Cast) -> None:
    billing = add_mailbox(by=SYSTEM, address="billing@wrenfield.example", name="Billing", team=None)
    first, answer = mail(Message_ID="<a@example.org>"), mail("So?", In_Reply_To="<a@example.org>", Message_ID="<b@x>")

    import_batch([first, answer], mailbox_id=cast.mailbox.pk, source=Source.IMAP)
    import_batch([answer], mailbox_id=billing.pk, source=Source.IMAP)

    assert list(Message.objects.order_by("pk").values_list("preview", flat=True)) == ["Where is my order?", "So?"]
    assert ReceivedMail.objects.filter(reading=Reading.READ).count() == 3


def test_an_unreadable_mail_is_listed_with_the_reason_and_blocks_nothing(cast: Cast) -> None:
    bad = _arrive(cast, mail(From=""))

    assert _arrive(cast, mail()).reading == Reading.READ
    assert [(row.pk, say_problem(row.problem)) for row in unreadable_mail()] == [
        (bad.pk, "The mail does not say who wrote it.")
    ]
    assert RecordedEvent.objects.filter(kind="mail.unreadable").count() == 1


def test_a_mail_without_sender_is_known_by_its_envelope(cast: Cast) -> None:
    message = _arrive(cast, mail(From=""), envelope_from="o.hartwell@example.org").message

    assert message is not None
    assert message.sender_address == "o.hartwell@example.org"


def test_a_fault_of_ours_keeps_the_mail(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_raw: bytes) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(reading, "read_message", fail)
        received = _arrive(cast, mail())
    assert received.reading == Reading.UNREADABLE
    assert "ZeroDivisionError" in received.problem

    try_again(received.pk, by=Actor.agent(cast.adam.pk))

    assert read_mail(received.pk).reading == Reading.READ
    assert RecordedEvent.objects.filter(kind=event_kinds()["mail.tried-again"].kind).count() == 1


def test_history_arrives_closed_and_silently(cast: Cast) -> None:
    message = _arrive(cast, mail(), is_history=True).message

    assert message is not None
    assert message.at.isoformat() == "2026-11-16T15:00:00+00:00" or message.at == now()
    assert message.conversation.state == State.CLOSED
    assert not RecordedEvent.objects.filter(kind="message.received").exists()


def test_why_it_is_unreadable_is_said_in_the_readers_language(cast: Cast) -> None:
    with override("es"):
        received = _arrive(cast, b"Subject: torn\r\n\r\nno sender")
    assert code_of(received.problem) == "mail-without-sender"
    assert say_problem(received.problem) == "The mail does not say who wrote it."
    with override("es"):
        assert say_problem(received.problem) not in {"", received.problem, "The mail does not say who wrote it."}


def test_what_older_versions_wrote_down_stands_as_it_is() -> None:
    assert say_problem("El correo no dice quién lo escribió.") == "El correo no dice quién lo escribió."
