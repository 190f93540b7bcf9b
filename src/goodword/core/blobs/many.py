"""Many blobs at once, for imports: the disk is waited for together, not one by one."""

import io
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache

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


@dataclass(slots=True)
class _Spooled:
    """Bytes as they will be stored."""

    key: str
    size: int
    stored: bytes
    is_compressed: bool


def store_blobs(contents: Sequence[bytes]) -> list[str]:
    """Keep all of these; returns their keys in order. When this returns, they are on the disk.

    Like `store_blob`, but without a transaction of its own for each, and with the disk's waits shared.
    """
    spooled = list(_pool().map(_spool, contents))
    moment = now()
    rows = {
        one.key: Blob(
            key=one.key,
            size=one.size,
            stored_size=len(one.stored),
            unreferenced_since=moment,
            created_at=moment,
        )
        for one in spooled
    }
    # Before looking for files: a blob that is about to be swept keeps its file, or has lost it when we look.
    Blob.objects.filter(pk__in=rows, references=0).update(unreferenced_since=moment)
    list(_pool().map(_save_missing, {one.key: one for one in spooled}.values()))
    Blob.objects.bulk_create(rows.values(), ignore_conflicts=True)
    return [one.key for one in spooled]


def _spool(content: bytes) -> _Spooled:
    spool = io.BytesIO()
    key, size, is_compressed = spool_blob(io.BytesIO(content), spool)
    return _Spooled(key, size, spool.getvalue(), is_compressed)


def _save_missing(one: _Spooled) -> None:
    if not stored_name(one.key):
        blob_storage().save(blob_names(one.key)[0 if one.is_compressed else 1], File(io.BytesIO(one.stored)))


def hold_blobs(keys: Collection[str]) -> None:
    """Count one more holder of each, in the transaction that writes the holding rows. Raises BlobMissing."""
    require_transaction()
    asked = set(keys)
    if Blob.objects.filter(pk__in=asked).update(references=F("references") + 1, unreferenced_since=None) != len(asked):
        raise BlobMissing
