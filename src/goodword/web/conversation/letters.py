"""Messages as letters: what is folded, what is framed, what hangs below."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from math import ceil
from types import MappingProxyType

from django.urls import reverse

from goodword.conversations.choices import Delivery
from goodword.conversations.mentions import Key, renamed
from goodword.conversations.queries.mentions import present_names
from goodword.conversations.queries.thread import Thread, ThreadEvent, ThreadItem
from goodword.conversations.types import Attachment, FileLink, Message, Note, Talk
from goodword.core.clock import now
from goodword.core.markup import clean_note_html, clean_written_html, text_to_html, without_signed_links
from goodword.web.conversation.brought import InvitationCard, cards_of, remarks_of
from goodword.web.conversation.promise_rows import PromiseRow
from goodword.web.conversation.tellings import told
from goodword.web.files.addresses import addresses_until, file_address, stands_in_text
from goodword.web.files.views import PICTURES

NEVER_FOLDED = 2
SETTLED = (Delivery.NONE, Delivery.SENT)
NOT_DELIVERED = (Delivery.FAILED, Delivery.BOUNCED)


@dataclass(frozen=True, slots=True)
class File:
    """A file below a letter; `picture` when it can be shown small."""

    name: str
    size: int
    address: str
    picture: bool


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A message as it is shown; what it says is made ready only when it is drawn. `files_until` is the hour for which
    the addresses of its files are good, 0 without files."""

    message: Message
    is_folded: bool = False
    files_until: int = 0

    @property
    def is_settled(self) -> bool:
        """Nothing is left to be done about it by anybody: no form stands in it, and it tells no time that runs."""
        return self.message.delivery in SETTLED and not self.links and self.talk is None

    @property
    def talk(self) -> Talk | None:
        """What was logged of a call or a visit."""
        return getattr(self.message, "talk", None)

    @property
    def _is_framed(self) -> bool:
        return self.message.is_from_customer and bool(self.message.body.html)

    @property
    def frame(self) -> str:
        """The address of a body that must stand in a frame: what a customer wrote in HTML."""
        return reverse("letter-frame", args=[self.message.pk]) if self._is_framed else ""

    @property
    def frame_is_plain(self) -> bool:
        return self._is_framed and is_plain(self.message.body.html)

    @cached_property
    def html(self) -> str:
        """Safe for the page. What we wrote in HTML was cleaned, and is once more, whatever the row holds."""
        body = self.message.body
        if body.html:
            return without_signed_links(clean_written_html(body.html))
        return text_to_html(without_signed_links(body.text[: body.quoted_from]))

    @cached_property
    def quoted(self) -> str:
        """Folded away below it, as safe."""
        body = self.message.body
        return "" if body.html else text_to_html(without_signed_links(body.text[body.quoted_from :]))

    @property
    def files(self) -> list[File]:
        return files_of(list(self.message.attachments.all()), self.message.body.html)

    @property
    def links(self) -> list[FileLink]:
        """Its files that went as links."""
        if self.is_folded or self.message.is_from_customer:
            return []
        return [one.link for one in self.message.attachments.all() if hasattr(one, "link")]

    @property
    def signature(self) -> str:
        """What stands below what we wrote in HTML."""
        body = self.message.body
        return "" if self.message.is_from_customer or not body.html else clean_written_html(body.signature)

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
    """One thing in the thread: exactly one of letter, note (with `html` and `files`), event (with `words`) and row.
    `key` is the id of its element."""

    at: datetime
    letter: Letter | None = None
    note: Note | None = None
    html: str = ""
    files: list[File] = field(default_factory=list)
    event: ThreadEvent | None = None
    words: str = ""
    row: PromiseRow | None = None
    key: str = ""


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
    """The message as a letter, or as a line."""
    has_files = not is_folded and bool(message.attachments.all())
    return Letter(message=message, is_folded=is_folded, files_until=addresses_until() if has_files else 0)


def sheets_of(
    thread: Thread, since: int, mine: Collection[Key] = (), rows: Mapping[int, PromiseRow | None] = MappingProxyType({})
) -> list[Sheet]:
    """The thread, with the letters before message `since` and what programs wrote folded to a line each. `mine` are the
    reader and their teams, to be marked where a note names them; `rows` the lines of promises, None for no line."""
    names = present_names(item.note.html for item in thread.items if item.note)
    known = [item.message.pk for item in thread.items if item.message]
    folded = set(known[: known.index(since)]) if since in known else set()
    folded |= {item.message.pk for item in thread.items if item.message and item.message.is_automatic} - {*known[:1]}
    return [
        _note(item, item.note, names, mine) if item.note else _sheet(item, folded, rows)
        for item in thread.items
        if item.event is None or rows.get(item.event.id, item.event) is not None
    ]


def _note(item: ThreadItem, note: Note, names: Mapping[Key, str], mine: Collection[Key]) -> Sheet:
    html = clean_note_html(note.html)
    files = files_of(list(note.attachments.all()), html)
    return Sheet(item.at, note=note, html=renamed(html, names, mine), files=files, key=key_of(item))


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


def key_of(item: ThreadItem) -> str:
    """The id of the element that shows it."""
    if item.message is not None:
        return f"message-{item.message.pk}"
    return f"note-{item.note.pk}" if item.note is not None else ""


def _sheet(item: ThreadItem, folded: set[int], rows: Mapping[int, PromiseRow | None]) -> Sheet:
    if item.message is not None:
        is_folded = item.message.pk in folded and item.message.delivery not in NOT_DELIVERED
        return Sheet(item.at, letter=letter_of(item.message, is_folded=is_folded), key=key_of(item))
    row = rows.get(item.event.id) if item.event else None
    if row is not None:
        return Sheet(item.at, row=row)
    words = told(item.event) if item.event else ""
    return Sheet(item.at, event=item.event if words else None, words=words)
