"""Waking up when somebody committed something: what jobs, the mail process and live updates wait on.

A wake-up is a hint, never the truth: who is woken looks at the rows, and looks again after a while in any case.
"""

import os
from importlib import import_module
from typing import Protocol

from django.db import connection

from goodword.core.db.together import once_together
from goodword.core.db.waiting import readable_within

CHANNEL = "goodword"


class Engine(Protocol):
    """How one database engine tells that something was committed."""

    def changed_within(self, seconds: float, interrupt: int) -> bool: ...

    def close(self) -> None: ...


class Wakeup:
    """One waiter with a database connection of its own. For one thread; make it after a fork, close it at the end."""

    def __init__(self, using: str = "default") -> None:
        self._engine = _engine(using)
        self._read_end, self._write_end = os.pipe()
        os.set_blocking(self._read_end, False)

    def wait(self, timeout: float) -> bool:
        """Wait up to `timeout` seconds. True when something was committed since the last wait ended."""
        changed = self._engine.changed_within(timeout, self._read_end)
        self._swallow_interrupts()
        return changed

    def interrupt(self) -> None:
        """End the present wait, or the next one, at once. May be called from another thread or a signal handler."""
        os.write(self._write_end, b"!")

    def close(self) -> None:
        """Give back the connection and the pipe."""
        self._engine.close()
        os.close(self._read_end)
        os.close(self._write_end)

    def _swallow_interrupts(self) -> None:
        if readable_within(0, self._read_end):
            os.read(self._read_end, 4096)


def _engine(using: str) -> Engine:
    # Only the engine in use is imported: psycopg costs a SQLite desk 60 ms and 6 MB.
    engine: Engine = import_module(f"goodword.core.db.{connection.vendor}").waiter(using, CHANNEL)
    return engine


def is_postgres() -> bool:
    """Whether this installation runs on PostgreSQL; otherwise it runs on SQLite."""
    return connection.vendor == "postgresql"


@once_together
def wake() -> None:
    """Wake every waiter when the present transaction commits. SQLite's waiters see the commit by themselves."""
    if is_postgres():
        with connection.cursor() as cursor:
            cursor.execute(f"NOTIFY {CHANNEL}")
