"""The recurring job that deletes blobs nobody has held for a day."""

from datetime import datetime, timedelta

from django.db import transaction

from goodword.core.blobs.keeping import blob_names, blob_storage
from goodword.core.clock import now
from goodword.core.jobs import job
from goodword.core.models import Blob

GRACE = timedelta(days=1)
BATCH = 500


@job(priority=-10)
def sweep_blobs() -> None:
    """Delete row and file of every blob that has had no holder for the grace of a day."""
    before = now() - GRACE
    unheld = Blob.objects.filter(references=0, unreferenced_since__lt=before).order_by("unreferenced_since")
    # In batches, each read to its end: a read left open while we write would pin SQLite's snapshot.
    while keys := list(unheld.values_list("pk", flat=True)[:BATCH]):
        for key in keys:
            _sweep(key, before)


@transaction.atomic
def _sweep(key: str, before: datetime) -> None:
    blob = Blob.objects.select_for_update().filter(pk=key, references=0, unreferenced_since__lt=before).first()
    if blob is None:  # held or stored again since the list was read
        return
    blob.delete()
    # Before the commit, under the row's lock: who stores the same bytes meanwhile waits, finds no row and writes the
    # file anew. After the commit it would be that new file which is deleted.
    for name in blob_names(key):
        blob_storage().delete(name)
