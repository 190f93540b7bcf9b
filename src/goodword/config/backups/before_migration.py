"""The copy of the database that is made before its tables change."""

from pathlib import Path

from goodword.config.backups.writing import write_backup
from goodword.core.clock import now

FOLDER = "backups"
PREFIX = "before-migration-"
KEPT = 5


def back_up_before_migration(data: Path) -> Path:
    """Copy the database alone (blobs do not change) into the data folder, and keep the newest five such copies."""
    folder = data / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{PREFIX}{now():%Y%m%dT%H%M%S}.tar"
    write_backup(path, with_key=False, with_blobs=False)
    for old in sorted(folder.glob(f"{PREFIX}*.tar"))[:-KEPT]:
        old.unlink()
    return path
