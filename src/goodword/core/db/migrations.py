"""Whether the tables are those of this version."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def pending_migrations() -> list[str]:
    """The migrations of this version that the database has not seen (`room.0001_initial`). Raises DatabaseError."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def has_tables() -> bool:
    """Whether the database was ever used. Raises DatabaseError."""
    return "django_migrations" in connection.introspection.table_names()
