"""Putting a backup back in place of what is there."""

import os
import shutil
import tempfile
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage
from django.db import connection

from goodword.config.backups.archive import BLOBS, KEY, BackupUnusable, Manifest, unpack
from goodword.config.backups.dead_secrets import dead_secrets, key_fingerprint
from goodword.config.backups.snapshot import NAMES, database_name, put_back
from goodword.core.blobs.keeping import blob_storage
from goodword.core.keys import KEY_FILE


class FolderNotEmpty(BackupUnusable):
    """There is a desk here already; `--force` replaces it."""

    code = "folder-not-empty"


@dataclass
class Restored:
    """What came back; `dead` counts secrets that only the old key opens."""

    manifest: Manifest
    blobs: int = 0
    is_key_another: bool = False
    dead: dict[str, int] = field(default_factory=dict)


def restore_backup(path: Path, *, force: bool) -> Restored:
    """Check the backup, then put back blobs, database and key, in that order. The caller holds the folder's lock.

    Raises BackupUnusable, and FolderNotEmpty when there is a desk already and `force` is not set.
    """
    if not force and connection.introspection.table_names():
        raise FolderNotEmpty("There is a desk in this place already. Restore elsewhere, or replace it with --force.")
    with tempfile.TemporaryDirectory(prefix="restoring-", dir=settings.GOODWORD.data) as folder:
        manifest = unpack(path, Path(folder))
        _require_fit(manifest)
        restored = Restored(manifest, blobs=_put_back_blobs(Path(folder), manifest))
        put_back(Path(folder) / database_name())
        _put_back_key(Path(folder), manifest)
    if manifest.with_blobs:
        _drop_other_blobs(manifest)
    restored.is_key_another = not manifest.with_key and manifest.key != key_fingerprint()
    restored.dead = dead_secrets() if restored.is_key_another else {}
    return restored


def _require_fit(manifest: Manifest) -> None:
    if manifest.engine != connection.vendor:
        raise BackupUnusable(
            f"The backup holds {NAMES.get(manifest.engine, manifest.engine)}, this desk uses {connection.vendor}. "
            "Set DATABASE_URL to a database of the same kind."
        )
    if _numbers(manifest.version) > _numbers(version("goodword")):
        raise BackupUnusable(f"The backup was made by Goodword {manifest.version}, which is newer. Upgrade first.")


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(".") if part.isdigit()]


def _put_back_blobs(folder: Path, manifest: Manifest) -> int:
    names = [name for name in manifest.files if name.startswith(BLOBS)]
    for name in names:
        with (folder / name).open("rb") as file:
            blob_storage().save(name.removeprefix(BLOBS), File(file))
    return len(names)


def _put_back_key(folder: Path, manifest: Manifest) -> None:
    if manifest.with_key:
        (folder / KEY).chmod(0o600)
        shutil.move(folder / KEY, settings.GOODWORD.data / KEY_FILE)


def _drop_other_blobs(manifest: Manifest) -> None:
    """Files that no row will ever name again. A bucket is left to its own clean-up."""
    storage = blob_storage()
    if not isinstance(storage, FileSystemStorage):
        return
    for parent, _, names in os.walk(storage.location):
        for path in (Path(parent) / name for name in names):
            if BLOBS + path.relative_to(storage.location).as_posix() not in manifest.files:
                path.unlink()
