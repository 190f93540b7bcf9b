"""What the import contracts cannot see: the network through a submodule, or through asyncio."""

import ast

import pytest

from tests.architecture.tree import PACKAGE, parsed, place, sources

_MODULES = {"urllib.request", "http.client", "xmlrpc.client"}
_CALLS = {"open_connection", "start_server", "create_connection", "create_server", "urlopen"}
_MAY = {"transports", "processes"}


def reaches_out(tree: ast.Module) -> list[int]:
    """The lines that import a network module by its full name or open a connection themselves."""
    lines = []
    for node in ast.walk(tree):
        named = {alias.name for alias in node.names} if isinstance(node, ast.Import) else set()
        if isinstance(node, ast.ImportFrom) and node.module:
            named = {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
        called = node.func.attr if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else ""
        if named & _MODULES or called in _CALLS:
            lines.append(node.lineno)  # type: ignore[attr-defined]
    return lines


def test_only_transports_reach_out() -> None:
    files = [path for path in sources() if not _MAY & set(path.relative_to(PACKAGE).parts)]
    found = [f"{place(path)}:{line}" for path in files for line in reaches_out(parsed(path))]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "bad",
    [
        "import urllib.request",
        "from urllib import request",
        "from http.client import HTTPConnection",
        "asyncio.open_connection(host, 25)",
    ],
)
def test_reaching_out_is_found(bad: str) -> None:
    assert reaches_out(ast.parse(bad)) == [1]


def test_addresses_may_be_taken_apart() -> None:
    assert reaches_out(ast.parse("from urllib.parse import urlsplit\nfrom http import HTTPStatus")) == []
