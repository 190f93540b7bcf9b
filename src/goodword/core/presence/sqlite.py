"""The store on SQLite: a file of its own that waits for no disk. A damaged one is thrown away."""

import os
import sqlite3
import threading
from pathlib import Path
from typing import Any

from django.conf import settings

FILE = "presence.sqlite3"
_TABLE = """CREATE TABLE IF NOT EXISTS presence (
    key TEXT PRIMARY KEY, agent_id INTEGER, name TEXT, conversation_id INTEGER, state TEXT, saved INTEGER, until REAL
) WITHOUT ROWID"""
_mine = threading.local()


class File:
    """One connection; for one thread of one process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = sqlite3.connect(path, timeout=5, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=OFF")
        self._connection.execute(_TABLE)

    def read(self, moment: float) -> list[tuple[Any, ...]]:
        found = self._connection.execute(
            "SELECT key, agent_id, name, conversation_id, state, saved FROM presence WHERE until > ?", [moment]
        )
        return found.fetchall()

    def write(self, row: tuple[Any, ...]) -> None:
        self._connection.execute("INSERT OR REPLACE INTO presence VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def delete(self, key: str, moment: float) -> None:
        self._connection.execute("DELETE FROM presence WHERE key = ? OR until < ?", [key, moment])

    def close(self) -> None:
        self._connection.close()


def store() -> File:
    """This thread's connection, opened at the first call; anew after a fork."""
    path, process = settings.GOODWORD.data / FILE, os.getpid()
    if getattr(_mine, "opened", None) != (process, path):
        _mine.file, _mine.opened = _opened(path), (process, path)
    file: File = _mine.file
    return file


def _opened(path: Path) -> File:
    try:
        return File(path)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:  # a power cut in the middle of a write: nothing of worth is in it
        for ending in ("", "-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        return File(path)


def close() -> None:
    """Give back this thread's connection."""
    if getattr(_mine, "opened", None) is not None:
        _mine.file.close()
        _mine.opened = None
