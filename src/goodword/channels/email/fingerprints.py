"""What makes two copies of a mail the same mail, whichever way and however often they come."""

import hashlib
import io
import re
from typing import BinaryIO

from goodword.channels.email.reading.headers import message_ids
from goodword.channels.email.reading.mime import take_headers

_IDENTIFYING = ("date", "from", "subject")
_HEAD = 2_200_000  # bytes that hold every header which is looked at
_CHUNK = 256 * 1024
_SPACE_BEFORE_END = re.compile(rb"[ \t\r\x0b\f]\n")


def fingerprint(raw: bytes | BinaryIO) -> str:
    """64 characters from the Message-ID (or date, sender and subject if there is none) and the body.

    Headers that are added on the way do not count, nor do line ends and the space before them. A stream is read from
    its beginning, in bounded memory, and left at its beginning.
    """
    stream = io.BytesIO(raw) if isinstance(raw, bytes) else raw
    stream.seek(0)
    headers, body = take_headers(stream.read(_HEAD))
    identifier = next(iter(message_ids(headers.get("message-id", ""))), "")
    names = identifier or "\n".join(headers.get(name, "") for name in _IDENTIFYING)
    text = _Text(hashlib.blake2b(names.encode("utf-8", "replace") + b"\0", digest_size=32))
    stream.seek(body)
    while chunk := stream.read(_CHUNK):
        text.update(chunk)
    stream.seek(0)
    return text.hexdigest()


class _Text:
    """A digest of lines, blind to the space before their ends and to the space at the end of all.

    Whether space belongs to the text shows only in what follows it, perhaps many megabytes later. So three digests are
    kept instead of the space: of the text until now, with the line ends after it, and with the space after those.
    """

    def __init__(self, digest: "hashlib.blake2b") -> None:
        self._text = self._ended = self._spaced = digest

    def update(self, chunk: bytes) -> None:
        written = chunk.rstrip()
        if written:
            first, line_end, _ = written.partition(b"\n")
            self._text = (self._ended if line_end and not first.strip() else self._spaced).copy()
            self._text.update(_without_space(written))
            self._ended = self._spaced = self._text
        self._follow_with(chunk[len(written) :])

    def _follow_with(self, space: bytes) -> None:
        lines, begun = space.count(b"\n"), space[space.rfind(b"\n") + 1 :]
        if lines:
            self._ended = self._ended.copy()
            self._ended.update(b"\n" * lines)
        if space:
            self._spaced = (self._ended if lines else self._spaced).copy()
            self._spaced.update(begun)

    def hexdigest(self) -> str:
        return self._text.hexdigest()


def _without_space(written: bytes) -> bytes:
    if _SPACE_BEFORE_END.search(written) is None:
        return written
    return b"\n".join(line.rstrip() for line in written.split(b"\n"))
