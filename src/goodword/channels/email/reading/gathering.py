"""The parts of a mail, one after the other, made stretches of the letter, files and invitations."""

import mimetypes
from io import BytesIO
from typing import BinaryIO

from goodword.channels.email.reading.charsets import decode_text, storable
from goodword.channels.email.reading.errors import UnreadableMail
from goodword.channels.email.reading.filenames import safe_filename
from goodword.channels.email.reading.files import ReadFile
from goodword.channels.email.reading.headers import decode_words
from goodword.channels.email.reading.invitations import Invitation, read_invitation
from goodword.channels.email.reading.mime import Part, take_apart, take_headers
from goodword.channels.email.reading.pieces import (
    MOST_HTML_SHOWN,
    MOST_SHOWN,
    Piece,
    best_of,
    html_piece,
    joined,
    piece_of_html,
    text_piece,
    without_uuencoded,
)
from goodword.channels.email.reading.secured import signed_content, without_armour
from goodword.channels.email.reading.tnef import Unpacked, unpack
from goodword.conversations.choices import Remark

MOST_UNPACKED = 12_000_000
_HEAD = 64 * 1024
_MOST_INVITATIONS = 5
_MOST_WRAPPINGS = 3
_ENCLOSED = frozenset({"message/rfc822", "message/global"})
_SIGNATURES = frozenset({"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"})
_SECURED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_OUTLOOK = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_CALENDARS = frozenset({"text/calendar", "application/ics"})
_SAME_WORDS = frozenset({"text/x-amp-html", "text/watch-html"})


def file_in_memory(name: str, content_type: str, content: bytes, content_id: str = "") -> ReadFile:
    """A file that was packed in something else."""
    kind = storable(content_type)[:120]

    def open_content() -> BinaryIO:
        return BytesIO(content)

    return ReadFile(safe_filename(name, kind), kind, open_content, content_id=storable(content_id)[:255])


def _guessed_type(name: str) -> str:
    return mimetypes.guess_type(name[-200:])[0] or "application/octet-stream"


def file_of(part: Part) -> ReadFile:
    """The part as a file; a mail in the mail is named by its subject."""
    name = part.filename or ("invitation.ics" if part.content_type == "text/calendar" else "")
    if not name and part.content_type in _ENCLOSED:
        name = f"{decode_words(take_headers(part.beginning(_HEAD))[0].get('subject', ''))[:80] or 'message'}.eml"
    return ReadFile(
        filename=safe_filename(name, part.content_type),
        content_type=storable(part.content_type)[:120],
        open=part.open,
        content_id=storable(part.headers.get("content-id", "")).strip().strip("<>")[:255]
        or storable(part.headers.get("content-location", "")).strip()[:255],
    )


class Gatherer:
    """Goes through the parts; `remarks`, `files` and the rest are what it found besides the letter."""

    def __init__(self, *, folds: bool, wrappings: int = _MOST_WRAPPINGS) -> None:
        self.folds = folds
        self.wrappings = wrappings
        self.files: list[ReadFile] = []
        self.invitations: list[Invitation] = []
        self.remarks: list[Remark] = []
        self.packed: list[Piece] = []
        self.named: list[Part] = []
        self.enclosed: list[Part] = []
        self.text_left, self.html_left = MOST_SHOWN, MOST_HTML_SHOWN

    def gather(self, part: Part) -> list[Piece]:
        if part.children:
            return self._several(part)
        if part.disposition != "attachment" and not part.filename and self._is_letter(part):
            return [self.letter(part)]
        if not part.content_type.startswith("multipart/"):
            return self._other(part)
        return []

    def remark(self, remark: Remark) -> None:
        if remark not in self.remarks:
            self.remarks.append(remark)

    def _several(self, part: Part) -> list[Piece]:
        children = part.children
        if part.content_type == "multipart/alternative":
            offered = [child for child in children if child.content_type not in _SAME_WORDS] or children
            return [best_of([joined(self.gather(child)) for child in offered])]
        if part.content_type == "multipart/encrypted":
            self.remark(Remark.ENCRYPTED)
            children = [child for child in children if child.content_type != "application/pgp-encrypted"] or children
        elif part.content_type == "multipart/signed":
            children = [child for child in children if child.content_type not in _SIGNATURES]
            if len(children) < len(part.children):
                self.remark(Remark.SIGNED)
        return [piece for child in children for piece in self.gather(child)]

    def _is_letter(self, part: Part) -> bool:
        return part.content_type in {"text/html", "text/plain"} or part.is_multipart

    def letter(self, part: Part) -> Piece:
        """The part's words as far as there is room; if they are cut, the whole is a file as well."""
        if part.content_type == "text/html":
            piece = html_piece(part, self.html_left, folds=self.folds)
            self.html_left -= len(piece.html or "")
            self.files += [file_in_memory(*picture) for picture in piece.pictures]
        else:
            piece = text_piece(part, self.text_left)
            self.text_left -= len(piece.text or "")
            self._take_out(piece)
        self.html_left, self.text_left = max(self.html_left, 0), max(self.text_left, 0)
        if piece.is_cut:
            kind = "text/html" if part.content_type == "text/html" else "text/plain"
            self.files.append(ReadFile(f"letter.{'html' if kind == 'text/html' else 'txt'}", kind, part.open))
        return piece

    def _take_out(self, piece: Piece) -> None:
        """What programs put into plain text: signatures, encrypted blocks, files."""
        text, armour = without_armour(piece.text or "")
        if armour == "signed":
            self.remark(Remark.SIGNED)
        elif armour == "encrypted":
            self.remark(Remark.ENCRYPTED)
            self.files.append(file_in_memory("message.asc", "application/pgp-encrypted", text.encode()))
            text = ""
        piece.text, packed = without_uuencoded(text)
        self.files += [file_in_memory(name, "application/octet-stream", content) for name, content in packed]

    def _other(self, part: Part) -> list[Piece]:
        name = part.filename.lower()
        if part.content_type in _OUTLOOK or name == "winmail.dat":
            return self._outlook(part)
        if part.content_type in _SECURED or name in {"smime.p7m", "smime.p7s"}:
            return self._secured(part)
        file = file_of(part)
        self.files.append(file)
        if part.content_type in _CALENDARS or name.endswith(".ics"):
            self._invited(part)
        elif part.content_type in _ENCLOSED:
            self.enclosed.append(part)
        elif self._is_letter(part) and part.disposition != "attachment":
            self.named.append(part)
        return []

    def _invited(self, part: Part) -> None:
        if len(self.invitations) < _MOST_INVITATIONS:
            invitation = read_invitation(part.beginning(_HEAD * 4), part.parameter("method"))
            if invitation is not None and invitation not in self.invitations:
                self.invitations.append(invitation)

    def _outlook(self, part: Part) -> list[Piece]:
        """What Outlook packed away; the package itself if nothing comes out of it. Its letter is mostly there twice."""
        content = part.beginning(MOST_UNPACKED + 1)
        inside = unpack(content) if len(content) <= MOST_UNPACKED else Unpacked()
        if not (inside.files or inside.text.strip() or inside.html):
            self.files.append(file_of(part))
        for file in inside.files:
            kind = file.content_type or _guessed_type(file.name)
            self.files.append(file_in_memory(file.name, kind, file.content, file.content_id))
        if inside.html:
            html = decode_text(inside.html[:MOST_HTML_SHOWN], inside.charset)
            self.packed.append(piece_of_html(html, folds=self.folds))
        elif inside.text.strip():
            self.packed.append(Piece(text=storable(inside.text[:MOST_SHOWN])))
        return []

    def _secured(self, part: Part) -> list[Piece]:
        """S/MIME in one block: opened when it is only signed."""
        if part.content_type in _SIGNATURES or part.filename.lower() == "smime.p7s":
            self.remark(Remark.SIGNED)
            return []
        content = part.beginning(MOST_UNPACKED + 1)
        inner = signed_content(content) if len(content) <= MOST_UNPACKED and self.wrappings else None
        if inner is None:
            if part.parameter("smime-type") != "certs-only":
                self.remark(Remark.ENCRYPTED)
            self.files.append(file_of(part))
            return []
        self.remark(Remark.SIGNED)
        return self._inside(inner)

    def _inside(self, raw: bytes) -> list[Piece]:
        try:
            mail = take_apart(raw)
        except UnreadableMail:
            self.files.append(file_in_memory("message.eml", "message/rfc822", raw))
            return []
        self.wrappings -= 1
        pieces = self.gather(mail)
        self.wrappings += 1
        return pieces
