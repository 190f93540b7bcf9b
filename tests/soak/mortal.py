"""One part of the desk that is killed again and again, and started again each time."""

import os
import signal
import subprocess
import sys
import threading
from random import Random
from typing import Self

from django.conf import settings

from tests.soak.crowd import ROOT, database_url


class Mortal:
    """`with Mortal("mail", random) as part`: lives between half a second and `longest`, until `kills` is reached."""

    def __init__(self, part: str, random: Random, *, kills: int, longest: float = 2.5, **environment: str) -> None:
        self._command = [sys.executable, "-m", "tests.soak.killable_part", part]
        self._environment = os.environ | {
            "DATABASE_URL": database_url(),
            "GOODWORD_DATA": str(settings.GOODWORD.data),
            "PYTHONPATH": str(ROOT),
            **environment,
        }
        self._random, self._longest, self._left = random, longest, kills
        self._over = threading.Event()
        self._reaper = threading.Thread(target=self._live_and_die)
        self.kills = 0

    def __enter__(self) -> Self:
        self._process = self._start()
        self._reaper.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._reaper.join()
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(30)
        finally:
            self._process.kill()
            self._process.wait()

    def _start(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(self._command, env=self._environment, cwd=ROOT)

    def _live_and_die(self) -> None:
        while self.kills < self._left:
            # Starting takes a second or so of it: some die before they have done anything.
            if self._over.wait(self._random.uniform(0.8, self._longest)):
                return
            self._process.kill()
            self._process.wait()
            self.kills += 1
            self._process = self._start()
