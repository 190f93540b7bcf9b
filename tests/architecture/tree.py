"""The source tree as the architecture tests see it: parsed once, walked many times."""

import ast
from collections.abc import Iterator
from functools import cache
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "goodword"
TESTS = ROOT / "tests"
ROOMS = (
    "measures",
    "core",
    "calendars",
    "accounts",
    "people",
    "conversations",
    "promises",
    "playbook",
    "channels",
    "listening",
    "recovery",
    "notifications",
    "insight",
    "web",
    "seeds",
    "config",
)  # lowest first

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


def sources(folder: Path = PACKAGE) -> list[Path]:
    """Every Python file of the folder that a person wrote: migrations are made by a command."""
    return [path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts]


def functions(tree: ast.AST) -> Iterator[FunctionNode]:
    return (node for node in ast.walk(tree) if isinstance(node, FunctionNode))


def length(function: FunctionNode) -> int:
    """Lines from `def` to the end, without the docstring: what a reader has to follow."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def program(name: str) -> ModuleType:
    """A Python program of `bin/`, as a module."""
    loader = SourceFileLoader(name, str(ROOT / "bin" / name))
    module = ModuleType(name)
    module.__file__ = loader.path
    loader.exec_module(module)
    return module


def place(path: Path) -> str:
    return str(path.relative_to(ROOT))
