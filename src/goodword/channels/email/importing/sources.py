"""The mails in an mbox file or a Maildir, one after the other, in bounded memory."""

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from django.utils.translation import gettext_lazy as _

from goodword.channels.email.choices import Source
from goodword.channels.email.reading.sources import LARGE
from goodword.core.errors import DomainError

_BEGINS = re.compile(rb"From \S.*\d\d?:\d\d")
_ESCAPED = re.compile(rb">+From ")
_PIECE = 64 * 1024  # of a line


class NoMailThere(DomainError):
    """The path is not what it was said to be."""

    code = "no-mail-there"
    status = 422


@dataclass(frozen=True, slots=True)
class Folder:
    """Where old mail comes from. `size` is in bytes; reading yields each mail and how many bytes are done.

    A large mail comes as an open file, to be closed by whoever takes it.
    """

    path: Path
    source: Source
    size: int

    def __iter__(self) -> Iterator[tuple[bytes | BinaryIO, int]]:
        return _read_mbox(self.path) if self.source is Source.MBOX else _read_maildir(self.path)


def mbox(path: Path) -> Folder:
    """An mbox file. Raises NoMailThere when it is not one."""
    if not path.is_file():
        raise NoMailThere(_("There is no such file. Give the path of an mbox file."))
    with path.open("rb") as file:
        first = file.readline(2000)
    if first and not first.startswith(b"From "):
        raise NoMailThere(_("This is not an mbox: its first line does not begin with “From ”."))
    return Folder(path, Source.MBOX, path.stat().st_size)


def maildir(path: Path) -> Folder:
    """A Maildir. Raises NoMailThere when there is no `cur` or `new` in it."""
    files = _maildir_files(path)
    if not any((path / name).is_dir() for name in ("cur", "new")):
        raise NoMailThere(_("This is not a Maildir: it has no folder “cur” or “new”."))
    return Folder(path, Source.MAILDIR, sum(file.stat().st_size for file in files))


def _read_mbox(path: Path) -> Iterator[tuple[bytes | BinaryIO, int]]:
    mail = _Growing()
    done, begins, after_blank = 0, True, True
    with path.open("rb") as file:
        while line := file.readline(_PIECE):
            if begins and after_blank and _BEGINS.match(line):
                if mail.size:
                    yield mail.taken(), done
                mail = _Growing()
            else:
                mail.add(line[1:] if begins and _ESCAPED.match(line) else line)
            after_blank = begins and line in {b"\n", b"\r\n"}
            begins = line.endswith(b"\n")
            done += len(line)
    if mail.size:
        yield mail.taken(), done


class _Growing:
    """A mail as its lines come in: in memory while it is small."""

    def __init__(self) -> None:
        self.size = 0
        self._lines: list[bytes] = []
        self._waiting = 0
        self._file: BinaryIO | None = None

    def add(self, line: bytes) -> None:
        self._lines.append(line)
        self.size += len(line)
        self._waiting += len(line)
        if self._waiting > LARGE:
            self._spill()

    def _spill(self) -> BinaryIO:
        self._file = self._file or cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115 (closed by who takes it)
        self._file.write(b"".join(self._lines))
        self._lines, self._waiting = [], 0
        return self._file

    def taken(self) -> bytes | BinaryIO:
        if self._file is None:
            return b"".join(self._lines)
        file = self._spill()
        file.seek(0)
        return file


def _maildir_files(path: Path) -> list[Path]:
    found = [file for name in ("cur", "new") if (path / name).is_dir() for file in (path / name).iterdir()]
    return sorted((file for file in found if file.is_file()), key=lambda file: file.name)


def _read_maildir(path: Path) -> Iterator[tuple[bytes | BinaryIO, int]]:
    done = 0
    for file in _maildir_files(path):
        size = file.stat().st_size
        done += size
        yield file.open("rb") if size > LARGE else file.read_bytes(), done
