"""Write everything into one file, while the desk runs.

The file holds customers' words: keep it as safe as the desk itself. Without --with-key it does not hold the key that
opens stored secrets (passwords of mailboxes); keep that key, the file secrets.key, in another place.
"""

import argparse
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, help="the file to write, such as desk.tar")
    parser.add_argument("--with-key", action="store_true", help="include the secrets key")


def run(options: argparse.Namespace) -> int:
    from goodword.config.backups.writing import write_backup

    made = write_backup(options.path.absolute(), with_key=options.with_key)
    sys.stdout.write(f"Wrote {made.path} with the database and {made.blobs} stored files.\n")
    if not options.with_key:
        sys.stdout.write("The secrets key is not in it; `goodword backup --with-key` includes it.\n")
    if made.missing:
        sys.stderr.write(f"{made.missing} files that the database knows are missing from the storage.\n")
    return 1 if made.missing else 0
