"""Messages and notes enter the index in the transaction that writes them; a batch enters as one."""

from collections.abc import Callable, Sequence

from django.db.models import Model

from goodword.conversations.models import Message, Note
from goodword.conversations.search.documents import message_documents, note_documents
from goodword.core.db.together import gather
from goodword.core.search.documents import Document, Kind
from goodword.core.search.index import forget_row, write_documents
from goodword.core.search.rebuilding import Source


def index_message(message_id: int) -> None:
    """Let the message be found."""
    gather(message_id, _write_messages)


def index_note(note_id: int) -> None:
    """Let the note be found."""
    gather(note_id, _write_notes)


def forget_message(message_id: int, conversation_id: int) -> None:
    """The message is no more."""
    forget_row(Kind.MESSAGE, message_id, conversation=conversation_id)


def index_message_anew(message_id: int, conversation_id: int) -> None:
    """What the message says is something else now."""
    forget_message(message_id, conversation_id)
    index_message(message_id)


def _write_messages(ids: list[int]) -> None:
    write_documents(message_documents(ids))


def _write_notes(ids: list[int]) -> None:
    write_documents(note_documents(ids))


def _source(name: str, model: type[Model], read: Callable[[Sequence[int]], list[Document]]) -> Source:
    def below(reached: int | None, size: int) -> Sequence[int]:
        rows = model._default_manager.order_by("-pk")  # noqa: SLF001 (Django's public name for it)
        rows = rows if reached is None else rows.filter(pk__lt=reached)
        return list(rows.values_list("pk", flat=True)[:size])

    return Source(name=name, below=below, read=read, count=model._default_manager.count)  # noqa: SLF001


SOURCES = (_source("messages", Message, message_documents), _source("notes", Note, note_documents))
