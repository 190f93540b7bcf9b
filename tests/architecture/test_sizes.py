"""Size budgets: discipline shows in the tails."""

import ast
from collections.abc import Iterable
from pathlib import Path

from tests.architecture.tree import PACKAGE, TESTS, functions, length, parsed, place, sources

_VENDORED = {"vendor"}


def too_long(files: Iterable[Path], limit: int) -> list[str]:
    counted = [(path, len(path.read_text().splitlines())) for path in files]
    return [f"{place(path)}: {lines} lines, at most {limit}" for path, lines in counted if lines > limit]


def test_no_file_is_long() -> None:
    assert not too_long(sources(), 400)


def test_no_function_is_long_and_most_are_short() -> None:
    found = [(length(function), path, function) for path in sources() for function in functions(parsed(path))]
    long = [f"{place(path)}:{function.lineno} {lines} lines" for lines, path, function in found if lines > 50]
    assert not long, "\n".join(long)
    assert sum(lines <= 25 for lines, _, _ in found) >= 0.9 * len(found)


def test_no_template_is_long() -> None:
    assert not too_long(PACKAGE.rglob("*.html"), 80)


def test_no_behavior_is_long() -> None:
    scripts = [path for path in PACKAGE.rglob("*.js") if not _VENDORED & set(path.parts)]
    assert not too_long(scripts, 120)


def test_no_test_is_long() -> None:
    tests = [
        (place(path), function)
        for path in sources(TESTS)
        for function in functions(parsed(path))
        if function.name.startswith("test_")
    ]
    long = [f"{where}::{test.name} {length(test)} lines" for where, test in tests if length(test) > 25]
    assert not long, "\n".join(long)


def test_length_counts_what_a_reader_follows() -> None:
    (function,) = functions(ast.parse('def f():\n    """Two\n    lines."""\n    return 1\n'))
    assert length(function) == 2


def test_a_long_file_is_found() -> None:
    assert too_long([Path(__file__)], 10)
