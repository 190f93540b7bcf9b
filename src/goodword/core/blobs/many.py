"""Many blobs at once, for imports: the disk is waited for together, not one by one."""

import io
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from django.core.files.base import File
from django.db.models import F

from goodword.core.blobs.keeping import (
    BlobMissing,
    blob_names,
    blob_storage,
    require_transaction,
    spool_blob,
    stored_name,
)
from goodword.core.clock import now
from goodword.core.models import Blob

_THREADS = 16


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_THREADS, thread_name_prefix="blobs")


def store_blobs(contents: Sequence[bytes]) -> list[str]:
    """Keep all of these; returns their keys in order. When this returns, they are on the disk.

    Like `store_blob`, but without a transaction of its own for each, and with the disk's waits shared.
    """
    kept = list(_pool().map(_keep, contents))
    moment = now()
    rows = {
        key: Blob(key=key, size=size, stored_size=stored_size, unreferenced_since=moment, created_at=moment)
        for key, size, stored_size in kept
    }
    Blob.objects.filter(pk__in=rows, references=0).update(unreferenced_since=moment)
    Blob.objects.bulk_create(rows.values(), ignore_conflicts=True)
    return [key for key, _, _ in kept]


def _keep(content: bytes) -> tuple[str, int, int]:
    with SpooledTemporaryFile(max_size=len(content) + 1024) as spool:
        key, size, compressed = spool_blob(io.BytesIO(content), cast(BinaryIO, spool))
        stored_size = spool.tell()
        if not stored_name(key):
            spool.seek(0)
            blob_storage().save(blob_names(key)[0 if compressed else 1], File(spool))
        return key, size, stored_size


def hold_blobs(keys: Collection[str]) -> None:
    """Count one more holder of each, in the transaction that writes the holding rows. Raises BlobMissing."""
    require_transaction()
    asked = set(keys)
    if Blob.objects.filter(pk__in=asked).update(references=F("references") + 1, unreferenced_since=None) != len(asked):
        raise BlobMissing
