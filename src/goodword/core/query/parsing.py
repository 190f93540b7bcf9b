"""From text to tree.

either := every (OR every)*      every := part (AND? part)*      part := (- | NOT)* (bracketed either | leaf)
"""

from collections.abc import Callable
from typing import Any as Anything

from goodword.core.query.errors import Fault, QueryError
from goodword.core.query.lexing import Piece, pieces_of
from goodword.core.query.terms import Terms
from goodword.core.query.tree import All, Filter, Node, Not, Phrase, Word, all_of, any_of

LONGEST = 2000
DEEPEST = 20
MOST_LEAVES = 64


def parse(text: str, terms: Terms[Anything]) -> Node:
    """The tree of a query; of an empty one, `All(())`, which finds everything. Raises QueryError."""
    if len(text) > LONGEST:
        raise QueryError(Fault.TOO_LONG, LONGEST, len(text))
    return _Parser(text, terms).whole()


class _Parser:
    def __init__(self, text: str, terms: Terms[Anything]) -> None:
        self.pieces = list(pieces_of(text))
        self.text, self.terms, self.length = text, terms, len(text)
        self.at = self.depth = self.leaves = 0

    def whole(self) -> Node:
        if not self.pieces:
            return All(())
        tree = self.either()
        if piece := self.ahead():
            raise QueryError(Fault.NOT_OPENED, piece.start, piece.end)
        return tree

    def ahead(self) -> Piece | None:
        return self.pieces[self.at] if self.at < len(self.pieces) else None

    def comes(self, *kinds: str) -> bool:
        piece = self.ahead()
        return piece is not None and piece.kind in kinds

    def either(self) -> Node:
        parts = [self.every()]
        while self.comes("or"):
            self.at += 1
            parts.append(self.every())
        return any_of(parts)

    def every(self) -> Node:
        parts = [self.part()]
        while self.ahead() and not self.comes("or", "close"):
            if self.comes("and"):
                self.at += 1
            parts.append(self.part())
        return all_of(parts)

    def part(self) -> Node:
        piece = self.ahead()
        if piece is None or piece.kind in {"and", "or", "close"}:
            raise self._nothing_at(piece)
        self.at += 1
        if piece.kind == "not":
            return Not(self.deeper(piece, self.part))
        if piece.kind == "open":
            return self.deeper(piece, lambda: self.group(piece))
        self.leaves += 1
        if self.leaves > MOST_LEAVES:
            raise QueryError(Fault.TOO_MANY, piece.start, self.length)
        return self.leaf(piece)

    def _nothing_at(self, piece: Piece | None) -> QueryError:
        """Where something to look for should stand: the fault is at the operator or bracket before, or at this one."""
        blamed = self.pieces[self.at - 1] if self.at else piece
        if piece is not None and piece.kind == "close" and not self.depth:
            return QueryError(Fault.NOT_OPENED, piece.start, piece.end)
        if blamed is None:
            return QueryError(Fault.NOTHING_TO_JOIN, self.length, self.length)
        if blamed.kind == "open" and piece is None:
            return QueryError(Fault.NOT_CLOSED, blamed.start, blamed.end)
        return QueryError(Fault.NOTHING_TO_JOIN, blamed.start, blamed.end, word=blamed.text)

    def deeper(self, piece: Piece, read: Callable[[], Node]) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise QueryError(Fault.TOO_DEEP, piece.start, self.length)
        tree = read()
        self.depth -= 1
        return tree

    def group(self, opening: Piece) -> Node:
        tree = self.either()
        if not self.comes("close"):
            raise QueryError(Fault.NOT_CLOSED, opening.start, opening.end)
        self.at += 1
        return tree

    def leaf(self, piece: Piece) -> Node:
        if piece.kind == "phrase":
            return Phrase(piece.text, start=piece.start, end=piece.end)
        if piece.kind == "filter":
            return self.filter(piece)
        begun = len(piece.text) > 1 and piece.text.endswith("*")
        return Word(piece.text[:-1] if begun else piece.text, begun, start=piece.start, end=piece.end)

    def filter(self, piece: Piece) -> Node:
        named = piece.start + len(piece.name) + 1
        if not piece.text and not piece.is_quoted:
            if piece.name in self.terms or piece.operator != ":":
                raise QueryError(Fault.NO_VALUE, piece.start, piece.end, word=piece.name)
            return Word(self.text[piece.start : piece.end], start=piece.start, end=piece.end)  # as in "Re: your order"
        name = self.terms.canonical(piece.name, piece.start, named - 1)
        value, dots, upto = piece.text.partition("..")
        is_range = bool(dots) and piece.operator == ":" and not piece.is_quoted and bool(value or upto)
        if (is_range or piece.operator != ":") and not self.terms.of(name).compares:
            raise QueryError(Fault.NO_COMPARISON, piece.start, piece.end, word=name)
        if is_range:
            return Filter(name, value, "..", upto, start=piece.start, end=piece.end)
        return Filter(name, piece.text, piece.operator, start=piece.start, end=piece.end)
