"""Making a backup while the desk runs."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO, cast

from django.conf import settings
from django.db import connection

from goodword.config.backups.archive import BLOBS, KEY, ArchiveWriter, Manifest, written_archive
from goodword.config.backups.dead_secrets import key_fingerprint
from goodword.config.backups.snapshot import database_name, take_snapshot
from goodword.core.blobs.keeping import blob_names, blob_storage
from goodword.core.clock import now
from goodword.core.keys import KEY_FILE
from goodword.core.models import Blob

PAGE = 1000


@dataclass
class BackupMade:
    """What was written; `missing` counts blobs that the database knows and the storage has lost."""

    path: Path
    blobs: int = 0
    missing: int = 0


def write_backup(path: Path, *, with_key: bool, with_blobs: bool = True) -> BackupMade:
    """Write a backup to `path`: the database first, then every blob, so that none it refers to can be missing.

    A blob is kept a day after its last holder let go, so those of the snapshot are still there. Raises BackupUnusable.
    """
    manifest = Manifest(
        version=version("goodword"),
        engine=connection.vendor,
        made_at=now().isoformat(timespec="seconds"),
        key=key_fingerprint(),
        with_key=with_key,
        with_blobs=with_blobs,
    )
    made = BackupMade(path)
    with written_archive(path, manifest) as archive:
        _add_database(archive, path)
        if with_blobs:
            _add_blobs(archive, made)
        if with_key:
            _add_file(archive, KEY, settings.GOODWORD.data / KEY_FILE)
    return made


def _add_database(archive: ArchiveWriter, path: Path) -> None:
    snapshot = path.with_name(path.name + ".database")
    snapshot.unlink(missing_ok=True)
    snapshot.touch(mode=0o600)
    try:
        take_snapshot(snapshot)
        _add_file(archive, database_name(), snapshot)
    finally:
        snapshot.unlink(missing_ok=True)


def _add_file(archive: ArchiveWriter, name: str, path: Path) -> None:
    with path.open("rb") as file:
        archive.add(name, file, path.stat().st_size)


def _add_blobs(archive: ArchiveWriter, made: BackupMade) -> None:
    for key in _blob_keys():
        if _add_blob(archive, key):
            made.blobs += 1
        else:
            made.missing += 1


def _add_blob(archive: ArchiveWriter, key: str) -> bool:
    for name in blob_names(key):
        with contextlib.suppress(FileNotFoundError), blob_storage().open(name) as file:
            archive.add(BLOBS + name, cast(BinaryIO, file), file.size)
            return True
    return False


def _blob_keys() -> Iterator[str]:
    """By pages: one long read would keep SQLite's journal from being folded in."""
    last = ""
    while keys := list(Blob.objects.filter(key__gt=last).order_by("key").values_list("key", flat=True)[:PAGE]):
        yield from keys
        last = keys[-1]
