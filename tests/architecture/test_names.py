"""Names that say nothing are not used."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import PACKAGE, TESTS, functions, parsed, place, sources

_BAGS = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "managers", "service", "services"}
_EMPTY_VERBS = ("process_", "handle_")
_GIVEN = {"handle_no_permission", "process_exception", "process_view", "AgentManager"}  # Django asks for them
_TERMS = {"ServicePolicy"}  # of the field


def says_nothing(name: str) -> bool:
    """Whether the name of a module, class or function is a bag. `handle_DATA` is aiosmtpd's way to ask."""
    words = {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", name)}
    verb = name.lstrip("_").startswith(_EMPTY_VERBS) and not re.search("_[A-Z]", name)
    return name not in _GIVEN | _TERMS and (verb or bool(words & _BAGS) or words in ({"data"}, {"info"}))


def names(path: Path, tree: ast.Module) -> Iterator[str]:
    yield path.parent.name if path.stem == "__init__" else path.stem
    yield from (function.name for function in functions(tree) if function.name != "data")
    yield from (node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


def test_every_name_says_something() -> None:
    files = [*sources(PACKAGE), *sources(TESTS)]
    found = [f"{place(path)}: {name}" for path in files for name in names(path, parsed(path)) if says_nothing(name)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("bad", ["utils", "mail_helpers", "MailService", "process_mail", "_handle_click", "info"])
def test_an_empty_name_is_found(bad: str) -> None:
    assert says_nothing(bad)


@pytest.mark.parametrize("good", ["processes", "handle_RCPT", "close_conversation", "informed", "data_folder"])
def test_a_telling_name_passes(good: str) -> None:
    assert not says_nothing(good)
