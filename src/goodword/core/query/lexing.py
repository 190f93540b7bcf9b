"""From the letters of a query to its pieces, in linear time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_CLOSES = {'"': '"”', "“": '”"', "”": '”"', "«": "»", "»": "»"}
_SPECIAL = re.escape("()" + "".join(_CLOSES))
_BARE = re.compile(rf"[^\s{_SPECIAL}]+")
_NAMED = re.compile(r"([A-Za-z][A-Za-z-]{0,30}):(<=|>=|<|>)?")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """`kind`: an opening or closing bracket, an operator, or something to look for; a filter has a `name`."""

    kind: Literal["open", "close", "and", "or", "not", "word", "phrase", "filter"]
    text: str
    start: int
    end: int
    name: str = ""
    operator: str = ""
    is_quoted: bool = False


def pieces_of(text: str) -> Iterator[Piece]:
    """The pieces from left to right. A quotation that is not closed ends with the text."""
    at = 0
    while at < len(text):
        if space := _SPACES.match(text, at):
            at = space.end()
            continue
        piece = _piece_at(text, at)
        yield piece
        at = piece.end


def _piece_at(text: str, at: int) -> Piece:
    letter = text[at]
    if letter in "()":
        return Piece("open" if letter == "(" else "close", letter, at, at + 1)
    if letter in _CLOSES:
        inside, end = _quotation(text, at)
        return Piece("phrase", inside, at, end, is_quoted=True)
    if letter == "-" and at + 1 < len(text) and not text[at + 1].isspace() and text[at + 1] != ")":
        return Piece("not", "-", at, at + 1)
    named = _NAMED.match(text, at)
    if named and not text.startswith("//", named.end()):
        return _filter(text, at, named)
    return _bare(text, at)


def _bare(text: str, at: int) -> Piece:
    found = _BARE.match(text, at)
    word, end = (found.group(), found.end()) if found else (text[at], at + 1)
    operators: dict[str, Literal["and", "or", "not"]] = {"AND": "and", "OR": "or", "NOT": "not"}
    return Piece(operators.get(word, "word"), word, at, end)


def _filter(text: str, at: int, named: re.Match[str]) -> Piece:
    name, operator, begins = named[1].lower(), named[2] or ":", named.end()
    if begins < len(text) and text[begins] in _CLOSES:
        value, end = _quotation(text, begins)
        return Piece("filter", value, at, end, name, operator, is_quoted=True)
    found = _BARE.match(text, begins)
    value, end = (found.group(), found.end()) if found else ("", begins)
    return Piece("filter", value, at, end, name, operator)


def _quotation(text: str, at: int) -> tuple[str, int]:
    closes, letters, here = _CLOSES[text[at]], [], at + 1
    while here < len(text) and text[here] not in closes:
        if text[here] == "\\" and here + 1 < len(text):
            here += 1
        letters.append(text[here])
        here += 1
    return "".join(letters), min(here + 1, len(text))
