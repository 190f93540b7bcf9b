"""The letter and the files of a mail, gathered from its parts."""

from dataclasses import dataclass, field

from goodword.channels.email.reading.charsets import declared_in_html, decode_text, storable
from goodword.channels.email.reading.filenames import safe_filename
from goodword.channels.email.reading.files import ReadFile
from goodword.channels.email.reading.folding import fold_quotes
from goodword.channels.email.reading.headers import decode_words
from goodword.channels.email.reading.mime import Part, take_headers
from goodword.core.markup import clean_letter_html, text_of_clean_html, text_to_html

MOST_SHOWN = 1_000_000
_HEAD = 64 * 1024
_ENCLOSED = frozenset({"message/rfc822", "message/global"})


@dataclass(slots=True)
class _Piece:
    """One stretch of the letter, in text, in sanitized HTML, or in both when the mail offers alternatives."""

    text: str | None = None
    html: str | None = None
    remote_images: int = 0


@dataclass(slots=True)
class Body:
    """What a person reads, and what came along."""

    text: str = ""
    html: str = ""
    has_remote_images: bool = False
    files: list[ReadFile] = field(default_factory=list)


def _unflowed(text: str, *, delete_space: bool) -> str:
    """Lines that the sender's program wrapped are one again (format=flowed); quoted ones stay as they are."""
    out: list[list[str]] = []
    is_open = False
    for line in text.split("\n"):
        is_plain = not line.startswith(">")
        shown = line[:-1] if delete_space and is_plain and line.endswith(" ") and line != "-- " else line
        if is_open and is_plain:
            out[-1].append(shown)
        else:
            out.append([shown])
        is_open = is_plain and line.endswith(" ") and line != "-- "
    return "\n".join("".join(pieces) for pieces in out)


def _text_piece(part: Part) -> _Piece:
    text = decode_text(part.beginning(MOST_SHOWN), part.parameter("charset")).replace("\r\n", "\n").replace("\r", "\n")
    if part.parameter("format").lower() == "flowed":
        text = _unflowed(text, delete_space=part.parameter("delsp").lower() == "yes")
    return _Piece(text=text)


def _html_piece(part: Part) -> _Piece:
    content = part.beginning(MOST_SHOWN)
    letter = clean_letter_html(decode_text(content, part.parameter("charset") or declared_in_html(content)))
    return _Piece(html=fold_quotes(letter.html), remote_images=letter.remote_images)


def _file(part: Part) -> ReadFile:
    content_id = storable(part.headers.get("content-id", "")).strip().strip("<>")[:255]
    name = part.filename
    if not name and part.content_type in _ENCLOSED:
        name = f"{decode_words(take_headers(part.beginning(_HEAD))[0].get('subject', ''))[:80] or 'message'}.eml"
    return ReadFile(
        filename=safe_filename(name, part.content_type),
        content_type=storable(part.content_type)[:120],
        open=part.open,
        content_id=content_id,
        is_inline=bool(content_id) and part.disposition != "attachment",
    )


class _Gatherer:
    def __init__(self) -> None:
        self.files: list[ReadFile] = []

    def gather(self, part: Part) -> list[_Piece]:
        if part.children:
            return self._alternatives(part) if part.content_type == "multipart/alternative" else self._in_turn(part)
        if part.disposition != "attachment" and not part.filename:
            if part.content_type == "text/html":
                return [_html_piece(part)]
            if part.content_type == "text/plain" or part.is_multipart:
                return [_text_piece(part)]
        if not part.content_type.startswith("multipart/"):
            self.files.append(_file(part))
        return []

    def _in_turn(self, part: Part) -> list[_Piece]:
        return [piece for child in part.children for piece in self.gather(child)]

    def _alternatives(self, part: Part) -> list[_Piece]:
        """The same words several times: the first in text and the last in HTML are kept."""
        offered = [joined(self.gather(child)) for child in part.children]
        text = next((piece.text for piece in offered if piece.text is not None and piece.html is None), None)
        html = next((piece for piece in reversed(offered) if piece.html is not None), _Piece())
        return [_Piece(text=text if text is not None else html.text, html=html.html, remote_images=html.remote_images)]


def joined(pieces: list[_Piece]) -> _Piece:
    """Several stretches as one, in HTML if any of them has it."""
    if len(pieces) == 1:
        return pieces[0]
    if not any(piece.html for piece in pieces):
        return _Piece(text="\n\n".join(piece.text for piece in pieces if piece.text)) if pieces else _Piece()
    html = "".join(piece.html if piece.html is not None else text_to_html(piece.text or "") for piece in pieces)
    text = "\n\n".join(_words(piece) for piece in pieces)
    return _Piece(text=text, html=html, remote_images=sum(piece.remote_images for piece in pieces))


def _words(piece: _Piece) -> str:
    if piece.text is not None and (piece.text.strip() or not piece.html):
        return piece.text
    return text_of_clean_html(piece.html or "")


def body_of(mail: Part) -> Body:
    """The letter and the files. A letter without text gets the words of its HTML."""
    gatherer = _Gatherer()
    letter = joined(gatherer.gather(mail))
    return Body(
        text=_words(letter).strip("\n"),
        html=letter.html or "",
        has_remote_images=letter.remote_images > 0,
        files=gatherer.files,
    )
