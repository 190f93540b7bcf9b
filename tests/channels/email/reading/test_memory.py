"""A mail of fifty megabytes is read with thirty megabytes of memory, whatever its shape."""

import base64
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.channels.email.reading.crafted import HEAD
from tests.soak.crowd import ROOT

MAIL, MOST = 50 * 1024 * 1024, 30
MIXED = HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nSee the film.\n--b\n"
LINE = base64.encodebytes(bytes(range(57)))
FILM = b'Content-Type: video/mp4\nContent-Disposition: attachment; filename="a.mp4"\nContent-Transfer-Encoding: %b\n\n'


def _filled(head: bytes, unit: bytes, tail: bytes = b"") -> bytes:
    return head + unit * (MAIL // len(unit)) + tail


SHAPES: dict[str, Callable[[], bytes]] = {
    "a file": lambda: _filled(MIXED + FILM % b"base64", LINE, b"--b--\n"),
    "a file on one line": lambda: _filled(MIXED + FILM % b"base64", b"QUJD", b"\n--b--\n"),
    "a file quoted": lambda: _filled(MIXED + FILM % b"quoted-printable", b"=41=42=43 abc" * 5 + b"=\n", b"--b--\n"),
    "a file as it is": lambda: _filled(MIXED + FILM % b"binary", b"\x00\xff\n", b"--b--\n"),
    "many files": lambda: MIXED + (FILM % b"base64" + LINE * 450 + b"--b\n") * 1500,
    "text": lambda: _filled(HEAD + b"\n", b"All is well with me, and the pills are here.\n"),
    "text on one line": lambda: _filled(HEAD + b"\n", b"a"),
    "text quoted": lambda: _filled(HEAD + b"Content-Transfer-Encoding: quoted-printable\n\n", b"Gr=C3=BC=C3=9Fe =\n"),
    "HTML": lambda: _filled(HEAD + b"Content-Type: text/html\n\n", b"<p>All is <b>well</b> with me.</p>\n"),
    "HTML that is all tags": lambda: _filled(HEAD + b"Content-Type: text/html\n\n", b"<p>"),
    "HTML that is one picture": lambda: _filled(
        HEAD + b'Content-Type: text/html\n\n<p>See <img src="data:image/png;base64,', b"QUJD"
    ),
    "text and HTML": lambda: MIXED + b"--b\nContent-Type: text/html\n\n<p>a</p>\n--b\n\nb c d\n" * 900 + b"x" * MAIL,
    "one line and nothing else": lambda: b"a" * MAIL,
    "line ends of old Macs": lambda: _filled(HEAD, b"a b c\r").replace(b"\n", b"\r"),
    "headers": lambda: _filled(b"", b"X-Long: all of it is headers\n"),
    "a mail in a mail": lambda: _filled(HEAD + b"Content-Type: message/rfc822\n\n" + HEAD + b"\n", b"a b c d\n"),
    "winmail.dat": lambda: _filled(MIXED + FILM.replace(b"video/mp4", b"application/ms-tnef") % b"base64", LINE),
    "S/MIME": lambda: _filled(MIXED + FILM.replace(b"video/mp4", b"application/pkcs7-mime") % b"base64", LINE),
    "a calendar": lambda: _filled(HEAD + b"Content-Type: text/calendar\n\n", b"BEGIN:VCALENDAR\nX-A:b\n"),
}


def _read(path: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.channels.email.reading.frugal_reader", str(path), str(MOST)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr[-600:]
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_fifty_megabytes_are_read_with_thirty(shape: Callable[[], bytes], tmp_path: Path) -> None:
    (tmp_path / "mail").write_bytes(shape())

    told = _read(tmp_path / "mail")

    assert told["letters"] <= 5_000_000
    assert sum(told["files"]) > MAIL // 3 or told["letters"] == -1
