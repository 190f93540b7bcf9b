"""Text in the order of its code points, on both engines and under every locale: for prefixes and sorted lists."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

_LAST = "\U0010ffff"


class BytewiseCharField(models.CharField):  # type: ignore[type-arg]
    """A short text that is compared by its code points, as SQLite does anyway."""

    def db_parameters(self, connection: BaseDatabaseWrapper) -> Any:
        asked: Any = super().db_parameters(connection)
        return {**asked, "collation": "C"} if connection.vendor == "postgresql" else asked


def beginning_with(column: str, prefix: str) -> models.Q:
    """Rows whose bytewise column begins with the prefix: a range, so that an index answers."""
    return models.Q(**{f"{column}__gte": prefix, f"{column}__lt": prefix + _LAST})
