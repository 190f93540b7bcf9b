from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _agree(using: str, **_: Any) -> None:  # noqa: ARG001 (there is one database)
    """Where no document is listed, none can be found: what empties the tables knows nothing of the engine's own."""
    from goodword.core.search.index import empty_unless_listed

    empty_unless_listed()


class SearchConfig(AppConfig):
    name = "goodword.core.search"
    label = "search"

    def ready(self) -> None:
        post_migrate.connect(_agree, sender=self, dispatch_uid="search.agree")
