"""What the word before the cursor may become: a term, or a value of one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from goodword.accounts.types import Agent
from goodword.core.query.printing import value_written
from goodword.core.search.terms import TERMS
from goodword.core.search.words import fold

MOST = 8
LONGEST = 200
_BEGUN = re.compile(
    r'(?:^|(?<=[\s(]))-?(?:(?P<name>[A-Za-z-]{1,31}):(?:<=|>=|<|>)?)?(?:"(?P<quoted>[^"]*)|(?P<bare>[^\s()":]*))$'
)


@dataclass(frozen=True, slots=True)
class Proposed:
    """`text` takes the place of what stands from `begins` to the cursor; `label` says what it stands for."""

    text: str
    label: str
    begins: int
    goes_on: bool = False


def suggestions(reader: Agent, text: str, at: int) -> list[Proposed]:
    """The proposals for the word that ends at the cursor, at most MOST."""
    before = text[max(0, at - LONGEST) : at]
    found = _BEGUN.search(before)
    if found is None:
        return []
    quoted, bare = found["quoted"], found["bare"]
    value = quoted if quoted is not None else bare or ""
    begins = at - len(value) - (1 if quoted is not None else 0)
    if found["name"]:
        return list(islice(_values(reader, found["name"].lower(), fold(value), begins), MOST))
    return list(islice(_terms(value.lower(), begins), MOST)) if quoted is None and value else []


def _terms(beginning: str, begins: int) -> Iterator[Proposed]:
    for term in TERMS:
        if any(name.startswith(beginning) for name in (term.name, *term.aliases)):
            yield Proposed(f"{term.name}:", str(term.label), begins, goes_on=True)


def _values(reader: Agent, name: str, beginning: str, begins: int) -> Iterator[Proposed]:
    if name not in TERMS:
        return
    term = TERMS.of(name)
    fixed = [one for one in term.values if one.value.startswith(beginning)]
    for one in [*fixed, *(term.suggest(reader, beginning) if term.suggest else ())]:
        label = str(one.label)
        yield Proposed(value_written(one.value), "" if fold(label) == one.value else label, begins)
