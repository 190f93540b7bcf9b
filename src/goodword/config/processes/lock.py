"""One `goodword serve` for one data folder."""

import fcntl
import os
from pathlib import Path

from goodword.core.errors import DomainError

LOCK_FILE = "lock"


class FolderInUse(DomainError):
    """Another process serves, or restores, this data folder."""

    code = "folder-in-use"


def lock_folder(data: Path) -> int:
    """Hold the folder until this process and all its children have ended. Raises FolderInUse.

    Returns the descriptor that holds it; closing it in every process lets go.
    """
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(data / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        owner = os.read(descriptor, 32).decode().strip()
        os.close(descriptor)
        raise FolderInUse(f"{data} is in use by process {owner or 'unknown'}. Stop it first.") from error
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
    return descriptor
