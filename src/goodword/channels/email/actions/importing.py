"""Many old mails at once: stored, read and put into closed conversations, a batch in one transaction."""

import logging
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from django.db import IntegrityError

from goodword.channels.email.actions.judging import judge_received
from goodword.channels.email.actions.reading import (
    Known,
    arrival_of,
    arrived_files,
    sender_of,
    unexpected,
)
from goodword.channels.email.choices import Reading, Source
from goodword.channels.email.events import MailUnreadable
from goodword.channels.email.fingerprints import fingerprint
from goodword.channels.email.models import ReceivedMail
from goodword.channels.email.reading import ReadMail, read_message
from goodword.channels.email.reading.sources import Source as MailBytes
from goodword.channels.email.reading.sources import mapped
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.arrivals import ArrivedFile
from goodword.core.actor import SYSTEM
from goodword.core.blobs import hold_blobs, store_blobs
from goodword.core.clock import now
from goodword.core.db.together import together
from goodword.core.errors import DomainError
from goodword.core.events import record
from goodword.core.problems import problem_of

_RACES = 3
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the mails: each is new, was known before, or was stored but could not be read."""

    new: int = 0
    known: int = 0
    unreadable: int = 0

    def __add__(self, other: "Imported") -> "Imported":
        return Imported(self.new + other.new, self.known + other.known, self.unreadable + other.unreadable)

    @property
    def total(self) -> int:
        return self.new + self.known + self.unreadable


@dataclass(slots=True)
class _Prepared:
    """A mail read before the transaction begins; `problem` says why if it could not be."""

    mark: str
    raw: bytes | BinaryIO
    reached_at: datetime | None
    blob_key: str = ""
    mail: ReadMail | None = None
    files: tuple[ArrivedFile, ...] = ()
    problem: str = ""


def import_batch(
    raws: Sequence[bytes | BinaryIO], *, mailbox_id: int, source: Source, reached_at: Sequence[datetime | None] = ()
) -> Imported:
    """Store and read these old mails; all of them are taken in when this returns, or none.

    History makes no alarm, waits for nobody and arrives closed. What the mailbox already has changes nothing, so an
    interrupted import is simply run again. `reached_at` says when each came to its server, for those that bear no date.
    A large mail is better given as a file, which is read in bounded memory; the caller closes it.
    """
    times = list(reached_at) or [None] * len(raws)
    mails = list(zip(raws, times, strict=True))
    for _ in range(_RACES):
        try:
            return _import(mails, mailbox_id, source)
        except IntegrityError:  # one of them arrived by another way in this very moment, and is known by now
            log.info("an import met mail that was just arriving: mailbox=%s", mailbox_id)
    return _import(mails, mailbox_id, source)


def _import(mails: Sequence[tuple[bytes | BinaryIO, datetime | None]], mailbox_id: int, source: Source) -> Imported:
    marked = {fingerprint(raw): (raw, reached_at) for raw, reached_at in mails}
    rows = ReceivedMail.objects.filter(mailbox_id=mailbox_id, fingerprint__in=marked)
    known = set(rows.values_list("fingerprint", flat=True))
    batch = [_Prepared(mark, *given) for mark, given in marked.items() if mark not in known]
    if not batch:
        return Imported(known=len(mails))
    with ExitStack() as sources:
        for one in batch:
            _read(one, sources.enter_context(mapped(one.raw)))
        _store(batch)
    unreadable = _take_in(batch, mailbox_id, source)
    return Imported(new=len(batch) - unreadable, known=len(mails) - len(batch), unreadable=unreadable)


def _read(prepared: _Prepared, source: MailBytes) -> None:
    try:
        mail = read_message(source)
        sender_of(mail)
        prepared.mail = mail
    except DomainError as error:
        prepared.problem = problem_of(error)
    except Exception as error:  # one mail that we fail at must not stop the others
        log.exception("mail could not be read: fingerprint=%s", prepared.mark)
        prepared.problem = problem_of(unexpected(error))


def _store(batch: Sequence[_Prepared]) -> None:
    """Put the mails and all their files on the disk, waiting for it once."""
    contents: list[bytes | BinaryIO] = [one.raw for one in batch]
    contents += [file.open() for one in batch if one.mail for file in one.mail.files]
    blobs = iter(store_blobs(contents))
    for one in batch:
        one.blob_key = next(blobs).key
    for one in batch:
        if one.mail:
            one.files = arrived_files(one.mail, [next(blobs) for _ in one.mail.files])


@together()
def _take_in(batch: Sequence[_Prepared], mailbox_id: int, source: Source) -> int:
    """Write the rows of all; returns how many are unreadable."""
    known = Known.of([one.mail for one in batch if one.mail])
    rows = []
    for one in batch:
        row = ReceivedMail(
            mailbox_id=mailbox_id,
            source=source,
            raw_id=one.blob_key,
            fingerprint=one.mark,
            received_at=_received_at(one),
            is_history=True,
            reading=Reading.READ if one.mail else Reading.UNREADABLE,
            problem=one.problem[:500],
        )
        if one.mail and one.mail.message_id not in known.ours:
            judge_received(row, one.mail)
            arrival = arrival_of(row, one.mail, one.files, known=known)
            if not known.is_copy(row, one.mail, arrival.conversation_id):
                row.message = receive_message(arrival)
                known.remember(one.mail, row.message)
        rows.append(row)
    hold_blobs([one.blob_key for one in batch])
    ReceivedMail.objects.bulk_create(rows)
    known.write()
    unreadable = [row for row in rows if row.reading == Reading.UNREADABLE]
    for row in unreadable:
        record(MailUnreadable(by=SYSTEM, received_id=row.pk))
    return len(unreadable)


def _received_at(one: _Prepared) -> datetime:
    """Now, when it came to the desk; of a mail that bears no date, when it came to its server."""
    is_undated = one.mail is not None and one.mail.date is None
    return min(one.reached_at, now()) if is_undated and one.reached_at else now()
