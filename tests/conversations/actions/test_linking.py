"""Files too large for mail go as links."""

import io

import pytest
from django.conf import settings

from goodword.conversations.actions.drafting import attach_file
from goodword.conversations.actions.linking import count_download, revoke_link
from goodword.conversations.actions.replying import send_reply, undo_reply
from goodword.conversations.choices import DraftKind
from goodword.conversations.models import Draft, FileLink, Message
from goodword.conversations.sent_files import MEGABYTE, sent_file, sent_file_address
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import NotFound
from tests.frozen_time import Clock
from tests.timeline import kinds


def attach(conversation: Conversation, by: Actor, **megabytes: int) -> None:
    for name, size in megabytes.items():
        attach_file(conversation.pk, by=by, kind=DraftKind.REPLY, filename=name, content_type="text/plain",
                    content=io.BytesIO(name.encode() * (size * MEGABYTE // len(name))))  # fmt: skip


@pytest.fixture
def sent(conversation: Conversation, mara: Actor) -> Message:
    attach(conversation, mara, scan=9, film=8, slip=2)
    return send_reply(conversation.pk, by=mara, html="<p>Here.</p>")


def test_the_largest_go_as_links_until_the_rest_fits(sent: Message) -> None:
    assert settings.GOODWORD.max_mail_megabytes == 15
    assert [link.attachment.filename for link in FileLink.objects.all()] == ["scan"]


def test_what_fits_needs_no_link(conversation: Conversation, mara: Actor) -> None:
    attach(conversation, mara, scan=9, slip=6)
    send_reply(conversation.pk, by=mara, html="<p>Here.</p>")
    assert not FileLink.objects.exists()


def test_taken_back_the_files_are_files_of_the_draft_again(sent: Message, mara: Actor) -> None:
    undo_reply(sent.pk, by=mara)

    assert (Draft.objects.get().attachments.count(), FileLink.objects.count()) == (3, 0)


def test_a_link_is_ours_alone_to_make(sent: Message) -> None:
    link = FileLink.objects.get()
    token = sent_file_address(link).rpartition("/")[2]

    assert sent_file(token) == link
    for forged in (str(link.pk), f"{link.pk}:x", token[:-1], token.replace(str(link.pk), "7", 1), ""):
        with pytest.raises(NotFound):
            sent_file(forged)


def test_downloads_are_counted_and_a_link_is_revoked_once(sent: Message, mara: Actor, clock: Clock) -> None:
    link = FileLink.objects.get()
    count_download(link)
    count_download(link)

    for _ in range(2):
        revoked = revoke_link(link.pk, by=mara)

    assert (revoked.downloads, revoked.is_open(clock.now())) == (2, False)
    assert kinds(sent.conversation_id)[-3:] == ["file.fetched", "file.fetched", "file.link-revoked"]
