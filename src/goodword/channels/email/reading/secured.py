"""Signed and encrypted mail: what is signed is shown, what is encrypted stays closed. No signature is checked here."""

import re
from typing import Literal

_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
_SEQUENCE, _SET, _OCTETS, _OBJECT_ID, _EXPLICIT = 0x30, 0x31, 0x04, 0x06, 0xA0
_CONSTRUCTED, _LONG, _INDEFINITE, _END = 0x20, 0x80, 0x80, b"\0\0"
_MOST_PIECES = 100_000
_DEEPEST = 6

_SIGNED_BEGINS = "-----BEGIN PGP SIGNED MESSAGE-----"
_SIGNATURE_BEGINS = "-----BEGIN PGP SIGNATURE-----"
_SIGNATURE_ENDS = "-----END PGP SIGNATURE-----"
_ENCRYPTED_BEGINS = "-----BEGIN PGP MESSAGE-----"
_ARMOUR_HEADERS = re.compile(r"(?:[A-Za-z-]{1,40}: [^\n]{0,200}\n){0,10}\n")

Armour = Literal["", "signed", "encrypted"]


class _NotThere(Exception):
    """The structure is another one."""


class _Reader:
    """Reads what S/MIME is written in (BER), also with lengths left open, as some programs write it."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.at = 0
        self.pieces = 0

    def head(self, *allowed: int) -> tuple[int, int | None]:
        """Step into an element: its tag, and its end (None when that is marked where it ends)."""
        content, at = self.content, self.at
        if at + 2 > len(content) or (allowed and content[at] not in allowed):
            raise _NotThere
        tag, size = content[at], content[at + 1]
        at += 2
        if size == _INDEFINITE:
            self.at = at
            return tag, None
        if size & _LONG:
            count = size & 0x7F
            size = int.from_bytes(content[at : at + count], "big")
            at += count
        if at + size > len(content):
            raise _NotThere
        self.at = at
        return tag, at + size

    def value(self, tag: int) -> bytes:
        _tag, end = self.head(tag)
        if end is None:
            raise _NotThere
        value, self.at = self.content[self.at : end], end
        return value

    def skip(self, tag: int) -> None:
        _tag, end = self.head(tag)
        if end is None:
            raise _NotThere
        self.at = end

    def octets(self, depth: int = 0) -> list[bytes]:
        """A string of bytes, in one piece or in many."""
        self.pieces += 1
        if depth > _DEEPEST or self.pieces > _MOST_PIECES:
            raise _NotThere
        tag, end = self.head(_OCTETS, _OCTETS | _CONSTRUCTED)
        if tag == _OCTETS:
            if end is None:
                raise _NotThere
            value, self.at = self.content[self.at : end], end
            return [value]
        pieces: list[bytes] = []
        while self.at < end if end is not None else self.content[self.at : self.at + 2] != _END:
            pieces += self.octets(depth + 1)
        self.at = end if end is not None else self.at + 2
        return pieces


def signed_content(content: bytes) -> bytes | None:
    """The mail inside an S/MIME message that is signed and readable; None when it is encrypted or something else."""
    reader = _Reader(content)
    try:
        reader.head(_SEQUENCE)
        if reader.value(_OBJECT_ID) != _SIGNED_DATA:
            return None
        reader.head(_EXPLICIT)
        reader.head(_SEQUENCE)
        reader.skip(0x02)
        reader.skip(_SET)
        reader.head(_SEQUENCE)
        reader.value(_OBJECT_ID)
        reader.head(_EXPLICIT)
        return b"".join(reader.octets())
    except _NotThere:
        return None


def without_armour(text: str) -> tuple[str, Armour]:
    """The text of a letter that PGP signed in place, bare; encrypted text comes back as it is, and is said to be so."""
    if "-----BEGIN PGP " not in text:
        return text, ""
    if text.lstrip().startswith(_ENCRYPTED_BEGINS):
        return text, "encrypted"
    before, begins, rest = text.partition(_SIGNED_BEGINS)
    headers = _ARMOUR_HEADERS.match(rest.removeprefix("\n"))
    signed, signature, after = rest.partition(_SIGNATURE_BEGINS)
    if not (begins and headers and signature):
        return text, ""
    signed = signed.removeprefix("\n")[headers.end() :]
    after = after.partition(_SIGNATURE_ENDS)[2]
    bare = re.sub(r"^- ", "", signed, flags=re.MULTILINE)
    return f"{before}{bare}{after.removeprefix(chr(10))}", "signed"
