"""A desk of any size in minutes: `python -m bench.bulk CONVERSATIONS [FOLDER]`, five messages each.

The database is that of `DATABASE_URL`, else a new SQLite file in the folder. Rows are cast in moulds (`bench.moulds`)
of conversations that real actions told. Prints how long it took and how much the database holds.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

SEED = 20261101


def set_up(folder: Path) -> None:
    """An empty desk with its tables."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodword.config.settings")
    os.environ.setdefault("GOODWORD_DATA", str(folder / "data"))
    Path(os.environ["GOODWORD_DATA"]).mkdir(parents=True, exist_ok=True)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def database_bytes() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        return int(cursor.fetchone()[0])


def main(conversations: int, folder: str = "") -> None:
    began = time.monotonic()
    set_up(Path(folder or tempfile.mkdtemp(prefix="goodword-bulk-")))
    from bench.casting import cast_desk
    from bench.tales import found_desk

    cast_desk(found_desk(), conversations, SEED, say=lambda words: print(words, flush=True))
    took, size = time.monotonic() - began, database_bytes() / 1024**2
    print(
        f"{conversations:,} conversations: {took:.0f} s, {size:,.0f} MiB ({size * 10_000 / conversations:.1f} a 10,000)"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:3])
