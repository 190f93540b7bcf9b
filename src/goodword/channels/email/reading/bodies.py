"""The letter, the files and the invitations of a mail."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from html import escape, unescape
from urllib.parse import unquote

from goodword.channels.email.reading.files import ReadFile
from goodword.channels.email.reading.forwards import told_by_headers
from goodword.channels.email.reading.gathering import Gatherer
from goodword.channels.email.reading.invitations import Invitation
from goodword.channels.email.reading.mime import Part
from goodword.channels.email.reading.pieces import Piece, joined, length_in_sight, words_of
from goodword.conversations.choices import Remark

_IMAGE = re.compile(r'<img(?: [a-z-]+="[^"]*")*+>')
_SOURCE = re.compile(r' (data-)?src="(cid:)?([^"]*)"')


@dataclass(slots=True)
class Body:
    """What a person reads, and what came along. `in_sight` cuts the text where the HTML begins to be folded."""

    text: str = ""
    in_sight: int = 0
    html: str = ""
    has_remote_images: bool = False
    files: list[ReadFile] = field(default_factory=list)
    invitations: list[Invitation] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def body_of(mail: Part, *, folds: bool = True) -> Body:
    """The letter and the files. A letter without text gets the words of its HTML."""
    gatherer = Gatherer(folds=folds)
    letter = joined(gatherer.gather(mail))
    words = words_of(letter)
    if _is_blank(letter, words):
        found = ((piece, words_of(piece)) for piece in _others(gatherer))
        letter, words = next(((piece, text) for piece, text in found if not _is_blank(piece, text)), (letter, words))
    if letter.is_cut:
        gatherer.remark(Remark.CUT)
    words = words.strip("\n")
    html, shown = _placed(letter.html or "", gatherer.files)
    return Body(
        text=words,
        in_sight=length_in_sight(letter, words),
        html=html,
        has_remote_images=letter.remote_images > 0 and ' data-src="' in html,
        files=[replace(file, is_inline=file.content_id in shown) for file in gatherer.files],
        invitations=gatherer.invitations,
        remarks=gatherer.remarks,
    )


def _is_blank(piece: Piece, words: str) -> bool:
    return not words.strip() and "<img" not in (piece.html or "")


def _others(gatherer: Gatherer) -> Iterator[Piece]:
    """Where the words may be when there is no letter: the nearest first."""
    tried: tuple[Callable[[], Piece], ...] = (
        lambda: joined(gatherer.packed),
        lambda: joined([gatherer.letter(part) for part in gatherer.named[:1]]),
        lambda: _enclosed(gatherer),
        lambda: Piece(text="\n\n".join(one.description for one in gatherer.invitations)),
    )
    return (find() for find in tried)


def _enclosed(gatherer: Gatherer) -> Piece:
    """The one mail that was forwarded as a file, with its own files; it stays a file as well."""
    if len(gatherer.enclosed) != 1:
        return Piece()
    pieces, inside = told_by_headers(gatherer.enclosed[0])
    gatherer.files += inside.files
    return joined(pieces)


def _placed(html: str, files: list[ReadFile]) -> tuple[str, set[str]]:
    """The letter with every picture of the mail named exactly as its file is; and the names of those it shows.

    Programs write the name with percent signs, or give the picture's address on the web (Content-Location) instead.
    """
    known = {file.content_id for file in files if file.content_id}
    shown: set[str] = set()

    def place(found: re.Match[str]) -> str:
        name = unescape(found[3])
        if found[2]:
            name = name if name in known else unquote(name)
        if name not in known:
            return found.group()
        shown.add(name)
        return f' src="cid:{escape(name)}"'

    return (_IMAGE.sub(lambda image: _SOURCE.sub(place, image.group()), html) if known else html), shown
