"""How long from the command to the first page: `python -m bench.start [TIMES]` prints two rows of the table."""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from bench.running import served

HEAD = "| Start | p50 | Slowest | Stop p50 |\n|---|---|---|---|"


def seconds_to_first_page(folder: Path) -> tuple[float, float]:
    """Seconds until a page has come, and seconds to stop."""
    with served(folder) as desk:
        desk.get("/setup")
        started = time.monotonic() - desk.begun
        stopping = time.monotonic()
    return started, time.monotonic() - stopping


def row(name: str, measured: list[tuple[float, float]]) -> str:
    starts, stops = zip(*measured, strict=True)
    return f"| {name} | {statistics.median(starts):.2f} s | {max(starts):.2f} s | {statistics.median(stops):.2f} s |"


def main(times: int = 5) -> None:
    print(HEAD)
    with tempfile.TemporaryDirectory(prefix="goodword-bench-") as folder:
        print(row("new data folder", [seconds_to_first_page(Path(folder))]))
        print(row("existing data folder", [seconds_to_first_page(Path(folder)) for _ in range(times)]), flush=True)


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2]))
