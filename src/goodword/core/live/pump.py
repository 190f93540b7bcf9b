"""One thread per process that waits for commits, reads the new events and hands them to the hub on the event loop."""

import asyncio
import contextlib
import logging
import threading
from collections.abc import Iterable
from typing import Any

from django.db import DatabaseError, connection

from goodword.core.live.changes import Change, Reader
from goodword.core.live.hub import Hub, Seen
from goodword.core.live.topics import seen_by
from goodword.core.wakeup import Wakeup

LOOK_ANYWAY = 5.0  # seconds: a wake-up is a hint
AFTER_TROUBLE = 1.0

log = logging.getLogger(__name__)


def narrowed(viewers: dict[tuple[Any, str], Any], changes: Iterable[Change]) -> Seen:
    """For each viewer of a bare topic, which of the changed conversations they may be told about."""
    conversations = {change.conversation_id for change in changes if change.conversation_id is not None}
    return {key: seen_by(viewer, key[1], conversations) for key, viewer in viewers.items()}


class Pump:
    """Started with the event loop of the web process; it holds one database connection and a waiter."""

    def __init__(self, hub: Hub, loop: asyncio.AbstractEventLoop) -> None:
        self._hub = hub
        self._loop = loop
        self._stop = threading.Event()
        self._following = threading.Event()
        self._wakeup: Wakeup | None = None
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
                # The server is away or restarts: browsers keep their streams and are told to look again.
                log.warning("live updates lost the database", exc_info=True)
                self._loop.call_soon_threadsafe(self._hub.tell_all_stale)
                self._stop.wait(AFTER_TROUBLE)
            finally:
                connection.close()

    def _follow(self) -> None:
        self._wakeup = Wakeup()
        try:
            reader = Reader()
            self._following.set()
            while not self._stop.is_set():
                self._wakeup.wait(LOOK_ANYWAY)
                self._tell_new(reader)
        finally:
            wakeup, self._wakeup = self._wakeup, None
            wakeup.close()

    def _tell_new(self, reader: Reader) -> None:
        while changes := reader.new_changes():
            viewers = self._hub.viewers()
            seen = narrowed(viewers, changes)
            self._loop.call_soon_threadsafe(self._hub.publish, changes, seen)
