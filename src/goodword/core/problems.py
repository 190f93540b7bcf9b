"""What went wrong, kept as a code with its values and put into words in the language of whoever reads it.

Rows from before, and problems without a code, hold a finished sentence: it is shown as it stands.
"""

import json
from collections.abc import Iterator
from datetime import datetime

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime

from goodword.core.errors import DomainError

LONGEST = 500  # what the columns hold
_WORDS = "words"  # the value that may be cut: what somebody else's server said


class Problem(DomainError):
    """A failure with a `template` whose `{values}` are kept; those that end in `_at` are moments."""

    template: str | Promise = ""

    def __init__(self, **values: str | int) -> None:
        self.values = values
        super().__init__(_worded(self.template, values))


def problem_of(error: DomainError) -> str:
    """The error as it is kept: its code and values when its words can be found again, else its sentence."""
    kind = type(error)
    values = getattr(error, "values", None)
    if values is None and error.message is not kind.default:
        return str(error)[:LONGEST]
    return _kept({"code": kind.code, **(values or {})})


def _kept(facts: dict[str, str | int]) -> str:
    kept = json.dumps(facts, ensure_ascii=False)
    while len(kept) > LONGEST and facts.get(_WORDS):
        facts = {**facts, _WORDS: str(facts[_WORDS])[: -max(1, len(kept) - LONGEST)]}
        kept = json.dumps(facts, ensure_ascii=False)
    return kept


def code_of(stored: str) -> str:
    """The code of a kept problem; empty for a sentence."""
    return str(_facts(stored).get("code", ""))


def say_problem(stored: str) -> str:
    """A kept problem as a sentence in the present language and time zone."""
    facts = _facts(stored)
    kind = _kinds().get(str(facts.pop("code", "")))
    if kind is None:
        return stored
    template = getattr(kind, "template", None)
    if template is None:
        return str(kind.default)
    try:
        return _worded(template, facts)
    except (KeyError, IndexError, ValueError):
        return str(kind.default)


def _worded(template: str | Promise, values: dict[str, str | int]) -> str:
    return str(template).format(**{name: _shown(name, value) for name, value in values.items()})


def _shown(name: str, value: str | int) -> str | int:
    if not name.endswith("_at"):
        return value
    return date_format(localtime(datetime.fromisoformat(str(value))), "DATETIME_FORMAT")


def _facts(stored: str) -> dict[str, str | int]:
    if not stored.startswith('{"code": '):
        return {}
    try:
        return dict(json.loads(stored))
    except ValueError:
        return {}


def _kinds() -> dict[str, type[DomainError]]:
    return {kind.code: kind for kind in _descendants(DomainError)}


def _descendants(kind: type[DomainError]) -> Iterator[type[DomainError]]:
    for child in kind.__subclasses__():
        if "code" in vars(child):  # one that only narrows another has no words of its own
            yield child
        yield from _descendants(child)
