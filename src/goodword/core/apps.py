from typing import Any

from django.apps import AppConfig
from django.core.management import call_command
from django.db import connections
from django.db.models.signals import post_migrate


def _create_cache_table(using: str, **_: Any) -> None:
    call_command("createcachetable", database=using, verbosity=0)


def _create_presence_table(using: str, **_: Any) -> None:
    """Like the cache's, a table that is no model: it is never in a backup, and PostgreSQL may empty it."""
    if connections[using].vendor == "postgresql":
        from goodword.core.presence.postgresql import make_table

        make_table()


class CoreConfig(AppConfig):
    name = "goodword.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(_create_cache_table, sender=self, dispatch_uid="core.cache_table")
        post_migrate.connect(_create_presence_table, sender=self, dispatch_uid="core.presence_table")
