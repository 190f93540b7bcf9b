"""A whole desk as a process of its own: `goodword serve` on its own data folder, database and port."""

import fcntl
import http.client
import os
import re
import secrets
import shutil
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, LiteralString
from urllib.parse import urlsplit

import psutil
import psycopg

from tests import engines

PATIENCE = 60.0
_MIGRATED = "desk_migrated"


@contextmanager
def own_database(folder: Path, *, migrated: bool = False) -> Iterator[str]:
    """The address of a new database of the engine under test: an empty one, or one that has its tables already, for
    tests that are not about a desk's first start."""
    if engines.engine() == "sqlite":
        if migrated:
            (folder / "data").mkdir()
            shutil.copyfile(_with_tables() / "goodword.sqlite3", folder / "data" / "goodword.sqlite3")
        yield ""
        return
    name = f"desk_{secrets.token_hex(6)}"
    if migrated:
        _with_tables()
    _in_postgres(f"CREATE DATABASE {name}" + (f" TEMPLATE {_MIGRATED}" if migrated else ""))
    yield f"{_server()}/{name}"
    _in_postgres(f"DROP DATABASE {name} WITH (FORCE)")


def _with_tables() -> Path:
    """The data folder of a desk that was migrated and never served, made by whichever process needs it first."""
    folder = engines.run_folder() / _MIGRATED
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            if engines.engine() == "postgres":
                _in_postgres(f"CREATE DATABASE {_MIGRATED}")
            database = f"{_server()}/{_MIGRATED}" if engines.engine() == "postgres" else ""
            migrated = Desk(folder, database).goodword("migrate")
            assert migrated.returncode == 0, migrated.stderr
            (folder / "done").touch()
    return folder / "data"


def _server() -> str:
    return os.environ["DATABASE_URL"].rsplit("/", 1)[0]


def _in_postgres(statement: LiteralString) -> None:
    with psycopg.connect(f"{_server()}/postgres", autocommit=True) as connection:
        connection.execute(statement)


class Desk:
    """An installation in a folder; `goodword` runs commands in it, `serve` starts it."""

    def __init__(self, folder: Path, database: str, **settings: str) -> None:
        self.folder = folder
        reach = {"GOODWORD_ALLOWED_PRIVATE_HOSTS": engines.LOOPBACK}
        ours = {"GOODWORD_DATA": str(folder / "data"), "DATABASE_URL": database, **reach, **settings}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GOODWORD_")}
        self.environment = {**kept, **ours}
        self.process: subprocess.Popen[bytes] | None = None
        self.address = self.cookie = ""

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> str:
        return (self.folder / "output").read_text()

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-c", "from goodword.config.command import main; raise SystemExit(main())", *arguments]

    def goodword(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run a subcommand to its end."""
        return subprocess.run(
            self.command(*arguments),
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def python(self, program: str) -> str:
        """Run a program with the desk's settings and return what it prints."""
        whole = f"from goodword.config.command import set_up_django\nset_up_django()\n{program}"
        done = subprocess.run(
            [sys.executable, "-c", whole], env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def serve(self, *arguments: str) -> "Desk":
        """Start it and wait until it has told its address."""
        return self.start("serve", *arguments)

    def start(self, command: str, *arguments: str) -> "Desk":
        """Start `serve` or `demo` on a free port and wait until it has told its address."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "output").open("wb") as output:
            whole = self.command(command, "--port", "0", *arguments)
            self.process = subprocess.Popen(whole, env=self.environment, stdout=output, stderr=output)
        self.address = self.wait_for(r"Goodword is at (\S+)")
        return self

    def wait_for(self, pattern: str) -> str:
        """Wait until the output has the pattern; return its group."""
        deadline = time.monotonic() + PATIENCE
        while not (found := re.search(pattern, self.log)):
            assert self.process is not None
            assert self.process.poll() is None, self.log
            assert time.monotonic() < deadline, self.log
            time.sleep(0.01)
        return found.group(1) if found.groups() else found.group()

    def connect(self) -> http.client.HTTPConnection:
        parts = urlsplit(self.address)
        if parts.scheme == "http":
            return http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        return http.client.HTTPSConnection(parts.hostname or "", parts.port, timeout=30, context=trusting)

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """One page over a connection of its own: status, headers (lower case), body."""
        connection = self.connect()
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def children(self) -> list[psutil.Process]:
        assert self.process is not None
        return psutil.Process(self.process.pid).children()

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Ask it to end; return its exit status."""
        assert self.process is not None
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)

    def end(self) -> None:
        """Leave nothing behind, whatever happened."""
        if self.process and self.process.poll() is None:
            for child in self.children():
                child.kill()
            self.process.kill()
            self.process.wait()


def eventually(condition: Any, seconds: float = 60) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return bool(condition())
