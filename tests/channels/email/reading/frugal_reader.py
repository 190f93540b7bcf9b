"""Reads one mail from a mapped file, and all its files to the end, with a limit on further memory.

`python -m tests.channels.email.reading.frugal_reader PATH MEGABYTES` prints what it read; it dies when that takes more.
"""

import json
import mmap
import resource
import sys
from contextlib import suppress
from pathlib import Path

from goodword.channels.email.fingerprints import fingerprint
from goodword.channels.email.reading import UnreadableMail, read_message
from tests.channels.email.reading.crafted import HEAD

MEGABYTE = 1024 * 1024


def _kilobytes(name: str) -> int:
    """What the system says of this process, say VmData: all that it may write to, resident or not."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name))


def _warm_up() -> None:
    """What is loaded once and stays."""
    for kind in (b"text/plain", b"text/html", b"text/plain; charset=x"):
        read_message(HEAD + b"Content-Type: " + kind + b"\n\n" + "Grüße <b>".encode("latin-1") * 100)


def main(path: str, megabytes: int) -> None:
    _warm_up()
    before = _kilobytes("VmData")
    resource.setrlimit(resource.RLIMIT_DATA, (before * 1024 + megabytes * MEGABYTE,) * 2)
    with Path(path).open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as raw:
        told: dict[str, object] = {"letters": -1, "files": []}
        with suppress(UnreadableMail):
            mail = read_message(raw)
            told = {"letters": len(mail.text) + len(mail.html), "files": [one.size for one in mail.files]}
        told["print"] = fingerprint(raw)
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
