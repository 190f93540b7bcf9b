"""What a door could not keep is noted, so that an administrator sees it; also when the database was what failed."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache

from django.db import Error, InterfaceError, OperationalError, connection, transaction

from goodword.channels.email.choices import Source, Trouble
from goodword.channels.email.models import DoorTrouble
from goodword.core.clock import now

_FULL = ("disk is full", "disk i/o", "no space left", "could not extend")


def kind_of(error: BaseException) -> Trouble:
    """Whether it was the disk, the database, or the program."""
    if isinstance(error, OSError):
        return Trouble.DISK
    if isinstance(error, OperationalError | InterfaceError):
        return Trouble.DISK if any(words in str(error).lower() for words in _FULL) else Trouble.DATABASE
    return Trouble.PROGRAM


@transaction.atomic
def note_trouble(door: Source, *, kind: Trouble, began_at: datetime, times: int = 1) -> DoorTrouble:
    """The door could not keep what it was given, once more. What is noted already goes on."""
    trouble = DoorTrouble.objects.select_for_update().filter(door=door, over_at=None).first()
    if trouble is None:
        return DoorTrouble.objects.create(door=door, kind=kind, began_at=began_at, last_at=now(), times=times)
    trouble.kind, trouble.last_at, trouble.times = kind, now(), trouble.times + times
    trouble.save(update_fields=["kind", "last_at", "times"])
    return trouble


def end_trouble(door: Source) -> bool:
    """The door keeps mail again. True when there was trouble."""
    return bool(DoorTrouble.objects.filter(door=door, over_at=None).update(over_at=now()))


class DoorLog:
    """The trouble of one door in this process. What cannot be written down now is written with the next success."""

    def __init__(self, door: Source) -> None:
        self._door = door
        self._lock = threading.Lock()
        self._unwritten: tuple[Trouble, datetime, int] | None = None
        self._is_open: bool | None = None  # None: not looked yet

    @staticmethod
    def of(door: Source) -> "DoorLog":
        """The process's log of this door."""
        return _log_of(door)

    @contextmanager
    def noting(self, but: tuple[type[Exception], ...] = ()) -> Iterator[None]:
        """Note how it ends: whatever is raised is trouble, `but` these, and is raised on."""
        try:
            yield
        except but:
            raise
        except Exception as error:
            self.failed(error)
            raise
        self.worked()

    def failed(self, error: Exception) -> None:
        """Something could not be kept."""
        with self._lock:
            kind, began_at, times = self._unwritten or (kind_of(error), now(), 0)
            self._unwritten, self._is_open = (kind, began_at, times + 1), True
            self._write()

    def worked(self) -> None:
        """Something was kept."""
        if self._is_open is False:
            return
        with self._lock:
            self._write()
            try:
                end_trouble(self._door)
            except Error:
                return
            self._is_open = self._unwritten is not None

    def _write(self) -> None:
        if self._unwritten is None:
            return
        kind, began_at, times = self._unwritten
        try:
            note_trouble(self._door, kind=kind, began_at=began_at, times=times)
        except (Error, OSError):  # it is kept until it can be written
            if not connection.in_atomic_block:
                connection.close_if_unusable_or_obsolete()
            return
        self._unwritten = None


@cache
def _log_of(door: Source) -> DoorLog:
    return DoorLog(door)
