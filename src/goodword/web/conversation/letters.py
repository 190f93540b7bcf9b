"""Messages as letters: what is folded, what is framed, what hangs below."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil

from django.urls import reverse

from goodword.conversations.choices import Delivery
from goodword.conversations.queries.thread import Thread, ThreadEvent, ThreadItem
from goodword.conversations.types import Attachment, FileLink, Message, Note
from goodword.core.clock import now
from goodword.core.markup import clean_written_html, text_to_html
from goodword.web.conversation.brought import InvitationCard, cards_of, remarks_of
from goodword.web.conversation.tellings import told
from goodword.web.files.addresses import file_address, stands_in_text
from goodword.web.files.views import PICTURES

NEVER_FOLDED = 2
NOT_DELIVERED = (Delivery.FAILED, Delivery.BOUNCED)


@dataclass(frozen=True, slots=True)
class File:
    """A file below a letter; `picture` when it can be shown small."""

    name: str
    size: int
    address: str
    picture: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """A message as it is shown. `frame` is the address of a body that must stand in a frame; else the page itself shows
    `html`, with `quoted` folded away below: both are safe."""

    message: Message
    is_folded: bool = False
    frame: str = ""
    frame_is_plain: bool = False
    html: str = ""
    quoted: str = ""
    files: list[File] = field(default_factory=list)
    links: list[FileLink] = field(default_factory=list)
    signature: str = ""

    @property
    def author(self) -> str:
        message = self.message
        return message.agent.name if message.agent else message.sender_name or message.sender_address

    @property
    def seconds_left(self) -> int:
        """How long it can still be taken back."""
        leaves_at = self.message.leaves_at
        return max(0, ceil((leaves_at - now()).total_seconds())) if leaves_at else 0

    @property
    def to(self) -> str:
        return self._recipients("to")

    @property
    def copies(self) -> str:
        return self._recipients("cc")

    @property
    def invitations(self) -> list[InvitationCard]:
        return cards_of(self.message.body.invitations)

    @property
    def remarks(self) -> list[tuple[str, str]]:
        return remarks_of(self.message.body.remarks)

    @property
    def hidden_copies(self) -> str:
        return self._recipients("bcc")

    def _recipients(self, kind: str) -> str:
        listed = [one for one in self.message.recipients if one.get("kind") == kind]
        return ", ".join(one.get("name") or one.get("address", "") for one in listed)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One thing in the thread: exactly one of letter, note (with `html` and `files`) and event (with `words`)."""

    at: datetime
    letter: Letter | None = None
    note: Note | None = None
    html: str = ""
    files: list[File] = field(default_factory=list)
    event: ThreadEvent | None = None
    words: str = ""


def files_of(attachments: Sequence[Attachment], html: str) -> list[File]:
    """Files to list below a letter; pictures that stand inside its text are left out."""
    return [
        File(a.filename, a.size, file_address(a), a.content_type in PICTURES)
        for a in attachments
        if not stands_in_text(a, html)
    ]


def is_plain(html: str) -> bool:
    """Whether a letter brings no colors of its own, so that it may take those of the desk."""
    lowered = html.lower()
    return "color" not in lowered and "background" not in lowered


def letter_of(message: Message, *, is_folded: bool = False) -> Letter:
    """The message as a letter. What a customer wrote in HTML is framed; what we wrote is cleaned once more."""
    if is_folded:
        return Letter(message=message, is_folded=True)
    body, attachments = message.body, list(message.attachments.all())
    files = files_of(attachments, body.html)
    if body.html and message.is_from_customer:
        address = reverse("letter-frame", args=[message.pk])
        return Letter(message=message, frame=address, frame_is_plain=is_plain(body.html), files=files)
    if body.html:  # ours, and cleaned once more, so that the page is safe whatever the row holds
        return Letter(
            message=message,
            html=clean_written_html(body.html),
            files=files,
            links=[one.link for one in attachments if hasattr(one, "link")],
            signature=clean_written_html(body.signature),
        )
    fresh, quoted = body.text[: body.quoted_from], body.text[body.quoted_from :]
    return Letter(message=message, html=text_to_html(fresh), quoted=text_to_html(quoted), files=files)


def sheets_of(thread: Thread, since: int) -> list[Sheet]:
    """The thread, with the letters before message `since` and what programs wrote folded to a line each."""
    known = [item.message.pk for item in thread.items if item.message]
    folded = set(known[: known.index(since)]) if since in known else set()
    folded |= {item.message.pk for item in thread.items if item.message and item.message.is_automatic} - {*known[:1]}
    return [_sheet(item, folded) for item in thread.items]


def first_unfolded(thread: Thread) -> int:
    """The id of the first message that is shown whole: the last two, and all that came since our last answer."""
    messages = [item.message for item in thread.items if item.message]
    kept = messages[-NEVER_FOLDED:]
    for message in reversed(messages):
        if not message.is_from_customer:
            break
        if message not in kept:
            kept.insert(0, message)
    return kept[0].pk if kept else 0


def _sheet(item: ThreadItem, folded: set[int]) -> Sheet:
    if item.message is not None:
        is_folded = item.message.pk in folded and item.message.delivery not in NOT_DELIVERED
        return Sheet(item.at, letter=letter_of(item.message, is_folded=is_folded))
    if item.note is not None:
        attachments = list(item.note.attachments.all())
        html = clean_written_html(item.note.html)
        return Sheet(item.at, note=item.note, html=html, files=files_of(attachments, html))
    return Sheet(item.at, event=item.event, words=told(item.event) if item.event else "")
