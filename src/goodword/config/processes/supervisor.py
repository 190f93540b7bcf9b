"""A small parent that forks the parts of the desk, brings back those that die, and stops them all cleanly."""

import logging
import os
import select
import signal
import socket
import time
from dataclasses import dataclass

from goodword.config.processes.child import Lifeline, Work, fork

FIRST_PAUSE = 0.1
LONGEST_PAUSE = 30.0
STEADY_AFTER = 20.0  # seconds alive after which a death starts the back-off anew
GRACE = 25.0  # seconds to finish before a part is killed; jobs take up to 20 to end or to be given back

log = logging.getLogger(__name__)


@dataclass
class Part:
    """One child of the supervisor."""

    name: str
    work: Work
    pid: int = 0
    started_at: float = 0.0
    start_at: float = 0.0
    pause: float = 0.0

    def ended(self, at: float, code: int) -> None:
        """Note the death and when to start again: at once, then later and later while it keeps dying."""
        steady = at - self.started_at > STEADY_AFTER
        self.pause = FIRST_PAUSE if steady or not self.pause else min(self.pause * 2, LONGEST_PAUSE)
        self.pid, self.start_at = 0, at + self.pause
        log.warning("part ended", extra={"part": self.name, "code": code, "again_in": round(self.pause, 1)})


class Supervisor:
    """Holds no database connection and no thread: it forks at any time."""

    def __init__(self, parts: list[Part]) -> None:
        self._parts = parts
        self._lifeline = Lifeline()
        self._heard, self._signals = socket.socketpair()
        self._stopping = False

    def start(self) -> None:
        """Fork every part. From here on signals are noted."""
        self._listen_for_signals()
        self._start_due()

    def run(self) -> int:
        """Keep every part running until SIGTERM or SIGINT. Returns 0 when all ended by themselves, else 1."""
        while not self._stopping:
            self._start_due()
            self._sleep(self._seconds_to_next_start())
            self._reap()
        return self._stop_all()

    def _listen_for_signals(self) -> None:
        for end in (self._heard, self._signals):
            end.settimeout(0)
        for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda *_: None)
        signal.set_wakeup_fd(self._signals.fileno())

    def _start_due(self) -> None:
        for part in self._parts:
            if not part.pid and part.start_at <= time.monotonic():
                part.started_at = time.monotonic()
                part.pid = fork(part.name, part.work, self._lifeline)

    def _seconds_to_next_start(self) -> float | None:
        waiting = [part.start_at for part in self._parts if not part.pid]
        return max(min(waiting) - time.monotonic(), 0) if waiting else None

    def _sleep(self, seconds: float | None) -> None:
        """Until a signal comes or the time is over."""
        if not select.select([self._heard], [], [], seconds)[0]:
            return
        numbers = self._heard.recv(4096)
        if signal.SIGHUP in numbers:
            log.info("SIGHUP is ignored: restart to read settings again")
        if signal.SIGTERM in numbers or signal.SIGINT in numbers:
            self._stopping = True

    def _reap(self) -> list[int]:
        """The exit codes of the parts that ended since the last look; a negative one is the signal that killed it."""
        codes = []
        for part in self._parts:
            if part.pid and (result := os.waitpid(part.pid, os.WNOHANG))[0]:
                codes.append(os.waitstatus_to_exitcode(result[1]))
                if self._stopping:
                    part.pid = 0
                else:
                    part.ended(time.monotonic(), codes[-1])
        return codes

    def _signal_all(self, number: signal.Signals) -> None:
        for part in self._parts:
            if part.pid:
                os.kill(part.pid, number)

    def _stop_all(self) -> int:
        self._signal_all(signal.SIGTERM)
        codes, end = self._reap(), time.monotonic() + GRACE
        while any(part.pid for part in self._parts):
            if time.monotonic() > end:
                names = [part.name for part in self._parts if part.pid]
                log.error("parts did not stop in time and are killed", extra={"parts": names})
                self._signal_all(signal.SIGKILL)
            self._sleep(0.2)
            codes += self._reap()
        return 1 if any(codes) else 0
