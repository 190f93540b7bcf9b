"""The file of a backup: a plain tar whose last member, the manifest, lists every other with size and checksum."""

import hashlib
import io
import json
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from goodword.core.errors import DomainError

MANIFEST = "manifest.json"
KEY = "secrets.key"
BLOBS = "blobs/"
FORMAT = 1


class BackupUnusable(DomainError):
    """The file is not a backup, was damaged, or does not fit this installation."""

    code = "backup-unusable"


@dataclass
class Manifest:
    """What a backup holds; `key` is a fingerprint of the secrets key it was made with."""

    version: str
    engine: str
    made_at: str
    key: str
    with_key: bool
    with_blobs: bool
    format: int = FORMAT
    files: dict[str, dict[str, Any]] = field(default_factory=dict)


class _Hashed:
    """A file that is hashed while it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        chunk = self._file.read(size)
        self.digest.update(chunk)
        return chunk


class ArchiveWriter:
    """Adds members and, when the archive is closed, the manifest."""

    def __init__(self, tar: tarfile.TarFile, manifest: Manifest) -> None:
        self._tar = tar
        self.manifest = manifest

    def add(self, name: str, content: BinaryIO, size: int) -> None:
        """Add a member of exactly `size` bytes."""
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o600
        hashed = _Hashed(content)
        self._tar.addfile(member, cast(IO[bytes], hashed))
        self.manifest.files[name] = {"size": size, "sha256": hashed.digest.hexdigest()}

    def finish(self) -> None:
        content = json.dumps(asdict(self.manifest), indent=1).encode()
        member = tarfile.TarInfo(MANIFEST)
        member.size, member.mode = len(content), 0o600
        self._tar.addfile(member, io.BytesIO(content))


@contextmanager
def written_archive(path: Path, manifest: Manifest) -> Iterator[ArchiveWriter]:
    """Write a backup beside `path`, and give it that name only when it is whole."""
    aside = path.with_name(path.name + ".part")
    aside.touch(mode=0o600)
    try:
        with tarfile.open(aside, "w") as tar:
            writer = ArchiveWriter(tar, manifest)
            yield writer
            writer.finish()
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def unpack(path: Path, into: Path) -> Manifest:
    """Unpack a backup and check every byte of it. Raises BackupUnusable."""
    found = {}
    try:
        with tarfile.open(path) as tar:
            for member in tar:
                found[member.name] = _unpack_member(tar, member, into)
    except (tarfile.TarError, OSError) as error:
        raise BackupUnusable(f"{path} cannot be read: {error}") from error
    if found.pop(MANIFEST, None) is None:
        raise BackupUnusable(f"{path} is not a whole backup: it has no manifest at its end.")
    manifest = Manifest(**json.loads((into / MANIFEST).read_text()))
    wrong = sorted(name for name in {*found, *manifest.files} if found.get(name) != manifest.files.get(name))
    if wrong:
        raise BackupUnusable(f"{path} is damaged: {len(wrong)} of its files differ from the manifest, as {wrong[0]}.")
    return manifest


def _unpack_member(tar: tarfile.TarFile, member: tarfile.TarInfo, into: Path) -> dict[str, Any]:
    safe = tarfile.data_filter(member, str(into))
    source = tar.extractfile(safe)
    if source is None:
        raise tarfile.TarError(f"{member.name} is not a file")
    target = into / safe.name
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    hashed = _Hashed(source)
    with target.open("wb") as file:
        shutil.copyfileobj(cast(IO[bytes], hashed), file)
    return {"size": member.size, "sha256": hashed.digest.hexdigest()}
