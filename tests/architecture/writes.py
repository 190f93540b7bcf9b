"""Finds the calls that write rows, by reading the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

_ALWAYS = {
    "bulk_create", "bulk_update", "get_or_create", "update_or_create", "change",
    "acreate", "aupdate", "adelete", "asave", "abulk_create", "abulk_update", "aget_or_create", "aupdate_or_create",
}  # fmt: skip
_RELATED = {"add", "set", "remove", "clear"}
_NO_ROWS = ("cache", "session", "storage")  # `cache.delete`, `blob_storage().save`
_SQL = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|TRUNCATE)\b", re.IGNORECASE)
_MAY_WRITE = {"actions", "actions.py", "projections.py", "core", "seeds", "migrations"}


def may_write(path: Path, package: Path) -> bool:
    return bool(_MAY_WRITE & set(path.relative_to(package).parts))


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Call):
        return _last_name(node.func)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _runs_sql(call: ast.Call) -> bool:
    sql = call.args[0] if call.args else None
    return isinstance(sql, ast.Constant) and bool(_SQL.match(str(sql.value)))


def _is_write(call: ast.Call, relations: set[str]) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    verb, subject = call.func.attr, call.func.value
    name = _last_name(subject)
    constructs = isinstance(subject, ast.Name) and subject.id[:1].isupper()  # `Thing.create()`
    return (
        verb in _ALWAYS
        or (verb in {"save", "delete"} and not name.endswith(_NO_ROWS))
        or (verb == "create" and not constructs)
        or (verb == "update" and not call.args and any(keyword.arg for keyword in call.keywords))  # no dict's
        or (verb in _RELATED and isinstance(subject, ast.Attribute) and name in relations)
        or (verb in {"execute", "executemany"} and _runs_sql(call))
    )


def _own_changes(tree: ast.Module) -> set[int]:
    """The lines of a model's `change`, which is how the actions save the columns that they name."""
    changes = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == "change"]
    return {line for node in changes for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)}


def writes(tree: ast.Module, relations: set[str]) -> Iterator[int]:
    """The lines that write rows. `relations` are the names of fields that hold many rows."""
    spared = _own_changes(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _is_write(node, relations) and node.lineno not in spared:
            yield node.lineno
