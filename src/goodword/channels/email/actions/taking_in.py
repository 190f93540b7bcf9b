"""Mail comes in: first it is kept, to the byte; what it says is found out afterwards."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from django.db import IntegrityError, transaction

from goodword.channels.email.choices import Reading, Source
from goodword.channels.email.errors import NobodyAt, NobodyMeant
from goodword.channels.email.events import MailStored, MailUnreadable
from goodword.channels.email.fingerprints import fingerprint
from goodword.channels.email.models import ReceivedMail
from goodword.core.actor import SYSTEM
from goodword.core.blobs import hold_blobs, store_blobs
from goodword.core.clock import now
from goodword.core.db.locks import lock_name
from goodword.core.events import record
from goodword.core.problems import Problem, problem_of

_RACES = 3


@dataclass(frozen=True, slots=True)
class IncomingMail:
    """A mail as a door was given it. `raw` may be a stream that can be sought in: its bytes are never all in memory."""

    raw: bytes | BinaryIO
    envelope_from: str = ""
    envelope_to: str = ""
    received_at: datetime | None = None
    is_history: bool = False


def store_mail(
    raw: bytes | BinaryIO,
    *,
    mailbox_id: int,
    source: Source,
    envelope_from: str = "",
    envelope_to: str = "",
    received_at: datetime | None = None,
    is_history: bool = False,
) -> ReceivedMail:
    """Keep a mail. When this returns (and a surrounding transaction has committed), it is on the disk and will be read.

    A mail that the mailbox already has changes nothing: its row is returned. Raises IntegrityError when there is no
    such mailbox.
    """
    one = IncomingMail(raw, envelope_from, envelope_to, received_at, is_history)
    return store_mails([one], mailbox_id=mailbox_id, source=source)[0]


def store_mails(batch: Sequence[IncomingMail], *, mailbox_id: int, source: Source) -> list[ReceivedMail]:
    """Keep these mails, waiting for the disk once: all of them are stored when this returns, or none.

    The rows come in the order of the mails; for a mail that the mailbox already has, the row that it has. Raises
    IntegrityError when there is no such mailbox.
    """
    return store_for_mailboxes([(mailbox_id, mail) for mail in batch], source=source)


def store_for_mailboxes(batch: Sequence[tuple[int, IncomingMail]], *, source: Source) -> list[ReceivedMail]:
    """`store_mails` for mails of several mailboxes, each beside its mailbox."""
    marks = {id(mail.raw): fingerprint(mail.raw) for _, mail in batch}
    wanted: dict[tuple[int, str], IncomingMail] = {}
    for mailbox_id, mail in batch:
        wanted.setdefault((mailbox_id, marks[id(mail.raw)]), mail)
    for attempt in range(_RACES):
        known = _known(wanted)
        fresh = {place: mail for place, mail in wanted.items() if place not in known}
        try:
            known |= _keep(fresh, source)
            return [known[mailbox_id, marks[id(mail.raw)]] for mailbox_id, mail in batch]
        except IntegrityError:  # another process has just stored one of them, or there is no such mailbox
            if attempt == _RACES - 1:
                raise
    raise AssertionError("not reached")


@transaction.atomic
def keep_unaddressed(mail: IncomingMail, *, source: Source) -> ReceivedMail:
    """Keep a mail that is for no mailbox of ours, and list it with the reason; once, however often it comes."""
    mark = fingerprint(mail.raw)
    lock_name(f"unaddressed:{mark}")
    known = ReceivedMail.objects.filter(mailbox=None, fingerprint=mark).first()
    if known is not None:
        return known
    [blob] = store_blobs([mail.raw])
    hold_blobs([blob.key])
    row = _row((0, mark), mail, blob.key, source)
    row.mailbox_id, row.reading, row.problem = None, Reading.UNREADABLE, problem_of(nobody_at(mail.envelope_to))
    row.save(force_insert=True)
    record(MailUnreadable(by=SYSTEM, received_id=row.pk))
    return row


def nobody_at(address: str) -> Problem:
    """What the list of unreadable mail says about mail for no mailbox of ours."""
    return NobodyAt(address=address[:200]) if address else NobodyMeant()


def _known(places: Collection[tuple[int, str]]) -> dict[tuple[int, str], ReceivedMail]:
    mailboxes, marks = {mailbox_id for mailbox_id, _ in places}, {mark for _, mark in places}
    rows = ReceivedMail.objects.filter(mailbox_id__in=mailboxes, fingerprint__in=marks)
    return {(row.mailbox_id or 0, row.fingerprint): row for row in rows}


def _keep(fresh: Mapping[tuple[int, str], IncomingMail], source: Source) -> dict[tuple[int, str], ReceivedMail]:
    if not fresh:
        return {}
    raws = {mark: mail.raw for (_, mark), mail in fresh.items()}
    for raw in raws.values():
        if not isinstance(raw, bytes):
            raw.seek(0)
    blobs = dict(zip(raws, store_blobs(list(raws.values())), strict=True))
    rows = {place: _row(place, mail, blobs[place[1]].key, source) for place, mail in fresh.items()}
    with transaction.atomic():
        _hold(rows.values())
        ReceivedMail.objects.bulk_create(rows.values())
        record(MailStored(by=SYSTEM, received_ids=tuple(row.pk for row in rows.values())))
    return rows


def _row(place: tuple[int, str], mail: IncomingMail, blob_key: str, source: Source) -> ReceivedMail:
    return ReceivedMail(
        mailbox_id=place[0],
        source=source,
        raw_id=blob_key,
        fingerprint=place[1],
        envelope_from=mail.envelope_from[:320],
        envelope_to=mail.envelope_to[:320],
        received_at=mail.received_at or now(),
        is_history=mail.is_history,
    )


def _hold(rows: Collection[ReceivedMail]) -> None:
    """Count each row as a holder: a mail to two mailboxes is one blob, held twice."""
    left = [row.raw_id for row in rows]
    while left:
        once = set(left)
        hold_blobs(once)
        for key in once:
            left.remove(key)
