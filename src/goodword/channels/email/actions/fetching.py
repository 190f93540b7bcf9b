"""How far a folder has been taken in."""

from collections.abc import Mapping

from django.db import transaction

from goodword.channels.email.models import FolderProgress


@transaction.atomic
def begin_folder(connection_id: int, *, folder: str, uid_validity: int, uid_next: int) -> FolderProgress:
    """The folder's progress; a new one when the folder is new or the server has begun to count its UIDs anew.

    A new one starts before the first mail, so that nothing is missed: what had been taken in is known by its
    fingerprint, and what is older than the connection's `receive_since` is not asked for.
    """
    progress = FolderProgress.objects.select_for_update().filter(connection_id=connection_id, folder=folder).first()
    if progress is not None and progress.uid_validity == uid_validity:
        return progress
    fresh, _created = FolderProgress.objects.update_or_create(
        connection_id=connection_id,
        folder=folder,
        defaults={"uid_validity": uid_validity, "began_at_uid": uid_next, "last_uid": 0, "refused": {}},
    )
    return fresh


@transaction.atomic
def advance_folder(
    progress_id: int, *, uid_validity: int, last_uid: int, refused: Mapping[int, str], given: frozenset[int]
) -> None:
    """Everything up to `last_uid` is stored, but for what the server refused to give; never goes back."""
    progress = FolderProgress.objects.select_for_update().filter(pk=progress_id, uid_validity=uid_validity).first()
    if progress is None:  # disconnected, or counted anew, meanwhile
        return
    known = {uid: words for uid, words in progress.refused.items() if int(uid) not in given}
    progress.refused = known | {str(uid): words for uid, words in refused.items()}
    progress.last_uid = max(progress.last_uid, last_uid)
    progress.save(update_fields=["refused", "last_uid"])
