"""What an agent wrote in their own mail program about a conversation. What they are writing in the desk stays there."""

from collections.abc import Sequence

from django.db import transaction

from goodword.conversations.actions.noting import tell_mentioned, with_mentions
from goodword.conversations.actions.reading import tell_news
from goodword.conversations.actions.replying import say
from goodword.conversations.arrivals import ArrivedFile
from goodword.conversations.choices import DraftKind
from goodword.conversations.envelopes import Envelope
from goodword.conversations.events import NoteWritten
from goodword.conversations.models import Attachment, Conversation, Draft, Message, Note
from goodword.conversations.writing import Written
from goodword.core.actor import Actor
from goodword.core.blobs import hold_blob
from goodword.core.clock import now
from goodword.core.events import record
from goodword.core.markup import text_to_html


@transaction.atomic
def note_by_mail(number: int, *, by: Actor, text: str, files: Sequence[ArrivedFile] = ()) -> Note:
    """Leave what a colleague wrote by mail; a note that they are writing here stays as it is. Raises NotFound.

    "@Name" mentions as in a note that is written in the desk.
    """
    conversation = Conversation.objects.locked(number)
    written, told = with_mentions(conversation, Written(text_to_html(text), text), by)
    note = Note.objects.create(
        conversation=conversation,
        home=conversation,
        agent_id=by.writer_id,
        text=written.text,
        html=written.html,
        at=now(),
    )
    tell_news(conversation, at=note.at, by=by)
    for file in files:
        _attach(file, note=note)
    record(NoteWritten(by=by, conversation_id=conversation.pk, person_id=conversation.customer_id, note_id=note.pk))
    tell_mentioned(note, told, by=by)
    return note


@transaction.atomic
def reply_by_mail(number: int, *, by: Actor, text: str, files: Sequence[ArrivedFile] = ()) -> Message:
    """Answer the customer, as from the desk: to those who are proposed, and it can be taken back for ten seconds.

    Raises NotFound, Invalid when there is neither a word nor a file, ActionRefused when there is nobody to write to.
    """
    conversation = Conversation.objects.locked(number)
    moment = now()
    envelope_draft = Draft.objects.create(
        conversation=conversation, agent_id=by.writer_id, kind=DraftKind.PLANNED, updated_at=moment, leaves_at=moment
    )
    for file in files:
        _attach(file, draft=envelope_draft)
    written = Written.of(text_to_html(text))
    return say(conversation, written, by, envelope=Envelope(), close=False, draft=envelope_draft)


def _attach(file: ArrivedFile, *, note: Note | None = None, draft: Draft | None = None) -> None:
    hold_blob(file.blob_key)
    Attachment.objects.create(
        note=note,
        draft=draft,
        blob_id=file.blob_key,
        filename=file.filename[:255],
        content_type=file.content_type[:120],
        size=file.size,
    )
