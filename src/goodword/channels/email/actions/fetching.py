"""How far a folder has been taken in, and what became of each of its mails."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from goodword.channels.email.choices import Fate, FolderKind, Source
from goodword.channels.email.models import FolderMail, FolderProgress, ReceivedMail
from goodword.channels.email.uids import ranges_of, uids_in
from goodword.core.clock import now

SOURCES = {FolderKind.INCOMING: Source.IMAP, FolderKind.SENT: Source.SENT}


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a mail; without a `fate` it is older mail that was not asked for."""

    uid: int
    fate: Fate | None
    received_id: int | None = None
    words: str = ""
    size: int | None = None
    reached_at: datetime | None = None


@transaction.atomic
def begin_folder(
    connection_id: int, *, folder: str, uid_validity: int, uid_next: int, kind: FolderKind = FolderKind.INCOMING
) -> FolderProgress:
    """The folder's progress; begun anew when the folder is new or the server has begun to count its UIDs anew.

    Then every mail of it is looked at once more, so that nothing is missed: what had been taken in is known by its
    fingerprint, and what is older than the connection is not asked for.
    """
    progress = FolderProgress.objects.select_for_update().filter(connection_id=connection_id, folder=folder).first()
    if progress is None:
        progress = FolderProgress(connection_id=connection_id, folder=folder, kind=kind, is_followed=False)
    elif progress.uid_validity == uid_validity:
        return progress
    else:
        FolderMail.objects.filter(progress=progress).delete()
    progress.uid_validity, progress.began_at_uid, progress.last_uid = uid_validity, uid_next, 0
    progress.left_out, progress.reckoning, progress.reckoned_at = [], {}, None
    progress.save()
    return progress


@transaction.atomic
def note_mails(progress_id: int, *, uid_validity: int, told: Sequence[Told]) -> None:
    """Write down what became of these mails. What is told later of the same mail counts; progress never goes back."""
    progress = FolderProgress.objects.select_for_update().filter(pk=progress_id, uid_validity=uid_validity).first()
    if progress is None or not told:  # disconnected, or counted anew, meanwhile
        return
    FolderMail.objects.bulk_create(
        [_row(progress, one, one.fate) for one in told if one.fate is not None],
        update_conflicts=True,
        unique_fields=["progress", "uid"],
        update_fields=["fate", "received", "words", "size", "reached_at"],
    )
    left = {one.uid for one in told if one.fate is None}
    if left:
        FolderMail.objects.filter(progress=progress, fate=Fate.REFUSED, uid__in=left).delete()
        progress.left_out = ranges_of(uids_in(progress.left_out) | left)
    progress.last_uid = max(progress.last_uid, *(one.uid for one in told))
    progress.save(update_fields=["left_out", "last_uid"])


def _row(progress: FolderProgress, one: Told, fate: Fate) -> FolderMail:
    tells_why = fate == Fate.REFUSED  # of the others their stored mail tells all
    return FolderMail(
        progress=progress,
        uid=one.uid,
        fate=fate,
        received_id=one.received_id,
        words=one.words[:300] if tells_why else "",
        size=one.size if tells_why else None,
        reached_at=one.reached_at if tells_why else None,
    )


def fates_of(rows: Sequence[ReceivedMail], kind: FolderKind) -> list[Fate]:
    """Of these stored mails, which the folder brought, and which had come before by another way or twice."""
    ids = [row.pk for row in rows]
    told = set(FolderMail.objects.filter(received_id__in=ids).values_list("received_id", flat=True))
    fates = []
    for row in rows:
        fates.append(Fate.KNOWN if row.pk in told or row.source != SOURCES[kind] else Fate.TAKEN)
        told.add(row.pk)
    return fates


def remember_reckoning(progress_id: int, *, uid_validity: int, numbers: Mapping[str, int]) -> None:
    """Keep what the last look at the whole folder found; it is what the mailbox's page shows."""
    progress = FolderProgress.objects.filter(pk=progress_id, uid_validity=uid_validity)
    progress.update(reckoning=dict(numbers), reckoned_at=now(), problem="")


def note_folder_problem(progress_id: int, problem: str) -> None:
    """The folder cannot be looked at, and why; the next look that succeeds takes it away."""
    FolderProgress.objects.filter(pk=progress_id).exclude(problem=problem[:500]).update(problem=problem[:500])
