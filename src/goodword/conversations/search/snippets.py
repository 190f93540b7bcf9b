"""What of a text is shown, with the words that were found: from the original, whatever stems and accents."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from goodword.core.search.documents import Mark
from goodword.core.search.matching import Has, Match, wanted
from goodword.core.search.words import Token, forms, is_unspaced, tokens_of

LONGEST = 180
BEFORE = 30  # so few that what was found stands on the first two lines of a narrow list, where the rest is cut off
MOST_LETTERS = 20_000
_MARKS = "".join(Mark)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text; `is_hit` if it was looked for."""

    text: str
    is_hit: bool = False


def sought_in(match: Match | None) -> frozenset[str]:
    """The words to be shown as found, in all their forms."""
    if match is None:
        return frozenset()
    sought: set[str] = set()
    for part in wanted(match):
        words = part.words if isinstance(part, Has) else [word for variant in part.variants for word in variant]
        sought |= {word.lstrip(_MARKS) for word in words if word[0] != Mark.KIND}
    return frozenset(sought - {""})


def highlighted(text: str, sought: Collection[str]) -> list[Piece]:
    """The whole text in pieces."""
    return list(_pieces(text, _hits(text, sought)))


def snippet(text: str, sought: Collection[str]) -> list[Piece]:
    """The part of the text where most was found, on one line."""
    flat = " ".join(text[:MOST_LETTERS].split())
    hits = _hits(flat, sought)
    start, end = _window(flat, hits)
    inside = [hit for hit in hits if start <= hit.start and hit.end <= end]
    moved = [Token(hit.text, hit.start - start, hit.end - start) for hit in inside]
    pieces = list(_pieces(flat[start:end], moved))
    return [*([Piece("… ")] if start else []), *pieces, *([Piece(" …")] if end < len(flat) else [])]


def _hits(text: str, sought: Collection[str]) -> list[Token]:
    if not sought:
        return []
    return [token for token in tokens_of(text) if _is_sought(token.text, sought)]


def _is_sought(word: str, sought: Collection[str]) -> bool:
    if is_unspaced(word):
        return word in sought or any(letter in sought for letter in word)
    return any(form in sought for form in forms(word))


def _window(text: str, hits: list[Token]) -> tuple[int, int]:
    """From where to where: around the hits that stand close together, between words."""
    best, most = 0, 0
    for hit in hits[:200]:
        near = {other.text for other in hits if hit.start <= other.start and other.end <= hit.start + LONGEST - BEFORE}
        if len(near) > most:
            best, most = hit.start, len(near)
    start = max(best - BEFORE, 0)
    if start:
        space = text.find(" ", start, best)
        start = space + 1 if space >= 0 else best
    if start + LONGEST >= len(text):
        return start, len(text)
    space = text.rfind(" ", start + 1, start + LONGEST)
    return start, space if space > best else start + LONGEST


def _pieces(text: str, hits: list[Token]) -> Iterator[Piece]:
    at = 0
    for start, end in _merged(hits):
        if start > at:
            yield Piece(text[at:start])
        yield Piece(text[start:end], is_hit=True)
        at = end
    if at < len(text):
        yield Piece(text[at:])


def _merged(hits: list[Token]) -> Iterator[tuple[int, int]]:
    """Overlapping hits as one."""
    start = end = -1
    for hit in hits:
        if hit.start > end:
            if end > 0:
                yield start, end
            start, end = hit.start, hit.end
        else:
            end = max(end, hit.end)
    if end > 0:
        yield start, end
