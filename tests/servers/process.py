"""A server as a process of its own: started, stopped, killed, restarted; gone when the tests are."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.engines import die_with_parent, run_folder
from tests.servers.certificate import make_certificate

_PATIENCE = 60.0  # seconds


class ServerProcess:
    """One server in a folder of its own. A subclass writes the configuration and says how to start."""

    program = ""
    packages = ""
    ports: tuple[int, ...] = ()

    def __init__(self) -> None:
        if not shutil.which(self.program, path=f"/usr/sbin:{os.environ['PATH']}"):
            pytest.skip(f"{self.program} is not installed: apt-get install {self.packages}")
        self.owner = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        self.folder = Path(tempfile.mkdtemp(prefix=f"{self.program}-", dir=run_folder()))
        self.certificate, self.key = make_certificate(self.folder)
        self._process: subprocess.Popen[bytes] | None = None

    def command(self) -> list[str | Path]:
        raise NotImplementedError

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def give_to_owner(self) -> None:
        """Have everything in the folder belong to the user the server runs as."""
        if os.geteuid() == 0:
            for path in [self.folder, *self.folder.rglob("*")]:
                os.chown(path, self.owner.pw_uid, self.owner.pw_gid)

    def start(self) -> None:
        """Start it and wait until every port answers. Raises RuntimeError with its log when it does not."""
        self.give_to_owner()
        become = {"user": self.owner.pw_uid, "group": self.owner.pw_gid, "extra_groups": []}
        with (self.folder / "output").open("ab") as output:
            self._process = subprocess.Popen(
                self.command(),
                stdout=output,
                stderr=output,
                stdin=subprocess.DEVNULL,
                cwd=self.folder,
                start_new_session=True,
                preexec_fn=die_with_parent,  # noqa: PLW1509 (it calls prctl and nothing else)
                **(become if os.geteuid() == 0 else {}),  # type: ignore[call-overload]
            )
        deadline = time.monotonic() + _PATIENCE
        while not all(_answers(port) for port in self.ports):
            if not self.is_running or time.monotonic() > deadline:
                raise RuntimeError(f"{self.program} did not start:\n{self.log()}")
            time.sleep(0.02)

    def stop(self) -> None:
        """Ask it to end, and wait for it."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it and its children at once, as a power cut would: connections drop."""
        self._end(signal.SIGKILL)

    def restart(self) -> None:
        """Stop and start on the same ports, with what it has stored."""
        self.stop()
        self.start()

    def log(self) -> str:
        """What it has said so far."""
        return "\n".join(path.read_text(errors="replace") for path in sorted(self.folder.glob("*log*"))) + (
            self.folder / "output"
        ).read_text(errors="replace")

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        if self.is_running and how is signal.SIGTERM:
            self._process.terminate()
            self._process.wait(_PATIENCE)
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)  # children that outlive their parent
        self._process.wait(_PATIENCE)
        self._process = None
        _wait_until_free(self.ports)


def _wait_until_free(ports: tuple[int, ...]) -> None:
    """A killed child that waits for the disk dies later than its parent, and holds the ports as long."""
    deadline = time.monotonic() + _PATIENCE
    while any(_is_held(port) for port in ports) and time.monotonic() < deadline:
        time.sleep(0.02)


def _is_held(port: int) -> bool:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
