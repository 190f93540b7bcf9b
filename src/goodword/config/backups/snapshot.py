"""A consistent copy of the whole database, made while others write; and the way back."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

from django.db import connection, connections

from goodword.config.backups.archive import BackupUnusable
from goodword.core.db.sqlite import connect_beside

NAMES = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
_EMPTIED = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;\n"


def database_name() -> str:
    """The name of the database's member in a backup of this engine."""
    return NAMES[connection.vendor]


def take_snapshot(target: Path) -> None:
    """Write the database as of this moment into `target`. Writers go on. Raises BackupUnusable."""
    if connection.vendor == "sqlite":
        _copy_sqlite(target)
    else:
        kept = ["--no-owner", "--no-privileges", "--no-unlogged-table-data"]  # presence is not worth keeping
        _run(["pg_dump", "--format=custom", *kept, f"--file={target}", _conninfo()])


def put_back(snapshot: Path) -> None:
    """Replace the database by the snapshot, whole or not at all. Raises BackupUnusable."""
    connections.close_all()
    if connection.vendor == "sqlite":
        _put_back_sqlite(snapshot)
    else:
        _put_back_postgresql(snapshot)


def _copy_sqlite(target: Path) -> None:
    """All pages in one step: in WAL mode that is one moment, and it keeps no writer waiting."""
    with contextlib.closing(connect_beside()) as source, contextlib.closing(sqlite3.connect(target)) as copy:
        source.backup(copy, pages=-1)
        copy.execute("PRAGMA journal_mode=DELETE")
        [(verdict,)] = copy.execute("PRAGMA quick_check(1)").fetchall()
    if verdict != "ok":
        raise BackupUnusable(f"SQLite finds the database damaged: {verdict}")


def _put_back_sqlite(snapshot: Path) -> None:
    path = Path(str(connection.settings_dict["NAME"]))
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    snapshot.chmod(0o600)
    shutil.move(snapshot, path)


def _put_back_postgresql(snapshot: Path) -> None:
    script = snapshot.with_suffix(".sql")
    _run(["pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(snapshot)])
    emptied = snapshot.with_suffix(".empty.sql")
    emptied.write_text(_EMPTIED)
    _run(["psql", "-X", "-q", "-1", "-v", "ON_ERROR_STOP=1", "-f", str(emptied), "-f", str(script), _conninfo()])


def _parameters() -> dict[str, Any]:
    kept = {"host", "port", "user", "dbname", "sslmode", "sslrootcert", "sslcert", "sslkey", "service"}
    return {name: value for name, value in connection.get_connection_params().items() if name in kept}


def _conninfo() -> str:
    from psycopg.conninfo import make_conninfo  # noqa: PLC0415 (a SQLite desk does without it)

    return make_conninfo(**_parameters())


def _program(name: str) -> str:
    """The newest of that name: an older pg_dump refuses a newer server."""
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    found = str(installed[-1]) if installed else shutil.which(name)
    if not found:
        raise BackupUnusable(f"{name} is not installed: apt-get install postgresql-client")
    return found


def _run(command: list[str]) -> None:
    environment = {**os.environ, "PGPASSWORD": str(connection.settings_dict["PASSWORD"] or "")}
    done = subprocess.run(  # noqa: S603 (our own arguments, no shell)
        [_program(command[0]), *command[1:]], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BackupUnusable(f"{command[0]} failed: {done.stderr.strip()[-500:]}")
