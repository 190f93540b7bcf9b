"""Files leave the desk only by an address that was made for them, and never run."""

import pytest
from django.test import Client
from django.urls import reverse

from goodword.conversations.arrivals import ArrivedFile
from goodword.conversations.types import Attachment
from goodword.core.blobs import store_blob
from goodword.web.files.addresses import file_address
from tests.cast import Cast, conversation_with_odile
from tests.frozen_time import Clock

CONTENT = b"<script>alert(1)</script>"


def attached(cast: Cast, content_type: str, filename: str = "heel.png") -> Attachment:
    blob = store_blob(CONTENT)
    file = ArrivedFile(blob_key=blob.key, filename=filename, content_type=content_type, size=len(CONTENT))
    return conversation_with_odile(cast, files=(file,)).messages.get().attachments.get()


@pytest.mark.parametrize("content_type", ["text/html", "image/svg+xml", "application/pdf", "text/plain"])
def test_whatever_is_not_a_known_picture_is_only_saved(client: Client, cast: Cast, content_type: str) -> None:
    answer = client.get(file_address(attached(cast, content_type, "a.html")))

    assert b"".join(answer.streaming_content) == CONTENT
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="a.html"'


def test_nothing_may_run_or_be_guessed(client: Client, cast: Cast) -> None:
    answer = client.get(file_address(attached(cast, "image/png")))

    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Content-Disposition"] == 'inline; filename="heel.png"'
    answer.close()


def test_an_address_stays_the_same_within_the_hour_and_ends_after_two(client: Client, cast: Cast, clock: Clock) -> None:
    attachment = attached(cast, "image/png")
    address = file_address(attachment)
    assert file_address(attachment) == address

    clock.forward(hours=1)
    client.get(address).close()
    clock.forward(hours=1, minutes=1)

    assert client.get(address).status_code == 404
    assert file_address(attachment) != address


def test_a_forged_address_is_nothing(client: Client, cast: Cast) -> None:
    address = file_address(attached(cast, "image/png"))
    assert client.get(address[:-1] + ("A" if address[-1] != "A" else "B")).status_code == 404


def test_the_own_address_asks_who_is_there(client: Client, cast: Cast) -> None:
    address = reverse("own-file", args=[attached(cast, "image/png").pk])
    assert client.get(address).status_code == 302

    client.force_login(cast.caleb)
    assert client.get(address).status_code == 404
    client.force_login(cast.mara)
    assert b"".join(client.get(address).streaming_content) == CONTENT
