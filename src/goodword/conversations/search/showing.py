"""What is shown of a hit: the words around what was found, from the original, and where they stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from goodword.conversations.models import Attachment, Conversation, Message, MessageBody, Note
from goodword.conversations.search.documents import fresh_text
from goodword.conversations.search.finding import Hit
from goodword.conversations.search.snippets import Piece, highlighted, snippet, sought_in
from goodword.core.markup import without_signed_links
from goodword.core.search.documents import Kind
from goodword.core.search.matching import Match
from goodword.core.search.models import Entry


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """A hit for the eye; `at` is when what was found was written, and `by` who wrote it."""

    subject: list[Piece]
    customer: list[Piece]
    text: list[Piece]
    at: datetime
    by: str = ""
    is_note: bool = False
    files: list[list[Piece]]


def shown_hits(hits: Iterable[Hit], match: Match | None) -> dict[int, Shown]:
    """What is shown of each hit, by the number of its conversation."""
    listed, sought = list(hits), sought_in(match)
    entries = Entry.objects.in_bulk([hit.key for hit in listed if hit.key])
    rows = {kind: [entry.row for entry in entries.values() if entry.kind == kind] for kind in (Kind.MESSAGE, Kind.NOTE)}
    messages = Message.objects.select_related("agent").in_bulk(rows[Kind.MESSAGE])
    bodies = MessageBody.objects.defer("html", "signature").in_bulk(rows[Kind.MESSAGE])
    notes = Note.objects.select_related("agent").defer("html").in_bulk(rows[Kind.NOTE])
    files = _files_found(rows, sought)
    found = {}
    for hit in listed:
        entry, conversation = entries.get(hit.key), hit.conversation
        if entry is None:
            found[conversation.pk] = _of_conversation(conversation, sought)
        elif entry.kind == Kind.NOTE and entry.row in notes:
            found[conversation.pk] = _of(conversation, notes[entry.row], notes[entry.row].text, sought, files)
        elif entry.row in messages:
            text = fresh_text(bodies.get(entry.row))
            found[conversation.pk] = _of(conversation, messages[entry.row], text, sought, files)
    return found


def _of(
    conversation: Conversation,
    row: Message | Note,
    text: str,
    sought: frozenset[str],
    files: dict[tuple[bool, int], list[list[Piece]]],
) -> Shown:
    is_note = isinstance(row, Note)
    return Shown(
        subject=highlighted(conversation.subject, sought),
        customer=highlighted(conversation.customer.name, sought),
        text=snippet(text, sought),
        at=row.at,
        by=row.agent.name if row.agent else "",
        is_note=is_note,
        files=files.get((is_note, row.pk), []),
    )


def _of_conversation(conversation: Conversation, sought: frozenset[str]) -> Shown:
    return Shown(
        subject=highlighted(conversation.subject, sought),
        customer=highlighted(conversation.customer.name, sought),
        text=[Piece(without_signed_links(conversation.preview))],
        at=conversation.last_message_at,
        files=[],
    )


def _files_found(rows: dict[Kind, list[int]], sought: frozenset[str]) -> dict[tuple[bool, int], list[list[Piece]]]:
    """The names of files in which something was found; a file whose name says nothing of it is not shown."""
    found: dict[tuple[bool, int], list[list[Piece]]] = {}
    if not sought:
        return found
    of_these = Q(message_id__in=rows[Kind.MESSAGE]) | Q(note_id__in=rows[Kind.NOTE])
    named = Attachment.objects.filter(of_these, is_inline=False).order_by("pk")
    for message_id, note_id, name in named.values_list("message_id", "note_id", "filename"):
        pieces = highlighted(name, sought)
        if any(piece.is_hit for piece in pieces):
            found.setdefault((note_id is not None, note_id or message_id), []).append(pieces)
    return found
