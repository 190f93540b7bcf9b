"""`make bench`: every measure, each in a process of its own. What they found goes into docs/performance.md by hand."""

import subprocess
import sys
from pathlib import Path

MEASURES = (
    ("jobs.py", "sqlite"),
    ("jobs.py", "postgres"),
)


def main() -> int:
    """Run them all; the exit status is 1 when one of them failed."""
    folder, failed = Path(__file__).parent, 0
    for name, *arguments in MEASURES:
        print(f"== {name} {' '.join(arguments)}", flush=True)
        failed |= subprocess.run([sys.executable, folder / name, *arguments], check=False).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main())
