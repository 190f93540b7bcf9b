"""Locks on names, for what has no row to lock yet."""

import hashlib

from django.db import connection


def lock_name(name: str) -> None:
    """Hold the name until the transaction ends. On SQLite the IMMEDIATE transaction already is the lock."""
    if connection.vendor != "postgresql":
        return
    key = int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])
