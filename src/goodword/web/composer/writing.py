"""What is in the composer: whose draft, which files, what was typed."""

from dataclasses import dataclass, field
from typing import BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.urls import reverse

from goodword.accounts.types import Agent
from goodword.conversations.access import To, conversation_for
from goodword.conversations.actions.drafting import attach_file
from goodword.conversations.choices import DraftKind
from goodword.conversations.queries.drafts import drafts_of
from goodword.conversations.types import Attachment, Conversation, Draft
from goodword.core.actor import Actor
from goodword.core.errors import DomainError, NotFound
from goodword.core.markup import html_to_text, text_to_html
from goodword.web.files.addresses import stands_in_text

_NEEDS = {DraftKind.REPLY: To.ANSWER, DraftKind.NOTE: To.NOTE}


@dataclass(frozen=True, kw_only=True, slots=True)
class Composer:
    """What the composer shows. `kinds` are those the reader may write; `text` is the draft for those without script."""

    conversation: Conversation
    kind: DraftKind
    kinds: list[DraftKind]
    draft: Draft | None = None
    html: str = ""
    text: str = ""
    files: list[Attachment] = field(default_factory=list)
    problem: DomainError | None = None

    @property
    def is_note(self) -> bool:
        return self.kind is DraftKind.NOTE

    @property
    def address(self) -> str:
        """Where it goes when it is done."""
        return reverse("notes" if self.is_note else "replies", args=[self.conversation.pk])

    @property
    def draft_address(self) -> str:
        return reverse("draft", args=[self.conversation.pk, self.kind])

    @property
    def files_address(self) -> str:
        return reverse("draft-files", args=[self.conversation.pk, self.kind])


def asked_kind(word: str) -> DraftKind:
    """The kind of draft that an address names. Raises NotFound."""
    try:
        return DraftKind(word)
    except ValueError as error:
        raise NotFound from error


def conversation_to_write(agent: Agent, number: int, kind: DraftKind) -> Conversation:
    """The conversation, when the agent may write this kind in it. Raises NotFound, NotAllowed."""
    return conversation_for(agent, number, _NEEDS[kind])


def composer_for(
    agent: Agent,
    conversation: Conversation,
    kind: DraftKind,
    step: To,
    *,
    typed: str | None = None,
    problem: DomainError | None = None,
) -> Composer:
    """The composer with the agent's draft, or with what was just typed and could not be sent."""
    draft = drafts_of(agent, conversation).get(kind)
    attachments = list(draft.attachments.all()) if draft else []
    html = typed if typed is not None else draft.html if draft else ""
    return Composer(
        conversation=conversation,
        kind=kind,
        kinds=[one for one, needed in _NEEDS.items() if needed <= step],
        draft=draft,
        html=html,
        text=html_to_text(html),
        files=[a for a in attachments if not stands_in_text(a, html)],
        problem=problem,
    )


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
