"""The folder of blobs behind Django's storage interface: a file is whole and on the disk, or it is not there."""

import os
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _make_folders(folder: Path) -> None:
    """Make the folder and its parents; a new one is on the disk only once its parent is."""
    if folder.is_dir():
        return
    _make_folders(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    _sync_folder(folder.parent)


@deconstructible(path="goodword.core.blobs.disk.BlobFolder")
class BlobFolder(FileSystemStorage):
    """Saves by writing aside, syncing and renaming. Saving a name again replaces the file: its bytes are the same."""

    @property
    def base_location(self) -> str:
        """Beside the other data, read at each use, so that a test may move it."""
        return str(settings.GOODWORD.data / "blobs")

    @property
    def location(self) -> str:
        return self.base_location

    def get_available_name(self, name: str, max_length: int | None = None) -> str:  # noqa: ARG002 (Django's signature)
        """The name asked for: a name says what the bytes are, so a second file is the same one."""
        return name

    def _save(self, name: str, content: "File[Any]") -> str:
        target = Path(self.path(name))
        _make_folders(target.parent)
        descriptor, aside = tempfile.mkstemp(prefix=".arriving-", dir=target.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            Path(aside).rename(target)
        except BaseException:
            Path(aside).unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
        return name
