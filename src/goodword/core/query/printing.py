"""From tree to text: what is printed reads as the same tree."""

import re

from goodword.core.query.tree import All, Any, Filter, Node, Not, Phrase, Word

_PLAIN = re.compile(r"(?!//)[^\s()\"“”«»<>=\\][^\s()\"“”«»\\]*")


def written(tree: Node) -> str:
    """The query in its plainest form."""
    if isinstance(tree, Word):
        return tree.text + "*" if tree.is_begun else tree.text
    if isinstance(tree, Phrase):
        return quoted(tree.text)
    if isinstance(tree, Filter):
        return _filter(tree)
    if isinstance(tree, Not):
        return f"-{_within(tree.part, All, Any)}"
    if isinstance(tree, All):
        return " ".join(_within(part, Any) for part in tree.parts)
    return " OR ".join(written(part) for part in tree.parts)


def _within(part: Node, *bracketed: type[Node]) -> str:
    return f"({written(part)})" if isinstance(part, bracketed) else written(part)


def _filter(leaf: Filter) -> str:
    if leaf.operator == "..":
        return f"{leaf.name}:{leaf.value}..{leaf.upto}"
    sign = "" if leaf.operator == ":" else leaf.operator
    return f"{leaf.name}:{sign}{value_written(leaf.value, leaf.operator)}"


def value_written(value: str, operator: str = ":") -> str:
    """A value as it can stand after its term: quoted only where it must be."""
    reads_as_range = operator == ":" and ".." in value
    return value if _PLAIN.fullmatch(value) and not reads_as_range else quoted(value)


def quoted(text: str) -> str:
    """The text between quotation marks, as one phrase or value."""
    escaped = re.sub(r"([\\\"”])", r"\\\1", text)
    return f'"{escaped}"'
