"""What a form of the composer brings: which kind, what was typed, which files."""

from typing import BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from goodword.accounts.types import Agent
from goodword.conversations.access import conversation_for
from goodword.conversations.actions.drafting import attach_file
from goodword.conversations.choices import DraftKind
from goodword.conversations.types import Attachment, Conversation
from goodword.core.actor import Actor
from goodword.core.errors import NotFound
from goodword.core.markup import html_to_text, text_to_html
from goodword.web.conversation.composing import NEEDS


def asked_kind(word: str) -> DraftKind:
    """The kind of draft that an address names. Raises NotFound."""
    kind = next((one for one in NEEDS if one == word), None)
    if kind is None:
        raise NotFound
    return kind


def conversation_to_write(agent: Agent, number: int, kind: DraftKind) -> Conversation:
    """The conversation, when the agent may write this kind in it. Raises NotFound, NotAllowed."""
    return conversation_for(agent, number, NEEDS[kind])


def typed_html(request: HttpRequest) -> str:
    """What was written: the editor's HTML, or the plain text of a browser without script."""
    html, text = request.POST.get("html", ""), request.POST.get("text")
    if text is None or text.split() == html_to_text(html).split():
        return html  # the editor's, or a draft that was not touched
    return text_to_html(text)


def take_uploads(request: HttpRequest, number: int, kind: DraftKind, by: Actor) -> list[Attachment]:
    """Attach every file of the form to the agent's draft."""
    return [_attach(upload, number, kind, by) for upload in request.FILES.getlist("file")]


def _attach(upload: "UploadedFile[bytes]", number: int, kind: DraftKind, by: Actor) -> Attachment:
    return attach_file(
        number,
        by=by,
        kind=kind,
        filename=upload.name or "file",
        content_type=upload.content_type or "application/octet-stream",
        content=cast(BinaryIO, upload.file),
    )
