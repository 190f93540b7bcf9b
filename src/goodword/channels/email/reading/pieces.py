"""Stretches of the letter: text and sanitized HTML, each bounded, so that no letter fills a page or a memory."""

import binascii
import re
from dataclasses import dataclass, field

from goodword.channels.email.reading.charsets import declared_in_html, decode_text
from goodword.channels.email.reading.folding import before_folds, fold_quotes, unfolded
from goodword.channels.email.reading.headers import from_base64
from goodword.channels.email.reading.mime import Part
from goodword.core.markup import clean_letter_html, text_of_clean_html, text_to_html

MOST_SHOWN = 1_000_000
MOST_HTML_SHOWN = 500_000  # a page of it takes fifty times as much memory while it is cleaned
MOST_WITH_PICTURES = 4_000_000
_NEAR = 10_000
_WRITTEN = re.compile(rb"\bdata:image/(png|jpeg|gif|webp);base64,([A-Za-z0-9+/=\s]{500,}+)", re.IGNORECASE)
Picture = tuple[str, str, bytes, str]  # name, type, bytes, Content-ID
_UUENCODED = re.compile(r"^begin [0-7]{3,4} ([^\n]{1,200})\n((?:[ -`]{1,62}\n)+)end[ ]?$", re.MULTILINE)
_MOST_UUENCODED = 50


@dataclass(slots=True)
class Piece:
    """One stretch of the letter, in text, in sanitized HTML, or in both when the mail offers alternatives."""

    text: str | None = None
    html: str | None = None
    remote_images: int = 0
    is_cut: bool = False
    pictures: list[Picture] = field(default_factory=list)


def _unflowed(text: str, *, delete_space: bool) -> str:
    """Lines that the sender's program wrapped are one again (format=flowed); quoted ones stay as they are."""
    out: list[list[str]] = []
    is_open = False
    for line in text.split("\n"):
        is_plain = not line.startswith(">")
        shown = line[:-1] if delete_space and is_plain and line.endswith(" ") and line != "-- " else line
        if is_open and is_plain and line != "-- ":
            out[-1].append(shown)
        else:
            out.append([shown])
        is_open = is_plain and line.endswith(" ") and line != "-- "
    return "\n".join("".join(pieces) for pieces in out)


def _cut(content: bytes, most: int) -> bytes:
    """The beginning, ending where a line, a tag, a word or at least a character ends."""
    content = content[:most]
    for mark in (b"\n", b"<", b" "):
        at = content.rfind(mark, max(0, most - _NEAR))
        if at > 0:
            return content[:at]
    at = len(content)
    while at > max(0, len(content) - 4) and content[at - 1] & 0xC0 == 0x80:  # noqa: PLR2004 (in the middle of UTF-8)
        at -= 1
    return content[: at - 1] if at and content[at - 1] >= 0xC0 else content  # noqa: PLR2004


def text_piece(part: Part, most: int = MOST_SHOWN) -> Piece:
    """The text of a part, of its first `most` bytes."""
    content = part.beginning(most + 1)
    is_cut = len(content) > most
    text = decode_text(_cut(content, most) if is_cut else content, part.parameter("charset"))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if part.parameter("format").lower() == "flowed":
        text = _unflowed(text, delete_space=part.parameter("delsp").lower() == "yes")
    return Piece(text=text, is_cut=is_cut)


def html_piece(part: Part, most: int = MOST_HTML_SHOWN, *, folds: bool = True) -> Piece:
    """The sanitized HTML of a part, of its first `most` bytes not counting pictures, with quoted history folded."""
    content = part.beginning(most + 1)
    pictures: list[Picture] = []
    is_cut = len(content) > most
    if is_cut and b"data:image/" in content:
        content = part.beginning(MOST_WITH_PICTURES + 1)
        is_cut = len(content) > MOST_WITH_PICTURES
        content, pictures = without_pictures(content, part.start)
        is_cut = is_cut or len(content) > most
    content = _cut(content, most) if is_cut else content
    piece = piece_of_html(decode_text(content, part.parameter("charset") or declared_in_html(content)), folds, is_cut)
    piece.pictures = pictures
    return piece


def without_pictures(content: bytes, place: int) -> tuple[bytes, list[Picture]]:
    """HTML with the pictures that are written into it as files, which it then names by a Content-ID made of `place`."""
    pictures: list[Picture] = []

    def take(found: re.Match[bytes]) -> bytes:
        kind, number = found[1].decode("ascii").lower(), len(pictures) + 1
        content_id = f"{place}.{number}@written"
        pictures.append((f"picture-{number}.{kind}", f"image/{kind}", from_base64(found[2]), content_id))
        return f"cid:{content_id}".encode()

    return _WRITTEN.sub(take, content), pictures


def piece_of_html(html: str, folds: bool = True, is_cut: bool = False) -> Piece:  # noqa: FBT001, FBT002
    """HTML of any kind as a stretch of the letter."""
    letter = clean_letter_html(html)
    return Piece(
        html=fold_quotes(letter.html) if folds else letter.html, remote_images=letter.remote_images, is_cut=is_cut
    )


def without_uuencoded(text: str) -> tuple[str, list[tuple[str, bytes]]]:
    """The text without the files that old programs write into it, and these files with their names."""
    if "\nend" not in text:
        return text, []
    files: list[tuple[str, bytes]] = []

    def take(found: re.Match[str]) -> str:
        if len(files) >= _MOST_UUENCODED:
            return found.group()
        try:
            content = b"".join(binascii.a2b_uu(line) for line in found[2].encode("ascii").splitlines())
        except binascii.Error:
            return found.group()
        files.append((found[1], content))
        return ""

    return _UUENCODED.sub(take, text), files


def words_of(piece: Piece) -> str:
    """The stretch as text."""
    if piece.text is not None and (piece.text.strip() or not piece.html):
        return piece.text
    return text_of_clean_html(unfolded(piece.html or ""))


def length_in_sight(piece: Piece, words: str) -> int:
    """How much of the words that were made of HTML comes before what is folded in it."""
    before = before_folds(piece.html or "")
    if (piece.text is not None and piece.text.strip()) or before == (piece.html or ""):
        return len(words)
    seen = text_of_clean_html(before).rstrip()
    return len(seen) if words.startswith(seen) else len(words)


def joined(pieces: list[Piece]) -> Piece:
    """Several stretches as one, in HTML if any of them has it."""
    if len(pieces) == 1:
        return pieces[0]
    is_cut = any(piece.is_cut for piece in pieces)
    if not any(piece.html for piece in pieces):
        text = "\n\n".join(piece.text for piece in pieces if piece.text)
        return Piece(text=text, is_cut=is_cut) if pieces else Piece()
    html = "".join(piece.html if piece.html is not None else text_to_html(piece.text or "") for piece in pieces)
    text = "\n\n".join(words_of(piece) for piece in pieces)
    return Piece(text=text, html=html, remote_images=sum(piece.remote_images for piece in pieces), is_cut=is_cut)


def best_of(offered: list[Piece]) -> Piece:
    """The same words several times: the first in text and the last in HTML are kept; not HTML that is cut short."""
    text = next((piece for piece in offered if piece.text is not None and piece.html is None), None)
    html = next((piece for piece in reversed(offered) if piece.html is not None), None)
    if html is None or (html.is_cut and text is not None and text.text and text.text.strip() and not text.is_cut):
        return text or Piece()
    words = html.text if text is None else text.text
    return Piece(text=words, html=html.html, remote_images=html.remote_images, is_cut=html.is_cut)
