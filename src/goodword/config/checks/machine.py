"""Checks of the machine: folder, key file, disk."""

import os
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning  # noqa: A004 (Django's name)

from goodword.core.keys import KEY_FILE

LITTLE_ROOM = 1024**3
NO_ROOM = 100 * 1024**2
OTHERS = 0o077


def _folder() -> Path:
    return Path(settings.GOODWORD.data)


def folder_is_writable(**_: Any) -> list[CheckMessage]:
    """Everything the desk keeps outside the database is there."""
    if os.access(_folder(), os.R_OK | os.W_OK | os.X_OK):
        return []
    return [
        Error(
            f"The data folder {_folder()} cannot be written by this user.",
            hint="Give it to the user that runs Goodword (chown), or set GOODWORD_DATA to another folder.",
            id="goodword.E001",
        )
    ]


def key_is_private(**_: Any) -> list[CheckMessage]:
    """The key opens stored passwords and signs sessions."""
    path = _folder() / KEY_FILE
    if not path.stat().st_mode & OTHERS:
        return []
    return [
        Error(
            f"{path} can be read by other users of this machine; it opens stored passwords and signs sessions.",
            hint=f"chmod 600 {path}",
            id="goodword.E002",
        )
    ]


def disk_has_room(**_: Any) -> list[CheckMessage]:
    """A full disk refuses mail."""
    free = shutil.disk_usage(_folder()).free
    if free >= LITTLE_ROOM:
        return []
    kind, ending = (Error, "E003") if free < NO_ROOM else (Warning, "W004")
    return [
        kind(
            f"Only {free // 1024**2} MB are free where the data folder is. Mail is refused when none are left.",
            hint=f"Free some, or move {_folder()} to a larger disk and set GOODWORD_DATA.",
            id=f"goodword.{ending}",
        )
    ]
