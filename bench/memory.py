"""Memory at rest: `python -m bench.memory` prints what each process of the desk holds, with shared pages shared out."""

import shutil
import sys
import tempfile
import time
from pathlib import Path

import psutil

from bench.running import Served, served

HEAD = "| Processes | Sum of PSS | Largest | Each |\n|---|---|---|---|"
PAGES = 20
SETTLE = 5.0  # seconds


def megabytes(process: psutil.Process) -> float:
    return float(process.memory_full_info().pss) / 1024**2


def measured(desk: Served) -> list[float]:
    """PSS of the supervisor and its children in MB, after some pages."""
    for _ in range(PAGES):
        desk.get("/setup")
    time.sleep(SETTLE)
    parent = psutil.Process(desk.process.pid)
    return [megabytes(process) for process in (parent, *parent.children())]


def row(processes: int) -> str:
    folder = tempfile.mkdtemp(prefix="goodword-bench-")
    with served(Path(folder), "--processes", str(processes)) as desk:
        each = measured(desk)
    shutil.rmtree(folder)
    listed = ", ".join(f"{size:.0f}" for size in each)
    return f"| `--processes {processes}` | {sum(each):.0f} MB | {max(each):.0f} MB | {listed} |"


def main(*counts: int) -> None:
    print(HEAD)
    for count in counts or (1, 2):
        print(row(count), flush=True)


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
