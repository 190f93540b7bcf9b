"""Header lines read leniently: encoded words, addresses, message ids, dates, parameters."""

import binascii
import re
import unicodedata
from datetime import UTC, datetime
from email.message import Message
from email.utils import collapse_rfc2231_value, parsedate_to_datetime

from goodword.channels.email.reading.charsets import decode_text, storable
from goodword.core.markup import ascii_address

_LONGEST_VALUE = 100_000
_MOST_ADDRESSES = 500
_MOST_REFERENCES = 100
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)

_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]{0,4000})\?=")
_BETWEEN_WORDS = re.compile(r"\?=[ \t]{1,100}(?==\?)")
_ID = re.compile(r"<([^<>\s]{1,490})>")
_PIECE = re.compile(r'"(?:[^"\\]|\\.)*+"?|\((?:[^()\\]|\\.)*+\)?|<[^<>]*+>?|[,;]|[^",;<(]++|.', re.DOTALL)
_ADDRESS = re.compile(r"[^\s<>,;:\"()@]{1,64}@[^\s<>,;:\"()@]{1,255}")
BASE64_FOREIGN = bytes(range(256)).translate(None, b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")


def from_base64(content: bytes) -> bytes:
    """Decode what can be decoded; damaged padding and foreign characters are overlooked."""
    try:
        return binascii.a2b_base64(content)
    except binascii.Error:
        letters = content.translate(None, BASE64_FOREIGN)
        letters = letters[: len(letters) - (len(letters) % 4 == 1)]
        return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))


def without_controls(text: str) -> str:
    """One line of visible characters: controls and direction overrides are gone, so that nothing poses as another."""
    if text.isascii() and text.isprintable():
        return text.strip()
    visible = "".join(" " if c in "\t\r\n" else c for c in text if c in "\t\r\n" or unicodedata.category(c)[0] != "C")
    return " ".join(visible.split())


def decode_words(value: str) -> str:
    """The header's text with encoded words (`=?utf-8?q?…?=`) decoded, on one line."""
    if "=?" not in value:
        return without_controls(value)
    value = _BETWEEN_WORDS.sub("?=", value[:_LONGEST_VALUE])
    out: list[str] = []
    pending, charset, at = b"", "", 0
    for word in _WORD.finditer(value):
        between = value[at : word.start()]
        # A character may be split between two words, so neighbors of one charset are decoded together.
        if pending and (between or word[1].lower() != charset):
            out.append(decode_text(pending, charset))
            pending = b""
        out.append(between)
        charset, at = word[1].lower().partition("*")[0], word.end()
        pending += _word_bytes(word[2], word[3])
    out += [decode_text(pending, charset), value[at:]]
    return without_controls(storable("".join(out)))


def _word_bytes(encoding: str, text: str) -> bytes:
    content = text.encode("utf-8", "replace")
    if encoding in "bB":
        return from_base64(content)
    return binascii.a2b_qp(content.replace(b"_", b" "), header=False)


def message_ids(value: str) -> tuple[str, ...]:
    """All message ids of a header, in order, each once; the last hundred of them."""
    found = dict.fromkeys(f"<{identifier}>" for identifier in _ID.findall(value[-_LONGEST_VALUE:]))
    return tuple(found)[-_MOST_REFERENCES:]


def date_of(value: str) -> datetime | None:
    """The moment a Date header tells, in UTC; None if it tells none that can be true."""
    try:
        date = parsedate_to_datetime(value[:200])
        date = date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return date if date >= _EARLIEST else None


def addresses(value: str) -> list[tuple[str, str]]:
    """(name, address) pairs of an address header; what has no address is left out."""
    found: list[tuple[str, str]] = []
    pieces: list[str] = []
    for piece in _PIECE.finditer(value[:_LONGEST_VALUE]):
        if piece.group() in {",", ";"}:
            _add_address(pieces, found)
            pieces = []
            if len(found) >= _MOST_ADDRESSES:
                return found
        else:
            pieces.append(piece.group())
    _add_address(pieces, found)
    return found


def _add_address(pieces: list[str], found: list[tuple[str, str]]) -> None:
    angle = next((piece for piece in reversed(pieces) if piece.startswith("<")), "")
    match = _ADDRESS.search(angle) or next(filter(None, map(_ADDRESS.search, reversed(_bare(pieces)))), None)
    if match is None:
        return
    address = ascii_address(without_controls(storable(match.group())))
    words = [_name_piece(piece) for piece in pieces if not piece.startswith(("<", "("))]
    name = decode_words(" ".join(filter(None, words)))
    if not name or name == address:
        name = decode_words(" ".join(piece.strip("()") for piece in pieces if piece.startswith("(")))
    name = honest_name(name.removesuffix(address).strip())
    found.append(("" if name.endswith(":") else name[:200], address))  # "Team: …;" names a group, not a person


def honest_name(name: str) -> str:
    """The name; nothing when it poses as an address, since people take what they read for who wrote."""
    return "" if _ADDRESS.search(unicodedata.normalize("NFKC", name[:1000])) else name


def _bare(pieces: list[str]) -> list[str]:
    return [piece for piece in pieces if not piece.startswith(("(", '"'))]


def _name_piece(piece: str) -> str:
    if piece.startswith('"'):
        return re.sub(r"\\(.)", r"\1", piece.strip('"'))
    return piece.strip()


def parameters(value: str) -> tuple[str, dict[str, str]]:
    """The value of a Content-* header in lower case, and its parameters with RFC 2231 undone."""
    if ";" not in value:
        return value.strip().lower(), {}
    message = Message()
    message["x"] = value[:4000].replace("\r", "").replace("\n", " ")
    try:
        first, *rest = message.get_params([], header="x")
    except (ValueError, IndexError, TypeError, UnicodeError):
        return value.partition(";")[0].strip().lower(), {}
    found: dict[str, str] = {}
    for name, text in rest:
        found.setdefault(name.lower(), _parameter(text))
    return first[0].strip().lower(), found


def _parameter(text: str | tuple[str | None, str | None, str]) -> str:
    if isinstance(text, str):
        return text
    charset, language, value = text
    try:
        return collapse_rfc2231_value((charset or "utf-8", language, value))
    except (ValueError, LookupError):
        return value
