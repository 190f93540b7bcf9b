"""Notes stay in the house."""

import pytest

from goodword.conversations.actions.drafting import save_draft
from goodword.conversations.actions.noting import write_note
from goodword.conversations.choices import DraftKind, Turn
from goodword.conversations.models import Draft, Message
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import Invalid
from tests.timeline import last_event


def test_a_note_is_no_message_and_changes_nobodys_turn(conversation: Conversation, mara: Actor) -> None:
    save_draft(conversation.pk, by=mara, kind=DraftKind.NOTE, html="<p>Dock 2</p>")

    note = write_note(conversation.pk, by=mara, html="<p>Parcel is at dock 2.</p>")

    conversation.refresh_from_db()
    assert (Message.objects.count(), conversation.turn) == (1, Turn.OURS)
    assert last_event("note.written").data == {"note_id": note.pk, "asks": False}
    assert not Draft.objects.exists()


def test_an_empty_note_is_refused(conversation: Conversation, mara: Actor) -> None:
    with pytest.raises(Invalid):
        write_note(conversation.pk, by=mara, html="<p></p>")

    assert not conversation.notes.exists()
