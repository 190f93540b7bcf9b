"""The engine under test, chosen by `ENGINE=sqlite|postgres`: a fresh data folder and a throw-away database server.

`prepare` runs before Django reads its settings. Nothing of the machine's own desk is touched: the data folder is always
a new one, and PostgreSQL is a cluster of our own in a temporary folder, gone when the tests end, however they end.
"""

import atexit
import ctypes
import fcntl
import os
import pwd
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psycopg

LOOPBACK = "localhost,127.0.0.0/8,::1"  # where the mail servers of the tests listen
ENGINES = ("sqlite", "postgres")
_RUN = "TESTS_RUN_OF_GOODWORD"
_SERVER = "TESTS_POSTGRES_OF_GOODWORD"
_PR_SET_PDEATHSIG = 1
_claims: list[int] = []
_OPTIONS = {"max_connections": "200", "listen_addresses": "127.0.0.1", "timezone": "UTC"}
_UNSAFE_BUT_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def engine() -> str:
    """The engine of this run. Raises SystemExit for a name that is not one."""
    name = os.environ.get("ENGINE", "sqlite")
    if name not in ENGINES:
        sys.exit(f"ENGINE is {name!r}; it must be one of {', '.join(ENGINES)}")
    return name


def prepare() -> None:
    """Point the environment at this run's own data folder and database, and clean up after the last process."""
    run = os.environ.get(_RUN, "")
    if not run:
        run = os.environ[_RUN] = tempfile.mkdtemp(prefix="goodword-tests-")
        Path(run).chmod(0o755)
        atexit.register(_remove, run, os.getpid())
    data = Path(run) / os.environ.get("PYTEST_XDIST_WORKER", "alone")
    for name in [n for n in os.environ if n.startswith("GOODWORD_")]:
        del os.environ[name]
    os.environ["GOODWORD_DATA"] = str(data)
    os.environ["GOODWORD_ALLOWED_PRIVATE_HOSTS"] = LOOPBACK
    os.environ["DJANGO_SETTINGS_MODULE"] = "goodword.config.settings"
    os.environ["DATABASE_URL"] = (
        _postgres_url(Path(run)) if engine() == "postgres" else f"sqlite:///{data}/goodword.sqlite3"
    )


def run_folder() -> Path:
    """A folder for this run's servers and files, shared by its processes, readable by any user, gone at the end."""
    return Path(os.environ[_RUN])


def _remove(run: str, owner: int) -> None:
    if os.getpid() == owner:
        shutil.rmtree(run, ignore_errors=True)


def _postgres_url(run: Path) -> str:
    if _SERVER not in os.environ:
        os.environ[_SERVER] = start_postgres(run / "postgres")
    return os.environ[_SERVER]


def free_port() -> int:
    """A loopback port that nobody listens on, kept for this process: no other run of the tests is given it meanwhile.

    Outside the range from which the system takes ports for outgoing connections.
    """
    folder = Path(tempfile.gettempdir()) / "goodword-test-ports"
    folder.mkdir(exist_ok=True)
    for port in random.sample(range(20_000, 32_000), 1_000):
        claim = os.open(folder / str(port), os.O_CREAT | os.O_WRONLY)
        with suppress(OSError), socket.socket() as listener:
            fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
            listener.bind(("127.0.0.1", port))
            _claims.append(claim)
            return port
        os.close(claim)
    sys.exit("There is no free port on this machine between 20000 and 32000.")


def die_with_parent() -> None:
    """In a child, before exec: end when the tests end, even when they are killed (Linux)."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGQUIT)


def start_postgres(folder: Path, *, durable: bool = False) -> str:
    """Make a cluster in the folder, start it on a free loopback port and return its address.

    A durable one waits for the disk, as in production: for measurements.
    """
    binaries, port = postgres_binaries(), free_port()
    user = pwd.getpwnam("postgres").pw_name if os.geteuid() == 0 else None
    folder.mkdir()
    if user:
        shutil.chown(folder, user, user)
    initialize: list[str | Path] = [binaries / "initdb", "-D", folder / "cluster", "-U", "goodword", "-A", "trust"]
    subprocess.run(
        [*initialize, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
        user=user, group=user, extra_groups=[] if user else None, cwd=folder, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    settings = _OPTIONS if durable else _OPTIONS | _UNSAFE_BUT_FAST
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [binaries / "postgres", "-D", folder / "cluster", "-k", folder, "-p", str(port), *options],
            user=user, group=user, extra_groups=[] if user else None, cwd=folder, stdout=log, stderr=log,
            preexec_fn=die_with_parent,  # noqa: PLW1509 (no thread runs yet)
        )  # fmt: skip
    atexit.register(_stop, server, os.getpid())
    address = f"postgresql://goodword@127.0.0.1:{port}"
    _create_database(server, f"{address}/postgres", folder / "log")
    return f"{address}/goodword"


def _stop(server: subprocess.Popen[bytes], owner: int) -> None:
    if os.getpid() == owner and server.poll() is None:
        server.send_signal(signal.SIGQUIT)
        server.wait(10)


def _create_database(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute("CREATE DATABASE goodword")
                return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                sys.exit(f"PostgreSQL did not start:\n{log.read_text()[-2000:]}")
            time.sleep(0.05)


def postgres_binaries() -> Path:
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    found = installed[-1] if installed else shutil.which("postgres")
    if not found:
        sys.exit("PostgreSQL is not installed: apt-get install postgresql (or run with ENGINE=sqlite)")
    return Path(found).parent
