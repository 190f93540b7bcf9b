"""Many blobs at once: the disk is waited for together, not one by one."""

import io
import tempfile
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from typing import BinaryIO, NamedTuple, cast

from django.core.files.base import File
from django.db.models import F

from goodword.core.blobs.keeping import (
    IN_MEMORY,
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


class StoredBlob(NamedTuple):
    """What was stored: its key, and how many bytes it had."""

    key: str
    size: int


@dataclass(slots=True)
class _Spooled:
    """Bytes as they will be stored: in memory if they are few, else in a temporary file."""

    key: str
    size: int
    stored: BinaryIO
    stored_size: int
    is_compressed: bool


def store_blobs(contents: Sequence[bytes | BinaryIO]) -> list[StoredBlob]:
    """Keep all of these; returns their keys and sizes in order. When this returns, they are on the disk.

    Like `store_blob`, but without a transaction of its own for each, and with the disk's waits shared.
    """
    with ExitStack() as open_spools:
        spooled = list(_pool().map(_spool, contents))
        for one in spooled:
            open_spools.callback(one.stored.close)
        _keep(spooled)
    return [StoredBlob(one.key, one.size) for one in spooled]


def _keep(spooled: Sequence[_Spooled]) -> None:
    moment = now()
    rows = {
        one.key: Blob(
            key=one.key,
            size=one.size,
            stored_size=one.stored_size,
            unreferenced_since=moment,
            created_at=moment,
        )
        for one in spooled
    }
    # Before looking for files: a blob that is about to be swept keeps its file, or has lost it when we look.
    Blob.objects.filter(pk__in=rows, references=0).update(unreferenced_since=moment)
    list(_pool().map(_save_missing, {one.key: one for one in spooled}.values()))
    Blob.objects.bulk_create(rows.values(), ignore_conflicts=True)


def _spool(content: bytes | BinaryIO) -> _Spooled:
    stream = io.BytesIO(content) if isinstance(content, bytes) else content
    spool = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115 (closed by its owner)
    try:
        key, size, is_compressed = spool_blob(stream, spool)
    except BaseException:
        spool.close()
        raise
    return _Spooled(key, size, spool, spool.tell(), is_compressed)


def _save_missing(one: _Spooled) -> None:
    if not stored_name(one.key):
        one.stored.seek(0)
        blob_storage().save(blob_names(one.key)[0 if one.is_compressed else 1], File(one.stored))


def hold_blobs(keys: Collection[str]) -> None:
    """Count one more holder of each, in the transaction that writes the holding rows. Raises BlobMissing."""
    require_transaction()
    asked = set(keys)
    if Blob.objects.filter(pk__in=asked).update(references=F("references") + 1, unreferenced_since=None) != len(asked):
        raise BlobMissing
