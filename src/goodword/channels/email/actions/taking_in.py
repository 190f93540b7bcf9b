"""Mail comes in: first it is kept, to the byte; what it says is found out afterwards."""

from datetime import datetime
from typing import BinaryIO

from django.db import IntegrityError, transaction

from goodword.channels.email.choices import Source
from goodword.channels.email.events import MailStored
from goodword.channels.email.fingerprints import fingerprint
from goodword.channels.email.models import ReceivedMail
from goodword.core.actor import SYSTEM
from goodword.core.blobs import hold_blob, store_blob
from goodword.core.clock import now
from goodword.core.events import record


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
    content = raw if isinstance(raw, bytes) else raw.read()
    mark = fingerprint(content)
    known = _known(mailbox_id, mark)
    if known is not None:
        return known
    blob = store_blob(content)
    row = ReceivedMail(
        mailbox_id=mailbox_id,
        source=source,
        raw=blob,
        fingerprint=mark,
        envelope_from=envelope_from[:320],
        envelope_to=envelope_to[:320],
        received_at=received_at or now(),
        is_history=is_history,
    )
    return _keep(row)


def _known(mailbox_id: int, mark: str) -> ReceivedMail | None:
    return ReceivedMail.objects.filter(mailbox_id=mailbox_id, fingerprint=mark).first()


def _keep(row: ReceivedMail) -> ReceivedMail:
    try:
        with transaction.atomic():
            hold_blob(row.raw_id)
            row.save(force_insert=True)
            record(MailStored(by=SYSTEM, received_id=row.pk))
    except IntegrityError:  # another process has just stored the same mail
        known = _known(row.mailbox_id or 0, row.fingerprint)
        if known is None:
            raise
        return known
    return row
