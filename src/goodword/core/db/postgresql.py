"""What only PostgreSQL needs: hearing another connection's commit by LISTEN."""

import contextlib
from typing import Any

import psycopg
from django.db import connections

from goodword.core.db.waiting import readable_within

_OURS_NOT_DJANGOS = ("cursor_factory", "context", "prepare_threshold")


def connect_beside(using: str = "default") -> "psycopg.Connection[Any]":
    """An autocommit connection of one's own to the same database. Raises psycopg.OperationalError."""
    parameters = connections[using].get_connection_params()
    for name in _OURS_NOT_DJANGOS:
        parameters.pop(name, None)
    return psycopg.connect(**parameters, autocommit=True)


class Listener:
    """Listens on a channel; connects at the first wait and again after the server went away."""

    def __init__(self, channel: str, using: str) -> None:
        self._channel = channel
        self._using = using
        self._connection: psycopg.Connection[Any] | None = None
        self._listen()

    def _listen(self) -> None:
        self._connection = connect_beside(self._using)
        self._connection.execute(f"LISTEN {self._channel}".encode())

    def changed_within(self, seconds: float, interrupt: int) -> bool:
        """Wait for a notification, the time, or `interrupt`. True also after a reconnection: some may be missed."""
        try:
            if self._connection is None:
                self._listen()
                return True
            return self._heard(self._connection, seconds, interrupt)
        except psycopg.OperationalError:
            self.close()
            readable_within(min(seconds, 1.0), interrupt)
            return False

    @staticmethod
    def _heard(connection: "psycopg.Connection[Any]", seconds: float, interrupt: int) -> bool:
        if list(connection.notifies(timeout=0)):
            return True
        readable_within(seconds, connection.fileno(), interrupt)
        return bool(list(connection.notifies(timeout=0)))

    def close(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(psycopg.Error):
                self._connection.close()
        self._connection = None


def waiter(using: str, channel: str) -> Listener:
    """What `Wakeup` waits with."""
    return Listener(channel, using)
