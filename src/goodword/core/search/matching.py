"""What to look for, as the engines understand it: words in any of their forms, phrases, and what joins them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from goodword.core.search.documents import Kind, Mark
from goodword.core.search.words import forms, is_unspaced, joined_numbers, stem, tokens_of


@dataclass(frozen=True, slots=True)
class Has:
    """One of these words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """These words one after another, in one of the variants."""

    variants: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Both:
    parts: tuple["Match", ...]


@dataclass(frozen=True, slots=True)
class Either:
    parts: tuple["Match", ...]


@dataclass(frozen=True, slots=True)
class Without:
    part: "Match"


Match: TypeAlias = Has | Row | Both | Either | Without

WRITTEN = Has((Mark.KIND + Kind.MESSAGE, Mark.KIND + Kind.NOTE))
NOTES = Has((Mark.KIND + Kind.NOTE,))
PEOPLE = Has((Mark.KIND + Kind.PERSON,))
WITH_FILES = Has((Mark.FILE,))


def match_text(text: str, mark: str = "") -> Match | None:
    """A word or phrase as typed; with a mark, in that field only. None when there is nothing in it to look for."""
    words = [token.text for token in tokens_of(text)]
    if not words:
        return None
    if number := [mark + digits for digits in joined_numbers(text)]:
        return Either((_row_of(words, mark), Has(tuple(dict.fromkeys(number)))))
    return _row_of(words, mark)


def _row_of(words: list[str], mark: str) -> Has | Row:
    if len(words) == 1:
        return Has(tuple(mark + form for form in forms(words[0])))
    variants = [words, *([stem(word, language) for word in words] for language in ("en", "es"))]
    return Row(tuple(dict.fromkeys(tuple(mark + word for word in variant) for variant in variants)))


def match_begun(words: list[str], mark: str = "") -> Has:
    """One of these whole words of the vocabulary: what a beginning was completed to."""
    return Has(tuple(dict.fromkeys(mark + form for word in words for form in forms(word))))


def last_word(text: str) -> str:
    """The word that is being typed at the end of the text; empty for writing without spaces."""
    words = [token.text for token in tokens_of(text)]
    return words[0] if len(words) == 1 and not is_unspaced(words[0]) else ""


def both(parts: list[Match]) -> Match:
    return parts[0] if len(parts) == 1 else Both(tuple(parts))


def either(parts: list[Match]) -> Match:
    return parts[0] if len(parts) == 1 else Either(tuple(parts))


def wanted(match: Match) -> Iterator[Has | Row]:
    """The words and phrases that should be there, from left to right."""
    if isinstance(match, Has | Row):
        yield match
    elif isinstance(match, Both | Either):
        for part in match.parts:
            yield from wanted(part)


def marked(match: Has | Row, mark: str) -> Has | Row:
    """The same within a field."""
    if isinstance(match, Has):
        return Has(tuple(mark + word for word in match.words))
    return Row(tuple(tuple(mark + word for word in variant) for variant in match.variants))


def in_any_order(match: Match) -> Match:
    """What holds wherever the match does and asks for no order of words: an index tells it without reading the text."""
    if isinstance(match, Row):
        return either([both([Has((word,)) for word in dict.fromkeys(variant)]) for variant in match.variants])
    if isinstance(match, Both):
        return both([in_any_order(part) for part in match.parts])
    if isinstance(match, Either):
        return either([in_any_order(part) for part in match.parts])
    if isinstance(match, Without) and in_any_order(match.part) != match.part:
        return WRITTEN
    return match


def is_plain(match: Has | Row) -> bool:
    """Whether it is looked for in no field."""
    words = match.words if isinstance(match, Has) else match.variants[0]
    return words[0][0] not in list(Mark)


def written_out(
    match: Match, *, has: Callable[[Has], str], row: Callable[[Row], str], signs: tuple[str, str, str]
) -> str:
    """The match in an engine's own language; `signs` are its and, or, and-not. What has no positive part gets one."""
    if isinstance(match, Has):
        return has(match)
    if isinstance(match, Row):
        return row(match)
    all_, any_, but = signs

    def out(part: Match) -> str:
        return written_out(part, has=has, row=row, signs=signs)

    if isinstance(match, Without):
        return f"({has(WRITTEN)} {but} {out(match.part)})"
    if isinstance(match, Either):
        return f"({f' {any_} '.join(out(part) for part in match.parts)})"
    positive = [part for part in match.parts if not isinstance(part, Without)] or [WRITTEN]
    negative = [part.part for part in match.parts if isinstance(part, Without)]
    text = f"({f' {all_} '.join(out(part) for part in positive)})"
    for part in negative:
        text = f"({text} {but} {out(part)})"
    return text
