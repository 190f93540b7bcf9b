"""The terms that a query may use: each room registers its own."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from goodword.core.query.errors import Fault, QueryError

M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A value that fits a term, and what it stands for in words."""

    value: str
    label: Any = ""


@dataclass(frozen=True, kw_only=True)
class Term(Generic[M]):
    """`name:` and what it means to whoever searches; `meaning` is theirs, this library only hands it on.

    `aliases` are names in other languages, which are printed as `name`. `label` says in words what the term is for.
    `values` are the only words it takes (none: any); `suggest(reader, beginning)` proposes some. `compares`: it takes
    `<`, `>` and `..` as well.
    """

    name: str
    meaning: M
    aliases: Sequence[str] = ()
    label: Any = ""
    values: Sequence[Suggestion] = ()
    suggest: Callable[[Any, str], Sequence[Suggestion]] | None = None
    compares: bool = False


@dataclass(slots=True)
class Terms(Generic[M]):
    """A registry of terms."""

    _terms: dict[str, Term[M]] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    def register(self, terms: Iterable[Term[M]]) -> None:
        """Add terms. Raises ValueError when a name is another's already."""
        for term in terms:
            for name in (term.name, *term.aliases):
                if self._names.get(name, term.name) != term.name:
                    raise ValueError(f"{name!r} is a name of {self._names[name]!r} and of {term.name!r}")
                self._names[name] = term.name
            self._terms[term.name] = term

    def __iter__(self) -> Iterator[Term[M]]:
        return iter(self._terms.values())

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def canonical(self, name: str, start: int, end: int) -> str:
        """The name under which the term is printed. Raises QueryError when there is no such term."""
        if name not in self._names:
            raise QueryError(Fault.UNKNOWN_TERM, start, end, word=name, perhaps=nearest(name, self._names))
        return self._names[name]

    def of(self, name: str) -> Term[M]:
        """The term of a parsed filter."""
        return self._terms[self._names[name]]


def nearest(word: str, choices: Iterable[str]) -> str:
    """The choice that is meant by a slip of one or two letters; empty if none is."""
    most = 1 if len(word) < 5 else 2  # noqa: PLR2004 (a short word with two slips is another word)
    found = sorted((steps_between(word, choice, most), choice) for choice in choices)
    return found[0][1] if found and found[0][0] <= most else ""


def steps_between(one: str, other: str, most: int) -> int:
    """How many letters must be put in, left out, changed or swapped; `most + 1` for more than `most`."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, another in enumerate(other, 1):
            steps = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != another))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == another:
                steps = min(steps, older[j - 2] + 1)
            row.append(steps)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
