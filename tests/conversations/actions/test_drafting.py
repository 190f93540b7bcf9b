"""Drafts on the server."""

import io

import pytest

from goodword.conversations.actions.drafting import attach_file, discard_draft, remove_file, save_draft
from goodword.conversations.choices import DraftKind
from goodword.conversations.models import Draft
from goodword.conversations.types import Attachment, Conversation
from goodword.core.actor import Actor
from goodword.core.errors import NotFound
from goodword.core.models import Blob
from tests.cast import Cast
from tests.timeline import kinds


def attach(conversation: Conversation, by: Actor) -> Attachment:
    return attach_file(
        conversation.pk,
        by=by,
        kind=DraftKind.NOTE,
        filename="label.txt",
        content_type="text/plain",
        content=io.BytesIO(b"Unit 4B"),
    )


def test_each_pause_keeps_one_draft_and_records_only_its_beginning(conversation: Conversation, mara: Actor) -> None:
    save_draft(conversation.pk, by=mara, kind=DraftKind.REPLY, html="<p>Dear</p>")
    save_draft(conversation.pk, by=mara, kind=DraftKind.REPLY, html="<p>Dear Mrs Hartwell</p>")

    assert Draft.objects.get().html == "<p>Dear Mrs Hartwell</p>"
    assert kinds(conversation.pk).count("draft.saved") == 1


def test_an_emptied_draft_is_gone(conversation: Conversation, mara: Actor) -> None:
    save_draft(conversation.pk, by=mara, kind=DraftKind.REPLY, html="<p>Dear</p>")

    assert save_draft(conversation.pk, by=mara, kind=DraftKind.REPLY, html="<p></p>") is None
    assert not Draft.objects.exists()


def test_agents_have_drafts_of_their_own(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    save_draft(conversation.pk, by=mara, kind=DraftKind.REPLY, html="<p>Dear</p>")
    save_draft(conversation.pk, by=Actor.agent(cast.tess.pk), kind=DraftKind.REPLY, html="<p>Hello</p>")

    assert Draft.objects.count() == 2


def test_a_file_is_held_by_its_draft_and_let_go_with_it(conversation: Conversation, mara: Actor) -> None:
    attachment = attach(conversation, mara)
    assert Blob.objects.get(pk=attachment.blob_id).references == 1

    discard_draft(conversation.pk, by=mara, kind=DraftKind.NOTE)

    assert Blob.objects.get(pk=attachment.blob_id).references == 0


def test_a_file_can_be_taken_out_by_its_writer_only(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    attachment = attach(conversation, mara)

    with pytest.raises(NotFound):
        remove_file(attachment.pk, by=Actor.agent(cast.tess.pk))
    remove_file(attachment.pk, by=mara)

    assert Blob.objects.get(pk=attachment.blob_id).references == 0
