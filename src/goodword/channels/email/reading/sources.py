"""Where a mail's bytes are: in memory, or in a file that is mapped. Either is read in pieces and never copied whole."""

import binascii
import io
import mmap
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from goodword.channels.email.reading.headers import BASE64_FOREIGN, from_base64

Source = bytes | mmap.mmap

LARGE = 256 * 1024  # bytes: a mail that has more of them is better left in a file
_CHUNK = 96 * 1024
_SMALL = 2 * _CHUNK
_FOREIGN = BASE64_FOREIGN.replace(b"=", b"")
_PADDING = re.compile(rb"=")
_CUT_ESCAPE = re.compile(rb"=[0-9A-Fa-f\r]?\Z")


@contextmanager
def mapped(raw: bytes | BinaryIO) -> Iterator[Source]:
    """The bytes to look into at will: those of a large file stay on the disk. A file is left at its beginning."""
    if isinstance(raw, bytes):
        yield raw
        return
    size = raw.seek(0, io.SEEK_END)
    raw.seek(0)
    if size <= LARGE:
        content = raw.read()
        raw.seek(0)
        yield content
        return
    if isinstance(raw, io.BytesIO):
        yield raw.getvalue()
        return
    raw.flush()
    with mmap.mmap(raw.fileno(), 0, access=mmap.ACCESS_READ) as found:
        yield found


def is_blank(raw: Source) -> bool:
    """Whether there is nothing but white space."""
    return re.search(rb"\S", raw) is None


def with_line_feeds(raw: Source) -> Source:
    """The same, with line feeds if all its lines end as old Macs ended them."""
    if raw.find(b"\n") >= 0 or raw.find(b"\r") < 0:
        return raw
    if isinstance(raw, bytes):
        return raw.replace(b"\r", b"\n")
    with tempfile.TemporaryFile() as file:
        for at in range(0, len(raw), _CHUNK):
            file.write(raw[at : at + _CHUNK].replace(b"\r", b"\n"))
        file.flush()
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def open_decoded(raw: Source, start: int, end: int, encoding: str) -> BinaryIO:
    """The bytes from `start` to `end` with the transfer encoding undone, as a stream in bounded memory."""
    if end - start <= _SMALL:
        return io.BytesIO(decoded(raw[start:end], encoding))
    pieces: Iterator[bytes] = (raw[at : min(at + _CHUNK, end)] for at in range(start, end, _CHUNK))
    if encoding == "base64":
        pieces = _from_base64(pieces)
    elif encoding == "quoted-printable":
        pieces = _from_quoted_printable(pieces)
    return cast(BinaryIO, io.BufferedReader(_Pieces(pieces), _CHUNK))


def decoded(content: bytes, encoding: str) -> bytes:
    """All of it at once, for what is small."""
    if encoding == "base64":
        return from_base64(content)
    return binascii.a2b_qp(content) if encoding == "quoted-printable" else content


def _from_base64(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """As `from_base64` decodes: foreign characters are overlooked, and padding is the end."""
    rest = b""
    for piece in pieces:
        letters = rest + piece.translate(None, _FOREIGN)
        end = next((pad.start() for pad in _PADDING.finditer(letters) if pad.start() % 4 >= 2), None)  # noqa: PLR2004
        if end is not None:
            yield from_base64(letters[:end] + b"=" * (-end % 4))
            return
        if b"=" in letters:
            letters = letters.replace(b"=", b"")
        whole = len(letters) - len(letters) % 4
        yield binascii.a2b_base64(letters[:whole])
        rest = letters[whole:]
    if len(rest) > 1:
        yield from_base64(rest)


def _from_quoted_printable(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Line by line, since an escape and a soft break never reach over a line's end."""
    rest = b""
    for piece in pieces:
        text = rest + piece
        cut = text.rfind(b"\n") + 1
        if not cut:
            escape = _CUT_ESCAPE.search(text, max(0, len(text) - 3))
            cut = escape.start() if escape else len(text)
        yield binascii.a2b_qp(text[:cut])
        rest = text[cut:]
    yield binascii.a2b_qp(rest)


class _Pieces(io.RawIOBase):
    """A stream of what an iterator gives."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._piece = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        while not self._piece:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._piece = memoryview(piece)
        size = min(len(buffer), len(self._piece))
        buffer[:size] = self._piece[:size]
        self._piece = self._piece[size:]
        return size
