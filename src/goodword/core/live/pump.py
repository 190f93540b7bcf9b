"""One thread per process that waits for commits, reads the new events and hands them to the hub on the event loop."""

import asyncio
import contextlib
import logging
import threading

from django.db import DatabaseError, connection

from goodword.core.live.changes import Change
from goodword.core.live.hub import Hub
from goodword.core.live.position import set_position
from goodword.core.live.reader import Reader
from goodword.core.wakeup import Wakeup

LOOK_ANYWAY = 5.0  # seconds: a wake-up is a hint
AFTER_TROUBLE = 1.0

log = logging.getLogger(__name__)


class Pump:
    """Started with the event loop of the web process; it holds one database connection and a waiter.

    When the database is away, it reads on where it stood as soon as it is back.
    """

    def __init__(self, hub: Hub, loop: asyncio.AbstractEventLoop) -> None:
        self._hub = hub
        self._loop = loop
        self._stop = threading.Event()
        self._following = threading.Event()
        self._wakeup: Wakeup | None = None
        self._reader: Reader | None = None
        self._untold: list[Change] = []
        self._thread = threading.Thread(target=self._run, name="live", daemon=True)
        self._thread.start()

    def wait_until_following(self, seconds: float = 2.0) -> None:
        """Return when nothing committed from now on will be missed; or after the time, when the database is away."""
        self._following.wait(seconds)

    def stop(self) -> None:
        """End the thread; returns when it has given back its connections."""
        self._stop.set()
        wakeup = self._wakeup
        if wakeup:
            with contextlib.suppress(OSError):  # closed between the two lines: then the thread is ending anyway
                wakeup.interrupt()
        self._thread.join(5)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._follow()
            except (DatabaseError, OSError):
                log.warning("live updates lost the database", exc_info=True)
                self._stop.wait(AFTER_TROUBLE)
            finally:
                connection.close()
        set_position(None)

    def _follow(self) -> None:
        self._wakeup = Wakeup()
        try:
            self._reader = self._reader or Reader()
            self._tell_new(self._reader)
            self._following.set()
            while not self._stop.is_set():
                self._wakeup.wait(LOOK_ANYWAY)
                self._tell_new(self._reader)
        finally:
            wakeup, self._wakeup = self._wakeup, None
            wakeup.close()

    def _tell_new(self, reader: Reader) -> None:
        while True:
            self._untold = self._untold or reader.new_changes()
            # Before it is counted who follows: whoever comes later finds it in the memory.
            memory = self._hub.memory = reader.memory
            narrowed = self._hub.narrowed(self._untold) if self._untold else {}
            self._loop.call_soon_threadsafe(self._hub.publish, self._untold, narrowed, memory.position)
            set_position(memory.position)
            if not self._untold:
                return
            self._untold = []
