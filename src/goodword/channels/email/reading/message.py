"""A mail as people understand it: who wrote what to whom, in reply to what."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from goodword.channels.email.choices import MailKind
from goodword.channels.email.reading.authentication import last_servers_own
from goodword.channels.email.reading.automatic import A_PERSONS, Judgement, judge
from goodword.channels.email.reading.bodies import body_of
from goodword.channels.email.reading.errors import NothingInIt
from goodword.channels.email.reading.files import ReadFile
from goodword.channels.email.reading.forwards import is_forward
from goodword.channels.email.reading.headers import addresses, date_of, decode_words, message_ids
from goodword.channels.email.reading.invitations import Invitation
from goodword.channels.email.reading.mime import take_apart
from goodword.channels.email.reading.quoting import folded_from
from goodword.channels.email.reading.sources import Source, is_blank
from goodword.conversations.choices import Remark

Kind = Literal["to", "cc", "bcc"]
_KINDS: tuple[Kind, ...] = ("to", "cc", "bcc")
_LONGEST_REPORT = 8000


@dataclass(frozen=True, slots=True)
class MailAddress:
    """A name as the sender wrote it, which proves nothing, and an address."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class ReadMail:
    """`text` is cut at `quoted_from` where signature and quoted history begin; `html` is sanitized, with these folded.

    `remarks` say what the reader should know of the letter besides its words. `authentication` is the topmost report of
    a receiving server on who sent it, which everybody can write; `arrival_report` is that one if it was written by the
    last server on the way.
    """

    message_id: str
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    sender: MailAddress | None
    recipients: tuple[tuple[Kind, MailAddress], ...]
    subject: str
    date: datetime | None
    text: str
    html: str
    quoted_from: int
    has_remote_images: bool
    files: tuple[ReadFile, ...]
    judgement: Judgement = A_PERSONS
    remarks: tuple[Remark, ...] = ()
    invitations: tuple[Invitation, ...] = ()
    authentication: str = ""
    arrival_report: str = ""
    reply_to: str = ""

    @property
    def is_automatic(self) -> bool:
        """Whether a program wrote it: it never takes the turn and never reopens a conversation."""
        return self.judgement.kind is not MailKind.PERSON

    @property
    def thread(self) -> tuple[str, ...]:
        """The message ids that this mail answers, nearest first."""
        return tuple(dict.fromkeys((*self.in_reply_to, *reversed(self.references))))


def _first(value: str) -> MailAddress | None:
    found = addresses(value)
    return MailAddress(*found[0]) if found else None


def _answer_address(value: str, sender: MailAddress | None) -> str:
    """Where the sender wants answers, when that is not where they write from."""
    wanted = _first(value)
    is_other = wanted is not None and (sender is None or wanted.address.lower() != sender.address.lower())
    return wanted.address if wanted and is_other else ""


def read_message(raw: Source) -> ReadMail:
    """Read a mail that is in memory or in a mapped file, in bounded memory and time linear in its size.

    The files are read from `raw` when they are opened: keep a mapping open as long. Raises UnreadableMail, and nothing
    else, when the mail cannot be read.
    """
    if is_blank(raw):
        raise NothingInIt
    mail = take_apart(raw)
    headers = mail.headers
    sender = (
        _first(headers.get("from", "")) or _first(headers.get("sender", "")) or _first(headers.get("return-path", ""))
    )
    subject = decode_words(headers.get("subject", ""))[:500]
    folds = not is_forward(subject)
    body = body_of(mail, folds=folds)
    return ReadMail(
        message_id=next(iter(message_ids(headers.get("message-id", ""))), ""),
        in_reply_to=message_ids(headers.get("in-reply-to", "")),
        references=message_ids(headers.get("references", "")),
        sender=sender,
        recipients=tuple(
            (kind, MailAddress(name, address)) for kind in _KINDS for name, address in addresses(headers.get(kind, ""))
        ),
        subject=subject,
        date=date_of(headers.get("date", "")) or date_of(headers.get("received", "").rpartition(";")[2]),
        text=body.text,
        html=body.html,
        quoted_from=min(folded_from(body.text, history=folds), body.in_sight),
        has_remote_images=body.has_remote_images,
        reply_to=_answer_address(headers.get("reply-to", ""), sender),
        files=tuple(body.files),
        judgement=judge(
            mail,
            sender=sender.address if sender else "",
            name=sender.name if sender else "",
            subject=subject,
            text=body.text,
        ),
        remarks=tuple(body.remarks),
        invitations=tuple(body.invitations),
        authentication=headers.get("authentication-results", "")[:_LONGEST_REPORT],
        arrival_report=last_servers_own(headers)[:_LONGEST_REPORT],
    )
