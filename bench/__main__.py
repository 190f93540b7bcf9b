"""`make bench`: every measure on both engines, each in a process of its own and on an empty database."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

from tests.engines import start_postgres

MEASURES = ("bench.pages", "bench.ingest", "bench.live", "bench.crowd", "bench.jobs", "bench.start", "bench.memory")


def empty_database(server: str, name: str) -> str:
    """The address of a new database on the server."""
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{server}/{name}"


def run(measure: str, database: str) -> bool:
    print(f"\n== {measure} on {'postgresql' if database else 'sqlite'}", flush=True)
    environment = os.environ | {"DATABASE_URL": database}
    return subprocess.run([sys.executable, "-m", measure], env=environment, check=False).returncode == 0


def main() -> int:
    """Run them all; the exit status is 1 when one of them failed."""
    with tempfile.TemporaryDirectory(prefix="goodword-bench-") as folder:
        Path(folder).chmod(0o755)
        server = start_postgres(Path(folder) / "postgres", durable=True).rpartition("/")[0]
        done = [run(measure, "") for measure in MEASURES]
        done += [run(measure, empty_database(server, measure)) for measure in MEASURES]
    return 0 if all(done) else 1


if __name__ == "__main__":
    sys.exit(main())
