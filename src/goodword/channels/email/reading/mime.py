"""A mail taken apart into parts by one pass over its bytes: exact, linear, and bounded in depth and number."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import BinaryIO

from goodword.channels.email.reading.errors import TooDeep, TooManyParts
from goodword.channels.email.reading.headers import parameters
from goodword.channels.email.reading.sources import Source, open_decoded, with_line_feeds

DEEPEST = 40
MOST_PARTS = 2000
_MOST_HEADERS = 1000
_MOST_HEADER_BYTES = 2_000_000

_HEADER = re.compile(rb"([!-9;-~]{1,200})[ \t]*+:([^\n]*+(?:\n[ \t][^\n]*+)*+)\n?")
_BLANK = re.compile(rb"\r?\n")
_ENVELOPE = re.compile(rb">?From [^\n]*\n")
_LINE_END = re.compile(rb"(--)?[ \t]*+\r?(?:\n|\Z)")


def _text(value: bytes) -> str:
    line = value.translate(None, b"\r\n\0").strip()
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


@dataclass
class Part:
    """A part: its headers (the first of each name, in lower case), where its body stands in `raw`, its children."""

    raw: Source
    headers: dict[str, str]
    start: int
    end: int
    default_type: str = "text/plain"
    children: list["Part"] = field(default_factory=list)

    @cached_property
    def _content_type(self) -> tuple[str, dict[str, str]]:
        kind, found = parameters(self.headers.get("content-type", ""))
        return (kind if kind.count("/") == 1 and len(kind) < 100 else self.default_type), found  # noqa: PLR2004

    @cached_property
    def _disposition(self) -> tuple[str, dict[str, str]]:
        return parameters(self.headers.get("content-disposition", ""))

    @property
    def content_type(self) -> str:
        return self._content_type[0]

    @property
    def is_multipart(self) -> bool:
        return self.content_type.startswith("multipart/") and bool(self.parameter("boundary"))

    @property
    def disposition(self) -> str:
        return self._disposition[0]

    @property
    def filename(self) -> str:
        return self._disposition[1].get("filename") or self._content_type[1].get("name") or ""

    def parameter(self, name: str) -> str:
        return self._content_type[1].get(name, "")

    def open(self) -> BinaryIO:
        """The body with its transfer encoding undone, as a stream; as often as wanted."""
        encoding = self.headers.get("content-transfer-encoding", "").strip().lower()
        return open_decoded(self.raw, self.start, self.end, encoding)

    def beginning(self, most: int) -> bytes:
        """The first bytes of the body, decoded: all of them if there are no more than `most`."""
        with self.open() as stream:
            return stream.read(most)


def _headers(raw: Source, start: int, end: int) -> tuple[dict[str, str], int]:
    found: dict[str, str] = {}
    at, count = start, 0
    while header := _HEADER.match(raw, at, end):
        count += 1
        if header.end() - start > _MOST_HEADER_BYTES or count > _MOST_HEADERS:
            break
        name = header[1].decode("ascii").lower()
        if name not in found:
            found[name] = _text(header[2])
        at = header.end()
    blank = _BLANK.match(raw, at, end)
    return found, blank.end() if blank else at


def _segments(raw: Source, start: int, end: int, boundary: str) -> Iterator[tuple[int, int]]:
    """Where the parts of a multipart body stand. The last may lack its closing line."""
    mark = b"--" + boundary.strip().encode("utf-8", "replace")
    begun = None
    at = start if raw[start : start + len(mark)] == mark else raw.find(b"\n" + mark, start, end) + 1
    while at >= start and at + len(mark) <= end:
        line = _LINE_END.match(raw, at + len(mark), end)
        if line:
            if begun is not None:
                until = at - 1
                yield begun, max(begun, until - (raw[until - 1 : until] == b"\r"))
            begun = line.end()
            if line[1]:
                return
        at = raw.find(b"\n" + mark, at + len(mark), end) + 1
        if not at:
            break
    if begun is not None:
        yield begun, end


class _Splitter:
    def __init__(self, raw: Source) -> None:
        self.raw = raw
        self.left = MOST_PARTS

    def split(self, start: int, end: int, *, depth: int = 0, default: str = "text/plain") -> Part:
        self.left -= 1
        if self.left < 0:
            raise TooManyParts
        if depth > DEEPEST:
            raise TooDeep
        headers, body = _headers(self.raw, start, end)
        part = Part(raw=self.raw, headers=headers, start=body, end=end, default_type=default)
        if part.is_multipart:
            inner = "message/rfc822" if part.content_type == "multipart/digest" else "text/plain"
            for begun, until in _segments(self.raw, body, end, part.parameter("boundary")):
                part.children.append(self.split(begun, until, depth=depth + 1, default=inner))
        return part


def take_apart(raw: Source) -> Part:
    """The mail as a tree of parts. Raises UnreadableMail when it is nested too deeply or has too many parts."""
    raw = with_line_feeds(raw)
    envelope = _ENVELOPE.match(raw)
    return _Splitter(raw).split(envelope.end() if envelope else 0, len(raw))


def take_inside(part: Part, most: int) -> Part:
    """The mail that a part carries, taken apart: where it stands if it is not encoded, else if it is not too large."""
    if part.headers.get("content-transfer-encoding", "").strip().lower() in {"base64", "quoted-printable"}:
        return take_apart(part.beginning(most))
    return _Splitter(part.raw).split(part.start, part.end)


def take_headers(raw: Source) -> tuple[dict[str, str], int]:
    """The mail's headers, and where its body begins, without taking the rest apart."""
    envelope = _ENVELOPE.match(raw)
    return _headers(raw, envelope.end() if envelope else 0, len(raw))
