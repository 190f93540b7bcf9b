"""What only SQLite needs: seeing another connection's commit by a cheap look at `PRAGMA data_version`."""

import sqlite3
import time

from django.db import connections

from goodword.core.db.waiting import readable_within

LOOK_EVERY = 0.03  # seconds; a look costs 4 µs


def connect_beside(using: str = "default") -> sqlite3.Connection:
    """A connection of one's own to the same database, outside Django's transactions. Raises sqlite3.Error."""
    name = str(connections[using].settings_dict["NAME"])
    uri = name if name.startswith("file:") else f"file:{name}?mode=rw"
    return sqlite3.connect(uri, uri=True, timeout=30, isolation_level=None, check_same_thread=False)


class DataVersion:
    """Looks at the database's version while somebody waits, and only then."""

    def __init__(self, using: str) -> None:
        self._connection = connect_beside(using)
        self._seen = self._look()

    def _look(self) -> int:
        [(version,)] = self._connection.execute("PRAGMA data_version").fetchall()
        return int(version)

    def changed_within(self, seconds: float, interrupt: int) -> bool:
        """Look until the version moves, the time is over, or `interrupt` (a file descriptor) can be read."""
        end = time.monotonic() + seconds
        while (version := self._look()) == self._seen:
            pause = min(LOOK_EVERY, end - time.monotonic())
            if pause <= 0 or readable_within(pause, interrupt):
                return False
        self._seen = version
        return True

    def close(self) -> None:
        self._connection.close()


def waiter(using: str, channel: str) -> DataVersion:  # noqa: ARG001 - every commit counts here, whatever the channel
    """What `Wakeup` waits with."""
    return DataVersion(using)
