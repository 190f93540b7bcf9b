"""Drafts and their files, as the composer keeps them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from goodword.conversations.models import Attachment, Conversation, Draft
from tests.cast import Cast

HTMX = {"HX-Request": "true"}
PROBLEM = {**HTMX, "Accept": "application/problem+json"}


@pytest.fixture
def drafts(conversation: Conversation) -> str:
    return f"/conversations/{conversation.pk}/drafts/reply"


def picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("heel.png", b"\x89PNG", "image/png")


def test_each_pause_keeps_what_is_written(desk: Client, conversation: Conversation, drafts: str) -> None:
    answer = desk.post(drafts, {"html": "<p>Dear Odile</p>"}, headers=PROBLEM)

    assert answer.status_code == 200
    assert Draft.objects.get().html == "<p>Dear Odile</p>"
    assert "Dear Odile" in desk.get(f"/conversations/{conversation.pk}").content.decode()


def test_an_emptied_draft_is_gone(desk: Client, drafts: str) -> None:
    desk.post(drafts, {"html": "<p>Dear Odile</p>"}, headers=PROBLEM)
    desk.post(drafts, {"html": ""}, headers=PROBLEM)
    assert not Draft.objects.exists()


def test_reply_and_note_have_a_draft_each(desk: Client, conversation: Conversation, drafts: str) -> None:
    desk.post(drafts, {"html": "<p>To her.</p>"}, headers=PROBLEM)

    note = desk.get(f"/conversations/{conversation.pk}/composer/note", headers=HTMX).content.decode()
    reply = desk.get(f"/conversations/{conversation.pk}/composer/reply", headers=HTMX).content.decode()

    assert "To her." not in note
    assert "Only your house reads this." in note
    assert "To her." in reply


def test_without_script_the_other_kind_is_a_page(desk: Client, conversation: Conversation) -> None:
    page = desk.get(f"/conversations/{conversation.pk}/composer/note", follow=True)

    assert page.redirect_chain == [(f"/conversations/{conversation.pk}?write=note", 302)]
    assert f'action="/conversations/{conversation.pk}/notes"' in page.content.decode()


def test_a_file_is_listed_and_can_be_removed(desk: Client, drafts: str) -> None:
    slip = SimpleUploadedFile("slip.pdf", b"%PDF", "application/pdf")
    listed = desk.post(f"{drafts}/files", {"file": slip}, headers=PROBLEM)
    assert "slip.pdf" in listed.content.decode()
    assert "X-Inline-Src" not in listed.headers

    left = desk.post(f"/attachments/{Attachment.objects.get().pk}/removal", headers=HTMX)

    assert "slip.pdf" not in left.content.decode()
    assert not Attachment.objects.exists()


def test_a_picture_may_stand_in_the_text(desk: Client, conversation: Conversation, drafts: str) -> None:
    address = desk.post(f"{drafts}/files", {"file": picture()}, headers=PROBLEM).headers["X-Inline-Src"]
    desk.post(drafts, {"html": f'<p>Here: <img src="{address}"></p>'}, headers=PROBLEM)

    page = desk.get(f"/conversations/{conversation.pk}").content.decode()

    assert "heel.png" not in page
    assert b"".join(desk.get(address).streaming_content) == b"\x89PNG"


def test_throwing_a_draft_away(desk: Client, drafts: str) -> None:
    desk.post(drafts, {"html": "<p>Dear Odile</p>"}, headers=PROBLEM)
    assert desk.post(f"{drafts}/removal", headers=HTMX).status_code == 200
    assert not Draft.objects.exists()


def test_a_kind_that_is_not_there(desk: Client, conversation: Conversation) -> None:
    assert desk.post(f"/conversations/{conversation.pk}/drafts/poem", {"html": "x"}).status_code == 404


def test_files_of_notes_that_are_not_written_yet_are_their_writers_alone(
    client: Client, cast: Cast, drafts: str
) -> None:
    client.force_login(cast.mara)
    notes = drafts.replace("/reply", "/note")
    address = client.post(f"{notes}/files", {"file": picture()}, headers=PROBLEM).headers["X-Inline-Src"]

    client.force_login(cast.tess)

    assert client.get(address).status_code == 404
    assert client.post(f"/attachments/{Attachment.objects.get().pk}/removal").status_code == 404
    assert Attachment.objects.exists()
