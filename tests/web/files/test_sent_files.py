"""Files by link: for whoever has the link, for so long, and no longer than we want."""

import io

import pytest
from django.conf import settings
from django.test import Client

from goodword.conversations.actions.drafting import attach_file
from goodword.conversations.actions.linking import revoke_link
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.choices import DraftKind
from goodword.conversations.models import FileLink
from goodword.conversations.sent_files import MEGABYTE, sent_file_address
from goodword.core.actor import Actor
from tests.cast import Cast, conversation_with_odile
from tests.frozen_time import Clock

SIZE = 16 * MEGABYTE


@pytest.fixture
def link(cast: Cast) -> FileLink:
    conversation, mara = conversation_with_odile(cast), Actor.agent(cast.mara.pk)
    attach_file(conversation.pk, by=mara, kind=DraftKind.REPLY, filename="x.html", content_type="text/html",
                content=io.BytesIO(b"<script>" + b"x" * (SIZE - 8)))  # fmt: skip
    send_reply(conversation.pk, by=mara, html="<p>Here.</p>")
    return FileLink.objects.get()


@pytest.fixture
def path(link: FileLink) -> str:
    return "/sent-files/" + sent_file_address(link).rpartition("/")[2]


def test_whoever_has_the_link_saves_the_file_and_nothing_runs(client: Client, link: FileLink, path: str) -> None:
    page = client.get(path)
    assert (page.status_code, b"x.html" in page.content, b"Save the file" in page.content) == (200, True, True)

    answer = client.get(f"{path}/content")

    assert sum(len(part) for part in answer.streaming_content) == SIZE
    assert answer["Content-Disposition"] == 'attachment; filename="x.html"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    link.refresh_from_db()
    assert link.downloads == 1


def test_looking_at_the_page_is_no_download(client: Client, link: FileLink, path: str) -> None:
    client.get(path)
    link.refresh_from_db()
    assert link.downloads == 0


def test_after_its_time_it_says_whom_to_ask(client: Client, path: str, clock: Clock) -> None:
    clock.forward(days=29)
    assert client.get(path).status_code == 200
    clock.forward(days=1)

    page = client.get(path)

    assert page.status_code == 410
    assert b"write to pharmacy@wrenfield.example" in page.content
    assert client.get(f"{path}/content").status_code == 302


def test_a_withdrawn_link_hands_nothing_out(client: Client, cast: Cast, link: FileLink, path: str) -> None:
    client.force_login(cast.caleb)  # of another team
    assert client.post(f"/file-links/{link.pk}/revocation").status_code == 404
    assert client.get(path).status_code == 200

    revoke_link(link.pk, by=Actor.agent(cast.mara.pk))

    page = client.get(path).content
    assert (b"has withdrawn the link" in page, b"x.html" in page) == (True, False)
    assert client.get(f"{path}/content").status_code == 302


def test_an_agent_withdraws_it_below_the_letter(client: Client, cast: Cast, link: FileLink) -> None:
    client.force_login(cast.mara)
    answer = client.post(f"/file-links/{link.pk}/revocation", headers={"HX-Request": "true"})
    assert "The link is withdrawn." in answer.content.decode()


def test_nobody_guesses(client: Client, link: FileLink, path: str) -> None:
    for guess in (
        f"/sent-files/{link.pk}",
        f"{path}x",
        "/sent-files/1:abc",
        f"{path.replace('/sent-files/', '/files/')}",
    ):
        assert client.get(guess).status_code == 404


def test_a_network_that_asks_without_end_waits(client: Client, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings.ACCOUNT_RATE_LIMITS, "sent_file", "2/10m/ip")
    answers = [client.get(address).status_code for address in (path, path, path, f"{path}/content")]
    assert answers == [200, 200, 429, 429]
