"""The engine of the present database."""

from types import ModuleType

from django.db import connection

from goodword.core.search.engines import postgresql, sqlite


def engine() -> ModuleType:
    """FTS5 or tsvector; both have `write`, `remove`, `empty`, `newest` and `statistics_due`."""
    return postgresql if connection.vendor == "postgresql" else sqlite
