"""What Outlook packs into winmail.dat (TNEF): files, and a letter if there is one.

Our own reader: the known ones copy the rest of the file for each attribute, loop as often as a crafted number says, and
cut zeros off files. This one walks the attributes once, and a broken one ends the walk, not the mail.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from goodword.channels.email.reading.charsets import decode_text

_SIGNATURE = 0x223E9F78
_MOST_FILES = 500
_MOST_PROPERTIES = 5_000

_MESSAGE_BODY, _MESSAGE_PROPERTIES, _CODEPAGE = 0x800C, 0x9003, 0x9007
_FILE_BEGINS, _FILE_DATA, _FILE_TITLE, _FILE_PROPERTIES = 0x9002, 0x800F, 0x8010, 0x9005
_BODY, _BODY_HTML, _INTERNET_CODEPAGE = 0x1000, 0x1013, 0x3FDE
_LONG_NAME, _DATA, _MIME_TYPE, _CONTENT_ID = 0x3707, 0x3701, 0x370E, 0x3712
_SIZES = {1: 0, 2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 0xA: 4, 0xB: 4, 0x14: 8, 0x40: 8, 0x48: 16}
_SIZED = frozenset({0x0D, 0x1E, 0x1F, 0x102})
_TEXT, _UNICODE, _OBJECT, _MANY, _NAMED = 0x1E, 0x1F, 0x0D, 0x1000, 0x8000
_INTERFACE = 16


class _Broken(Exception):
    """The structure promises more than there is."""


@dataclass(slots=True)
class PackedFile:
    """A file inside."""

    name: str = ""
    content_type: str = ""
    content_id: str = ""
    content: bytes = b""


@dataclass(slots=True)
class Unpacked:
    """All that could be taken out."""

    text: str = ""
    html: bytes = b""
    charset: str = ""
    files: list[PackedFile] = field(default_factory=list)


class _Bytes:
    """A cursor that never reads beyond the end."""

    def __init__(self, content: bytes, at: int = 0) -> None:
        self.content, self.at = content, at

    def take(self, size: int) -> bytes:
        end = self.at + size
        if size < 0 or end > len(self.content):
            raise _Broken
        taken = self.content[self.at : end]
        self.at = end
        return taken

    def number(self, size: int = 4) -> int:
        return int.from_bytes(self.take(size), "little")

    @property
    def has_more(self) -> bool:
        return self.at < len(self.content)


def _properties(content: bytes, charset: str) -> dict[int, bytes | str]:
    """MAPI properties that matter: texts decoded, the first of each."""
    found: dict[int, bytes | str] = {}
    source = _Bytes(content)
    try:
        for _ in range(min(source.number(), _MOST_PROPERTIES)):
            kind, name = source.number(2), source.number(2)
            if name >= _NAMED:
                _skip_name(source)
            for value in _values(source, kind & ~_MANY, is_many=bool(kind & _MANY)):
                if name < _NAMED:
                    found.setdefault(name, _value(value, kind, charset))
    except _Broken:
        pass
    return found


def _skip_name(source: _Bytes) -> None:
    source.take(16)
    if source.number() == 0:
        source.take(4)
    else:
        _padded(source)


def _padded(source: _Bytes) -> bytes:
    size = source.number()
    value = source.take(size)
    source.take(min(-size % 4, len(source.content) - source.at))
    return value


def _values(source: _Bytes, kind: int, *, is_many: bool) -> Iterator[bytes]:
    if kind not in _SIZES and kind not in _SIZED:
        raise _Broken
    count = source.number() if is_many or kind in _SIZED else 1
    for _ in range(count):
        if kind not in _SIZED and not _SIZES[kind]:
            return
        yield _padded(source) if kind in _SIZED else source.take(_SIZES[kind])


def _value(value: bytes, kind: int, charset: str) -> bytes | str:
    if kind == _UNICODE:
        return value.decode("utf-16-le", "replace").rstrip("\0")
    if kind == _TEXT:
        return decode_text(value.rstrip(b"\0"), charset)
    return value[_INTERFACE:] if kind == _OBJECT else value


def _words(value: bytes | str | None) -> str:
    return value if isinstance(value, str) else ""


class _Walk:
    def __init__(self) -> None:
        self.found = Unpacked()

    def take(self, name: int, content: bytes) -> None:
        if name == _CODEPAGE:
            self.found.charset = f"cp{int.from_bytes(content[:4], 'little')}"
        elif name == _MESSAGE_BODY:
            self.found.text = self.found.text or decode_text(content.rstrip(b"\0"), self.found.charset)
        elif name == _MESSAGE_PROPERTIES:
            self._letter(_properties(content, self.found.charset))
        elif name == _FILE_BEGINS and len(self.found.files) < _MOST_FILES:
            self.found.files.append(PackedFile())
        elif self.found.files:
            self._file(self.found.files[-1], name, content)

    def _letter(self, properties: dict[int, bytes | str]) -> None:
        self.found.text = _words(properties.get(_BODY)) or self.found.text
        html = properties.get(_BODY_HTML, b"")
        self.found.html = html.encode("utf-8", "replace") if isinstance(html, str) else html
        page = properties.get(_INTERNET_CODEPAGE)
        if isinstance(page, bytes):
            number = int.from_bytes(page, "little")
            self.found.charset = "utf-8" if number == 65001 else f"cp{number}"  # noqa: PLR2004

    def _file(self, file: PackedFile, name: int, content: bytes) -> None:
        if name == _FILE_DATA:
            file.content = content
        elif name == _FILE_TITLE:
            file.name = file.name or decode_text(content.rstrip(b"\0"), self.found.charset)
        elif name == _FILE_PROPERTIES:
            properties = _properties(content, self.found.charset)
            file.name = _words(properties.get(_LONG_NAME)) or file.name
            file.content_type = _words(properties.get(_MIME_TYPE))
            file.content_id = _words(properties.get(_CONTENT_ID))
            inside = properties.get(_DATA, b"")
            if not file.content and isinstance(inside, bytes):
                file.content = inside


def unpack(content: bytes) -> Unpacked:
    """The letter and the files of a winmail.dat; empty when it is none."""
    walk = _Walk()
    source = _Bytes(content)
    try:
        if source.number() != _SIGNATURE:
            return walk.found
        source.take(2)
        while source.has_more:
            source.take(1)
            name = source.number(2)
            source.take(2)
            walk.take(name, source.take(source.number()))
            source.take(2)
    except _Broken:
        pass
    walk.found.files = [file for file in walk.found.files if file.content]
    return walk.found
