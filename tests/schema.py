"""The migrated schema, kept between runs: migrating anew takes ten seconds, and most runs are of a few tests.

Kept in the machine's folder for temporary files under a hash of what makes it: our migrations, what they import, and
the installed parts' versions. In CI it is always made anew.
"""

import hashlib
import os
import subprocess
import tempfile
from contextlib import closing
from importlib.metadata import distributions
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from django.test.utils import setup_databases
from pytest_django.plugin import DjangoDbBlocker

from tests import engines

SOURCE = Path(__file__).parent.parent / "src" / "goodword"
_MADE_OF = ("**/migrations/*.py", "core/**/*.py", "calendars/models*", "people/words.py")


def _kept_file() -> Path:
    digest = hashlib.sha256(engines.engine().encode())
    for name in sorted(f"{part.name} {part.version}" for part in distributions()):
        digest.update(name.encode())
    for path in sorted({path for pattern in _MADE_OF for path in SOURCE.glob(pattern)}):
        if path.is_file():
            digest.update(path.read_bytes())
    folder = Path(tempfile.gettempdir()) / "goodword-test-schemas"
    folder.mkdir(exist_ok=True)
    return folder / digest.hexdigest()[:24]


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The run's folder and cluster go as a whole: no database of theirs has to be destroyed first."""
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker, django_db_modify_db_settings: None) -> None:
    """The test database, out of what an earlier run kept where there is one. Migrations then find nothing to do."""
    kept = _kept_file()
    with django_db_blocker.unblock():
        is_kept = "CI" not in os.environ and kept.exists()
        if is_kept:
            _restore(kept)
        setup_databases(verbosity=0, interactive=False, keepdb=True)
        if not is_kept:
            _keep(kept)


def _restore(kept: Path) -> None:
    name = connection.creation._get_test_db_name()  # type: ignore[attr-defined]  # no public name for it
    if connection.vendor == "sqlite":
        Path(name).write_bytes(kept.read_bytes())
        return
    with closing(psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    with closing(psycopg.connect(os.environ["DATABASE_URL"], dbname=name, autocommit=True)) as restored:
        restored.execute(kept.read_bytes())


def _keep(kept: Path) -> None:
    unfinished = kept.with_suffix(f".{os.getpid()}")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(unfinished)])
    else:
        dump = engines.postgres_binaries() / "pg_dump"
        url = os.environ["DATABASE_URL"].rsplit("/", 1)[0] + "/" + connection.settings_dict["NAME"]
        told = subprocess.run([dump, "--inserts", "--dbname", url], check=True, capture_output=True).stdout
        lines = [line for line in told.splitlines(keepends=True) if not line.startswith(b"\\")]
        unfinished.write_bytes(b"".join(lines))
    unfinished.rename(kept)
