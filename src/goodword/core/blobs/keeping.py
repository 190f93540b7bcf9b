"""Storing, holding, reading and letting go of blobs.

A blob is named by a keyed hash of its bytes, so the same file is kept once and its name tells nothing. Its row counts
who holds it. The file is on the disk before the row is written; the row goes before the file does.
"""

import gzip
import io
import mmap
import re
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from typing import BinaryIO, cast

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import Storage, storages
from django.db import transaction
from django.db.models import Case, DateTimeField, F, Value, When
from django.utils.translation import gettext_lazy as _

from goodword.core import keys
from goodword.core.clock import now
from goodword.core.errors import DomainError
from goodword.core.models import Blob

_CHUNK = 256 * 1024
IN_MEMORY = 1024 * 1024
_SAMPLE = 16 * 1024
_WORTH_IT = 0.9  # compressed only when its beginning shrinks below nine tenths
_LEVEL = 6
_KEY = re.compile(r"[0-9a-f]{64}")


class BlobMissing(DomainError):
    """There is no such blob, or its file is gone from the storage."""

    code = "blob-missing"
    status = 404
    default = _("This file is no longer stored. If it should be, ask an administrator to look at the backup.")


def blob_storage() -> Storage:
    """Where the bytes are: `STORAGES["blobs"]`."""
    return storages["blobs"]


def blob_names(key: str) -> tuple[str, str]:
    """The two names a blob's file may have: compressed and plain."""
    plain = f"{key[:2]}/{key[2:4]}/{key}"
    return f"{plain}.gz", plain


def store_blob(content: bytes | BinaryIO) -> Blob:
    """Keep the bytes; a stream is read to its end, in bounded memory. When this returns, they are on the disk.

    Nobody holds a new blob: without `hold_blob` it is swept a day after it was last stored.
    """
    stream = io.BytesIO(content) if isinstance(content, bytes) else content
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as spool:
        key, size, compressed = spool_blob(stream, cast(BinaryIO, spool))
        stored_size = spool.tell()
        known = _refresh(key)
        if known and stored_name(key):
            return known
        spool.seek(0)
        blob_storage().save(blob_names(key)[0 if compressed else 1], File(spool))
    # The row after the file: a row without its file would promise bytes that a crash has lost.
    Blob.objects.bulk_create(
        [Blob(key=key, size=size, stored_size=stored_size, unreferenced_since=now(), created_at=now())],
        ignore_conflicts=True,
    )
    return Blob.objects.get(pk=key)


def _refresh(key: str) -> Blob | None:
    """Start the grace of an unreferenced blob anew, so that the sweep cannot take it from under the caller."""
    Blob.objects.filter(pk=key, references=0).update(unreferenced_since=now())
    return Blob.objects.filter(pk=key).first()


def spool_blob(stream: BinaryIO, spool: BinaryIO) -> tuple[str, int, bool]:
    """Copy the stream as it will be stored; return its key, its size in bytes and whether it is compressed."""
    digest = blake2b(key=keys.blob_key(settings.GOODWORD.data), digest_size=32)
    chunk = stream.read(_CHUNK)
    sample = chunk[:_SAMPLE]
    compressed = len(zlib.compress(sample, 1)) < len(sample) * _WORTH_IT
    target = gzip.GzipFile(fileobj=spool, mode="wb", compresslevel=_LEVEL, mtime=0) if compressed else spool
    size = 0
    while chunk:
        digest.update(chunk)
        size += len(chunk)
        target.write(chunk)
        chunk = stream.read(_CHUNK)
    if compressed:
        target.close()
    return digest.hexdigest(), size, compressed


def stored_name(key: str) -> str | None:
    """The name under which the storage has the blob's file, if it has it."""
    return next((name for name in blob_names(key) if blob_storage().exists(name)), None)


def hold_blob(key: str) -> None:
    """Count one more holder, in the transaction that writes the holding row. Raises BlobMissing."""
    require_transaction()
    if not Blob.objects.filter(pk=key).update(references=F("references") + 1, unreferenced_since=None):
        raise BlobMissing


def release_blob(key: str) -> None:
    """Count one holder less; the last one starts the grace. Raises BlobMissing when nobody holds it."""
    require_transaction()
    last = When(references=1, then=Value(now(), output_field=DateTimeField()))
    released = Blob.objects.filter(pk=key, references__gt=0).update(
        references=F("references") - 1, unreferenced_since=Case(last, default=None)
    )
    if not released:
        raise BlobMissing


def require_transaction() -> None:
    """Raises RuntimeError outside of one."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a blob is held and released inside the transaction of the row that refers to it")


def open_blob(key: str) -> BinaryIO:
    """The blob's bytes as a stream, to be closed by the caller; needs no database. Raises BlobMissing."""
    if not _KEY.fullmatch(key):
        raise BlobMissing
    packed, plain = blob_names(key)
    try:
        return cast(BinaryIO, _Unpacked(cast(BinaryIO, blob_storage().open(packed))))
    except FileNotFoundError:
        pass
    try:
        return cast(BinaryIO, blob_storage().open(plain))
    except FileNotFoundError as error:
        raise BlobMissing from error


def read_blob(key: str) -> bytes:
    """All of the blob's bytes at once: for what is known to be small. Raises BlobMissing."""
    with open_blob(key) as file:
        return file.read()


@contextmanager
def map_blob(key: str) -> Iterator[bytes | mmap.mmap]:
    """The blob's bytes to look into at will: few are in memory, many in a file that is mapped. Raises BlobMissing."""
    with open_blob(key) as file:
        beginning = file.read(IN_MEMORY)
        if len(beginning) < IN_MEMORY:
            yield beginning
            return
        with tempfile.TemporaryFile() as whole:
            whole.write(beginning)
            shutil.copyfileobj(file, whole, _CHUNK)
            whole.flush()
            with mmap.mmap(whole.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
                yield mapped


class _Unpacked(gzip.GzipFile):
    """A gzip stream that closes the file under it too."""

    def __init__(self, file: BinaryIO) -> None:
        self._under = file
        super().__init__(fileobj=file, mode="rb")

    def close(self) -> None:
        super().close()
        self._under.close()
