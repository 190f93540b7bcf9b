"""A customer's HTML stands in a frame of its own."""

import pytest
from django.test import Client

from goodword.conversations.arrivals import ArrivedFile
from goodword.core.blobs import store_blob
from goodword.core.markup import clean_letter_html
from tests.cast import Cast, conversation_with_odile

LETTER = '<p>See <b>here</b>: <img src="cid:heel@x"> <img src="https://tracker.example/1.png"></p>'


@pytest.fixture
def message_id(cast: Cast) -> int:
    blob = store_blob(b"\x89PNG picture")
    heel = ArrivedFile(
        blob_key=blob.key, filename="heel.png", content_type="image/png", size=blob.size, content_id="<heel@x>",
        is_inline=True,
    )  # fmt: skip
    html = clean_letter_html(LETTER).html
    conversation = conversation_with_odile(cast, html=html, has_remote_images=True, files=(heel,))
    return conversation.messages.get().pk


def test_the_frame_allows_neither_scripts_nor_the_network(desk: Client, message_id: int) -> None:
    policy = desk.get(f"/messages/{message_id}/letter").headers["Content-Security-Policy"]

    assert policy.startswith("default-src 'none'; img-src 'self' data:;")
    assert "script" not in policy
    assert "sandbox allow-same-origin allow-popups" in policy


def test_remote_pictures_come_only_when_asked_for(desk: Client, message_id: int) -> None:
    closed = desk.get(f"/messages/{message_id}/letter")
    opened = desk.get(f"/messages/{message_id}/letter?images=1")

    assert ' src="https://tracker.example/1.png"' not in closed.content.decode()
    assert ' src="https://tracker.example/1.png"' in opened.content.decode()
    assert "img-src 'self' data: https:;" in opened.headers["Content-Security-Policy"]


def test_the_letters_own_pictures_are_shown(desk: Client, message_id: int) -> None:
    page = desk.get(f"/messages/{message_id}/letter").content.decode()
    address = page.split('<img src="')[1].split('"')[0]

    picture = desk.get(address)

    assert b"".join(picture.streaming_content) == b"\x89PNG picture"


def test_the_page_offers_the_pictures_and_frames_the_letter(desk: Client, cast: Cast, message_id: int) -> None:
    page = desk.get(f"/messages/{message_id}", headers={"HX-Request": "true"}).content.decode()

    assert f'src="/messages/{message_id}/letter"' in page
    assert 'sandbox="allow-same-origin allow-popups' in page
    assert f'href="/messages/{message_id}/letter?images=1"' in page
    assert "heel.png" not in page  # it stands in the text


def test_a_stranger_to_the_conversation_sees_no_frame(client: Client, cast: Cast, message_id: int) -> None:
    client.force_login(cast.caleb)
    assert client.get(f"/messages/{message_id}/letter").status_code == 404
