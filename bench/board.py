"""What the recovery board costs on a desk of `bench.complained`: `python -m bench.board FOLDER [TIMES] [TREE]`.

Whole pages through the real server on loopback, of four weeks, half a year and a year, as the owner and as a lead. TREE
is another checkout: its board is asked for by turns with ours, by a server of its own, so that a load weighs on both;
on the same desk, or on that of `TREE_DATABASE_URL`, where it lacks our indexes.
"""

import os
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

from bench.bulk import set_up
from bench.pages import OWNER, Reader
from bench.running import Served, served

TIMES, WARM_UP = 15, 1
OPEN = "/insight/complaints/open"
LEAD = "agent1@wrenfield.example"
DAYS = {"4 weeks": 27, "half a year": 181, "a year": 363}
HEAD = "| Asked | Reader | Tree | Fastest | p50 | Slowest |\n|---|---|---|---|---|---|"


def main(folder: str, times: int = TIMES, tree: str = "") -> None:
    set_up(Path(folder))
    from goodword.accounts.choices import Role
    from goodword.accounts.models import Agent
    from goodword.recovery.models import Complaint

    Agent.objects.filter(email=LEAD).update(role=Role.LEAD)
    print(f"{Complaint.objects.count():,} complaints, {Complaint.objects.open().count():,} open")
    print(f"load {os.getloadavg()[0]:.1f}\n\n{HEAD}", flush=True)
    with ExitStack() as stack:
        desks = {"ours": stack.enter_context(served(Path(folder)))}
        if tree:
            desks["theirs"] = stack.enter_context(served_from(tree, Path(folder)))
        for said, email in {"owner": OWNER, "lead of a team": LEAD}.items():
            readers = {name: Reader(desk, email) for name, desk in desks.items()}
            for name, path in pages().items():
                for row in by_turns(readers, path, times):
                    print(f"| {name} | {said} | {row} |", flush=True)
            for row in by_turns({"ours": readers["ours"]}, OPEN, times):
                print(f"| what is open, alone | {said} | {row} |", flush=True)
    print(f"\nload {os.getloadavg()[0]:.1f}")


@contextmanager
def served_from(tree: str, folder: Path) -> Iterator[Served]:
    """Another checkout's server on the same desk, with a folder of its own for its files."""
    beside = folder / "beside"
    (beside / "data").mkdir(parents=True, exist_ok=True)
    ours = os.environ.get("DATABASE_URL") or f"sqlite:///{folder.resolve()}/data/goodword.sqlite3"
    database = os.environ.get("TREE_DATABASE_URL") or ours
    theirs = {"PYTHONPATH": f"{Path(tree).resolve()}/src", "DATABASE_URL": database}
    with patch.dict(os.environ, theirs | {"GOODWORD_DATA": f"{beside}/data"}), served(beside) as desk:
        desk.address  # noqa: B018 (it stands before the environment is ours again)
        yield desk


def pages() -> dict[str, str]:
    """What is asked for, and its address."""
    from goodword.core.clock import now

    last = now().date()
    first = {name: last - timedelta(days=days) for name, days in DAYS.items()}
    return {name: f"/insight/complaints?since={day}&until={last}" for name, day in first.items()}


def by_turns(readers: dict[str, Reader], path: str, times: int) -> list[str]:
    """Of each tree, how long the page took, in milliseconds."""
    took: dict[str, list[float]] = {name: [] for name in readers}
    for turn in range(WARM_UP + times):
        for name, reader in readers.items():
            begin = time.perf_counter()
            reader.fetch(path)
            if turn >= WARM_UP:
                took[name].append((time.perf_counter() - begin) * 1000)
    return [
        f"{name} | {min(some):.0f} | {statistics.median(some):.0f} | {max(some):.0f}" for name, some in took.items()
    ]


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if sys.argv[2:] else TIMES, "".join(sys.argv[3:4]))
