"""All stored mail is read, the oldest first: many in one transaction, and alone whatever once went wrong.

A mail that cannot be read, or under which the program dies, costs the others a second attempt and never their turn.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from django.db import connection
from django.db.models import F, QuerySet

from goodword.channels.email.actions.reading import (
    MOST_ATTEMPTS,
    OURS_TO_MEND,
    Known,
    arrived_files,
    become_message,
    mark_unreadable,
    read_mail,
    sender_of,
)
from goodword.channels.email.choices import Reading
from goodword.channels.email.errors import ReadingStopped
from goodword.channels.email.models import ReceivedMail
from goodword.channels.email.reading import ReadMail, read_message
from goodword.conversations.arrivals import ArrivedFile
from goodword.core.blobs import map_blob, store_blobs
from goodword.core.db.commits import unhurried
from goodword.core.db.together import together
from goodword.core.problems import problem_of

BATCH = 25
_BATCH_BYTES = 4 * 1024 * 1024
_LOOK_AHEAD = 20 * BATCH
_MOST_FAILURES = 3  # of ours: then it is the disk or the database, and the rest waits for them
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A mail as it was read, its files stored, before the transaction begins."""

    received_id: int
    mail: ReadMail
    files: tuple[ArrivedFile, ...]


def is_mail_waiting() -> bool:
    """Whether there is a stored mail that nobody has read."""
    return _waiting().exists()


def read_on() -> int:
    """Read the mails that have waited longest, up to some hundreds; returns how many there were.

    For one reader at a time. Raises OperationalError, InterfaceError or OSError, after reading what could be read, when
    the database or the disk failed: those mails go on waiting.
    """
    waiting = list(_waiting().select_related("raw").order_by("attempts", "is_history", "pk")[:_LOOK_AHEAD])
    failures: list[Exception] = []
    for batch in _batches(waiting):
        try:
            _read(batch)
        except OURS_TO_MEND as error:
            failures.append(error)
            if len(failures) >= _MOST_FAILURES or not _database_answers():
                break
    if failures:
        raise failures[0]
    return len(waiting)


def _waiting() -> "QuerySet[ReceivedMail]":
    return ReceivedMail.objects.filter(reading=Reading.STORED).exclude(reading=Reading.READ)  # as its index says


def _batches(rows: Sequence[ReceivedMail]) -> Iterator[list[ReceivedMail]]:
    """Fresh mails together, in bounded memory; whatever was tried before, alone."""
    batch, weight = list[ReceivedMail](), 0
    for row in rows:
        if batch and (row.attempts or len(batch) >= BATCH or weight + row.raw.size > _BATCH_BYTES):
            yield batch
            batch, weight = [], 0
        batch.append(row)
        weight += row.raw.size
    if batch:
        yield batch


def _read(batch: Sequence[ReceivedMail]) -> None:
    if len(batch) > 1 and _read_together(batch):
        return
    failures = []
    for row in batch:
        try:
            _read_alone(row)
        except OURS_TO_MEND as error:
            failures.append(error)
            if len(failures) >= _MOST_FAILURES or not _database_answers():
                break
    if failures:
        raise failures[0]


def _read_together(batch: Sequence[ReceivedMail]) -> bool:
    """All of them in one transaction; False, and nothing done, when one of them does not go through."""
    with unhurried():
        ReceivedMail.objects.filter(pk__in=[row.pk for row in batch]).update(attempts=F("attempts") + 1)
    try:
        _take_in(_prepared(batch))
    except Exception as error:  # noqa: BLE001 (whatever it was: read alone, each says for itself what is wrong)
        log.info("mails are read one by one: error=%s", type(error).__name__)
        if _database_answers():
            ReceivedMail.objects.filter(pk__in=[row.pk for row in batch]).update(attempts=F("attempts") - 1)
        return False
    return True


def _read_alone(row: ReceivedMail) -> None:
    if row.attempts >= MOST_ATTEMPTS:
        log.error("mail given up: received_mail=%s attempts=%s", row.pk, row.attempts)
        mark_unreadable(row.pk, problem_of(ReadingStopped(times=row.attempts)))
        return
    with unhurried():
        ReceivedMail.objects.filter(pk=row.pk).update(attempts=F("attempts") + 1)
    try:
        read_mail(row.pk)
    except OSError:  # the disk's fault, not the mail's
        ReceivedMail.objects.filter(pk=row.pk).update(attempts=F("attempts") - 1)
        raise


def _prepared(batch: Sequence[ReceivedMail]) -> list[_Prepared]:
    with ExitStack() as mapped:
        mails = [read_message(mapped.enter_context(map_blob(row.raw_id))) for row in batch]
        for row, mail in zip(batch, mails, strict=True):
            sender_of(mail, row.envelope_from)
        blobs = iter(store_blobs([file.open() for mail in mails for file in mail.files]))
        return [
            _Prepared(row.pk, mail, arrived_files(mail, [next(blobs) for _file in mail.files]))
            for row, mail in zip(batch, mails, strict=True)
        ]


@together()
def _take_in(batch: Sequence[_Prepared]) -> None:
    rows = ReceivedMail.objects.select_for_update().filter(reading=Reading.STORED)
    left = rows.in_bulk([one.received_id for one in batch])
    known = Known.of([one.mail for one in batch])
    for one in batch:
        if received := left.get(one.received_id):
            become_message(received, one.mail, one.files, known)
    known.write()


def _database_answers() -> bool:
    return connection.in_atomic_block or connection.is_usable()
