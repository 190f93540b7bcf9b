from collections.abc import Iterator

import pytest

from tests.core.jobs import sample_jobs


@pytest.fixture(autouse=True)
def seen() -> Iterator[list[object]]:
    """What the sample jobs did in this test."""
    sample_jobs.gate.clear()
    sample_jobs.arrived.clear()
    yield sample_jobs.seen
    sample_jobs.seen.clear()
