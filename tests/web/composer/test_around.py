"""To whom a reply goes, what looks like a slip, and what the draft keeps of it."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from goodword.accounts.actions.details import change_my_signature
from goodword.conversations.actions.drafting import attach_file
from goodword.conversations.arrivals import Recipient
from goodword.conversations.choices import DraftKind
from goodword.conversations.models import Conversation, Draft
from goodword.core.actor import Actor
from tests.cast import Cast, conversation_with_odile

HTMX = {"HX-Request": "true"}
AROUND = {"to": "o.hartwell@example.org", "cc": "", "bcc": "", "subject": "Dressings", "with_history": "1"}


@pytest.fixture
def conversation(cast: Cast) -> Conversation:
    copy = Recipient(kind="cc", name="Ines Hartwell", address="ines@example.org")
    return conversation_with_odile(cast, recipients=(copy,))


def send(desk: Client, conversation: Conversation, **fields: str) -> str:
    form = {"html": "<p>At two.</p>", **AROUND, **fields}
    return desk.post(f"/conversations/{conversation.pk}/replies", form, headers=HTMX).content.decode()


def sent(conversation: Conversation) -> list[tuple[str, str]]:
    message = conversation.messages.get(direction="out")
    return [(one["kind"], one["address"]) for one in message.recipients]


def test_the_copies_of_the_last_letter_are_proposed(desk: Client, conversation: Conversation) -> None:
    page = desk.get(f"/conversations/{conversation.pk}").content.decode()

    assert 'name="to" value="Odile Hartwell &lt;o.hartwell@example.org&gt;"' in page
    assert 'name="cc" value="Ines Hartwell &lt;ines@example.org&gt;"' in page
    assert "and 1 copy" in page


def test_the_reply_goes_to_those_chosen_and_a_hidden_copy_is_shown_to_the_house_only(
    desk: Client, conversation: Conversation
) -> None:
    page = send(desk, conversation, bcc="ines@example.org")

    assert sent(conversation) == [("to", "o.hartwell@example.org"), ("bcc", "ines@example.org")]
    assert "Hidden copy to ines@example.org" in page
    assert conversation.messages.get(direction="out").subject == "Dressings"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"to": "ines@example.org"}, "Odile Hartwell is not among the recipients."),
        ({"cc": "stranger@example.net"}, "New here: stranger@example.net."),
        ({"subject": ""}, "There is no subject."),
        ({"html": "<p>The form is attached.</p>"}, "there is none."),
        ({"html": "<p>Le envío el informe adjunto.</p>"}, "there is none."),
    ],
)
def test_a_slip_is_told_and_sent_anyway(
    desk: Client, conversation: Conversation, fields: dict[str, str], words: str
) -> None:
    page = send(desk, conversation, **fields)
    assert words in page
    assert 'name="anyway" value="send"' in page
    assert not conversation.messages.filter(direction="out").exists()

    send(desk, conversation, **fields, anyway="send")

    assert conversation.messages.filter(direction="out").exists()


def test_send_anyway_closes_when_that_was_asked(desk: Client, conversation: Conversation) -> None:
    assert 'value="close"' in send(desk, conversation, subject="", close="1")
    send(desk, conversation, subject="", anyway="close")
    conversation.refresh_from_db()
    assert not conversation.is_open


@pytest.mark.parametrize("there", ["odile@elsewhere.example", "o.hartwel@example.org"])
def test_answers_to_another_address_are_told_the_first_time(
    desk: Client, conversation: Conversation, there: str
) -> None:
    conversation.messages.update(reply_to=there)
    asked = f"The answer goes to {there}, as the letter asks, not to o.hartwell@example.org."
    assert asked in send(desk, conversation, to=there)

    send(desk, conversation, to=there, anyway="send")

    assert asked not in send(desk, conversation, to=there, html="<p>And at three.</p>")


def test_a_bad_address_is_told_and_no_word_is_lost(desk: Client, conversation: Conversation) -> None:
    page = send(desk, conversation, cc="ines at example")

    assert "“ines at example” is not an e-mail address." in page
    assert 'name="cc" value="ines at example"' in page
    assert "At two." in page


def test_the_draft_keeps_what_was_chosen_and_nothing_that_was_only_proposed(
    desk: Client, conversation: Conversation
) -> None:
    proposed = {"to": "Odile Hartwell <o.hartwell@example.org>", "cc": "Ines Hartwell <ines@example.org>"}
    address = f"/conversations/{conversation.pk}/drafts/reply"
    desk.post(address, {"html": "<p>At</p>", **AROUND, **proposed}, headers=HTMX)
    assert Draft.objects.get().recipients is None

    desk.post(address, {"html": "<p>At two</p>", **AROUND, "bcc": "ines@example.org"}, headers=HTMX)
    desk.post(address, {"html": "<p>At two.</p>", **AROUND, "bcc": "half@typ"}, headers=HTMX)

    draft = Draft.objects.get()
    assert (draft.html, [one["kind"] for one in draft.recipients or []]) == ("<p>At two.</p>", ["to", "bcc"])
    assert 'name="bcc" value="ines@example.org"' in desk.get(f"/conversations/{conversation.pk}").content.decode()


def test_the_signature_is_seen_before_and_can_be_left_out(desk: Client, cast: Cast, conversation: Conversation) -> None:
    change_my_signature(by=Actor.agent(cast.mara.pk), title="", html="<p>Mara, 555 0134</p>")
    assert "Mara, 555 0134" in desk.get(f"/conversations/{conversation.pk}").content.decode()

    send(desk, conversation, has_signature="1")

    assert conversation.messages.get(direction="out").body.signature == ""


def test_a_file_attached_is_no_slip_and_a_large_one_goes_as_a_link(
    desk: Client, cast: Cast, conversation: Conversation
) -> None:
    attach_file(conversation.pk, by=Actor.agent(cast.mara.pk), kind=DraftKind.REPLY, filename="scan.pdf",
                content_type="application/pdf", content=io.BytesIO(b"x" * (16 * 1024 * 1024)))  # fmt: skip
    assert "goes as a link" in desk.get(f"/conversations/{conversation.pk}").content.decode()

    page = send(desk, conversation, html="<p>Attached.</p>")

    assert "scan.pdf went as a link" in page
    assert "Not fetched yet." in page


def test_a_file_of_the_form_is_no_slip_either(desk: Client, conversation: Conversation) -> None:
    slip = SimpleUploadedFile("slip.pdf", b"%PDF", "application/pdf")
    form = {"html": "", "text": "The slip is attached.", "file": slip, **AROUND}
    desk.post(f"/conversations/{conversation.pk}/replies", form)
    assert conversation.messages.get(direction="out").attachments.count() == 1
