"""The mails in an mbox file or a Maildir, one after the other, in bounded memory."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from goodword.channels.email.choices import Source
from goodword.core.errors import DomainError

_BEGINS = re.compile(rb"From \S.*\d\d?:\d\d")
_ESCAPED = re.compile(rb">+From ")


class NoMailThere(DomainError):
    """The path is not what it was said to be."""

    code = "no-mail-there"
    status = 422


@dataclass(frozen=True, slots=True)
class Folder:
    """Where old mail comes from. `size` is in bytes; reading yields each mail and how many bytes are done."""

    path: Path
    source: Source
    size: int

    def __iter__(self) -> Iterator[tuple[bytes, int]]:
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


def _read_mbox(path: Path) -> Iterator[tuple[bytes, int]]:
    lines: list[bytes] = []
    done, after_blank = 0, True
    with path.open("rb") as file:
        for line in file:
            if after_blank and _BEGINS.match(line):
                if any(lines):
                    yield b"".join(lines), done
                lines = []
            else:
                lines.append(line[1:] if _ESCAPED.match(line) else line)
            after_blank = line in {b"\n", b"\r\n"}
            done += len(line)
    if any(lines):
        yield b"".join(lines), done


def _maildir_files(path: Path) -> list[Path]:
    found = [file for name in ("cur", "new") if (path / name).is_dir() for file in (path / name).iterdir()]
    return sorted((file for file in found if file.is_file()), key=lambda file: file.name)


def _read_maildir(path: Path) -> Iterator[tuple[bytes, int]]:
    done = 0
    for file in _maildir_files(path):
        raw = file.read_bytes()
        done += len(raw)
        yield raw, done
