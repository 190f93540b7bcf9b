"""Before the desk starts: the database migrated, with a copy made first, and the static files in their place."""

import sys

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError

from goodword.config.backups.before_migration import back_up_before_migration
from goodword.config.static import collect_when_changed
from goodword.core.db.migrations import has_tables, pending_migrations
from goodword.core.errors import DomainError


class DatabaseNotReady(DomainError):
    """The database cannot be reached, or its tables are not those of this version."""

    code = "database-not-ready"


def _pending() -> list[str]:
    try:
        return pending_migrations()
    except DatabaseError as error:
        raise DatabaseNotReady(f"The database cannot be reached: {error}") from error


def require_migrated() -> None:
    """Raises DatabaseNotReady when the tables are not those of this version."""
    if pending := _pending():
        raise DatabaseNotReady(
            f"The database is not of this version ({len(pending)} migrations are missing, first {pending[0]}). "
            "Run `goodword serve`, or `goodword migrate` where the parts run alone."
        )


def migrate() -> None:
    """Bring the database to this version, after a backup if there is something to lose."""
    if not _pending():
        return
    if has_tables():
        path = back_up_before_migration(settings.GOODWORD.data)
        sys.stdout.write(f"The database is of an earlier version. A copy is in {path}; now it is brought up to date.\n")
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def prepare() -> None:
    """Make the database and the static files ready. Raises DomainError with what is in the way."""
    settings.GOODWORD.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    migrate()
    collect_when_changed()
    sys.stdout.flush()
