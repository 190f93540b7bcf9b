"""`make bench`: every measure on both engines, each in a process of its own."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.engines import start_postgres

MEASURES = ("bench.jobs",)


def main() -> int:
    """Run them all; the exit status is 1 when one of them failed."""
    failed = False
    with tempfile.TemporaryDirectory(prefix="goodword-bench-") as folder:
        Path(folder).chmod(0o755)
        for database in ("", start_postgres(Path(folder) / "postgres", durable=True)):
            for measure in MEASURES:
                environment = os.environ | {"DATABASE_URL": database}
                done = subprocess.run([sys.executable, "-m", measure], env=environment, check=False)
                failed |= done.returncode != 0
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
