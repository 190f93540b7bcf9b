"""Locks on names, for what has no row to lock yet."""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import Error, connection


def lock_name(name: str) -> None:
    """Hold the name until the transaction ends. On SQLite the IMMEDIATE transaction already is the lock."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_key(name)])


@contextmanager
def alone(name: str) -> Iterator[bool]:
    """Whether nobody else is at this work; until the block ends, nobody else will be. Waits for nobody.

    Who dies lets go at once: the lock is the database session's, or on SQLite that of an open file beside the data.
    """
    with _alone_on_postgres(name) if connection.vendor == "postgresql" else _alone_on_this_machine(name) as is_mine:
        yield is_mine


@contextmanager
def _alone_on_postgres(name: str) -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_key(name)])
        [is_mine] = cursor.fetchone()
    try:
        yield is_mine
    finally:
        if is_mine:
            _let_go(name)


def _let_go(name: str) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_key(name)])
    except Error:  # the session has ended, or its transaction failed: so does the lock when we close it
        if not connection.in_atomic_block:
            connection.close()


@contextmanager
def _alone_on_this_machine(name: str) -> Iterator[bool]:
    with (settings.GOODWORD.data / f"{name}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def _key(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)
