"""What a query says, as a tree. Positions (`start`, `end`) are where it was typed; they do not count for equality."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Word:
    """A word; `is_begun`: its end is open, `invo*`."""

    text: str
    is_begun: bool = False
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow each other."""

    text: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Filter:
    """`name:value`. `operator` is ":", "<", "<=", ">", ">=" or ".."; the last has an `upto` (either may be empty)."""

    name: str
    value: str
    operator: str = ":"
    upto: str = ""
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """Whatever is not this."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class All:
    """All of these hold; of none of them, everything is found."""

    parts: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    """One of these holds, or more."""

    parts: tuple["Node", ...]


Node: TypeAlias = Word | Phrase | Filter | Not | All | Any


def all_of(parts: Sequence[Node]) -> Node:
    """Join by AND: one part is itself, and what was joined so before is taken apart."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, All) else (part,))]
    return flat[0] if len(flat) == 1 else All(tuple(flat))


def any_of(parts: Sequence[Node]) -> Node:
    """Join by OR, likewise."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, Any) else (part,))]
    return flat[0] if len(flat) == 1 else Any(tuple(flat))


def leaves(tree: Node) -> Iterator[tuple[Word | Phrase | Filter, bool]]:
    """Every word, phrase and filter from left to right, and whether it is wanted (not under an odd number of NOTs)."""
    if isinstance(tree, Not):
        yield from ((leaf, not wanted) for leaf, wanted in leaves(tree.part))
    elif isinstance(tree, All | Any):
        for part in tree.parts:
            yield from leaves(part)
    else:
        yield tree, True
