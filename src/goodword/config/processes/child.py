"""A forked part of the desk: it stops when told to, and when its supervisor is gone."""

import logging
import os
import signal
import sys
import threading
from collections.abc import Callable

Work = Callable[[threading.Event], None]
FAILED = 1

log = logging.getLogger(__name__)


class Lifeline:
    """A pipe that only the supervisor holds open: its end, however it comes, is seen by every child."""

    def __init__(self) -> None:
        self._read_end, self._write_end = os.pipe()

    def watch(self, stop: threading.Event) -> None:
        """In a child: set `stop` when the supervisor has ended."""
        os.close(self._write_end)

        def wait_for_the_end() -> None:
            os.read(self._read_end, 1)
            stop.set()

        threading.Thread(target=wait_for_the_end, name="lifeline", daemon=True).start()


def stop_on_signals(stop: threading.Event, *numbers: signal.Signals) -> None:
    """Let these signals set `stop`; SIGHUP changes nothing and is logged."""
    for number in numbers:
        signal.signal(number, lambda *_: stop.set())
    signal.signal(signal.SIGHUP, lambda *_: log.info("SIGHUP is ignored: restart to read settings again"))


def fork(name: str, work: Work, lifeline: Lifeline) -> int:
    """Run `work(stop)` in a child process. Returns its id; the child never returns."""
    stop = threading.Event()
    # Blocked until the child has its own handlers: a signal in between would be lost, or told to the supervisor.
    unblocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT, signal.SIGHUP})
    pid = os.fork()
    if not pid:
        _leave_the_supervisor()
        stop_on_signals(stop, signal.SIGTERM)
    signal.pthread_sigmask(signal.SIG_SETMASK, unblocked)
    if pid:
        return pid
    code = FAILED
    try:
        lifeline.watch(stop)
        work(stop)
        code = 0
    except BaseException:
        log.exception("a part of the desk failed", extra={"part": name})
    finally:
        # Past every clean-up that belongs to the supervisor.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _leave_the_supervisor() -> None:
    signal.set_wakeup_fd(-1)
    # Ctrl-C reaches the whole group; the supervisor answers it for all.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
