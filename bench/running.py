"""A desk of its own to measure: `goodword serve` on a folder that the measure gives."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_RUN = "from goodword.config.command import main; raise SystemExit(main())"
_PATIENCE = 60.0


class Served:
    """A running desk: where it is, its process, and when the command was given."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.begun = time.monotonic()
        self._output = folder / "output"
        environment = {**os.environ, "GOODWORD_DATA": str(folder / "data")}
        with self._output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-c", _RUN, "serve", "--port", "0", *arguments],
                env=environment,
                stdout=output,
                stderr=output,
            )

    @property
    def address(self) -> str:
        """Waits until it is told."""
        while not (found := re.search(r"Goodword is at (\S+)", self._output.read_text())):
            if self.process.poll() is not None or time.monotonic() - self.begun > _PATIENCE:
                raise RuntimeError(self._output.read_text())
            time.sleep(0.005)
        return found.group(1)

    def get(self, path: str) -> bytes:
        with urllib.request.urlopen(self.address + path, timeout=_PATIENCE) as answer:
            body: bytes = answer.read()
            return body


@contextmanager
def served(folder: Path, *arguments: str) -> Iterator[Served]:
    """Run a desk until the block ends."""
    desk = Served(folder, *arguments)
    try:
        yield desk
    finally:
        desk.process.send_signal(signal.SIGTERM)
        desk.process.wait(_PATIENCE)
