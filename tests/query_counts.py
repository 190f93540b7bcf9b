"""How many queries a screen asks, held to a baseline: a page does not grow unnoticed."""

import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

BASELINE = Path(__file__).with_suffix(".json")
QueryCount = Callable[[str], AbstractContextManager[None]]
_ASKED = ("SELECT", "(SELECT", "INSERT", "UPDATE", "DELETE", "WITH")  # savepoints differ between the engines' wrappers


def _rewrite(name: str, count: int) -> None:
    with BASELINE.open("r+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        counts = {**json.load(file), name: count}
        file.seek(0)
        file.truncate()
        file.write(json.dumps(dict(sorted(counts.items())), indent=2) + "\n")


def check(name: str, count: int, asked: list[str]) -> None:
    """Raises AssertionError when the count is not the one of the baseline, listing what was asked."""
    if os.environ.get("UPDATE_QUERY_COUNTS"):
        _rewrite(name, count)
    expected = json.loads(BASELINE.read_text()).get(name)
    listed = "\n".join(asked)
    assert count == expected, f"{name}: {count} queries, baseline {expected} (UPDATE_QUERY_COUNTS=1 rewrites)\n{listed}"


@contextmanager
def asked_by() -> Iterator[list[str]]:
    """What is asked within the block, once it has ended."""
    asked: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield asked
    asked += [query["sql"] for query in captured.captured_queries if query["sql"].startswith(_ASKED)]


@pytest.fixture
def assert_query_count() -> QueryCount:
    """`with assert_query_count("inbox"): client.get("/")`; the baseline is `tests/query_counts.json`."""

    @contextmanager
    def counting(name: str) -> Iterator[None]:
        with asked_by() as asked:
            yield
        check(name, len(asked), asked)

    return counting
