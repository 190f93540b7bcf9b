"""Put a backup in place of an empty data folder and database, or with --force of what is there."""

import argparse
import os
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, help="the file that `goodword backup` wrote")
    parser.add_argument("--force", action="store_true", help="replace the desk that is there; it is lost")


def run(options: argparse.Namespace) -> int:
    from django.conf import settings

    from goodword.config.backups.restoring import restore_backup
    from goodword.config.processes.lock import lock_folder

    lock = lock_folder(settings.GOODWORD.data)
    restored = restore_backup(options.path.absolute(), force=options.force)
    os.close(lock)
    made_at = restored.manifest.made_at
    sys.stdout.write(f"Restored the desk as of {made_at}: the database and {restored.blobs} stored files.\n")
    if restored.is_key_another:
        _tell_what_is_dead(restored.dead)
    sys.stdout.write("Start it with `goodword serve`.\n")
    return 0


def _tell_what_is_dead(dead: dict[str, int]) -> None:
    lines = [f"  {count} x {name}: enter it again in the settings" for name, count in dead.items()]
    sys.stdout.write(
        "The backup came without its secrets key, and the key here is another one. Without the old one are dead:\n"
        + "".join(f"{line}\n" for line in lines)
        + "  sign-ins and links sent before: everybody signs in again; invitations must be sent again\n"
        "If you have the old file secrets.key, put it into the data folder before you start: nothing is lost then.\n"
    )
