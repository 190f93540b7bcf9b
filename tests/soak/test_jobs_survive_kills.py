"""Workers are killed at random; every job is done all the same, and none runs in two living workers at once."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction

from tests.campaigns import Campaign, is_full
from tests.soak.campaign_jobs import leave_a_mark
from tests.soak.crowd import Crowd, marks, states

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _marks() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE soak_mark (number integer PRIMARY KEY)")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE soak_mark")


@pytest.fixture
def crowd_of(campaign: Campaign, tmp_path: Path) -> Iterator[Callable[..., Crowd]]:
    crowds: list[Crowd] = []

    def gather(lease: float, *faults: str) -> Crowd:
        crowds.append(Crowd(campaign.random, tmp_path, lease, faults))
        return crowds[-1]

    yield gather
    for crowd in crowds:
        crowd.kill_all()


def wait_for(condition: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def enqueue_all(campaign: Campaign, jobs: int, lease: float) -> None:
    """A few take longer than the lease: only its renewal keeps them from running twice."""
    long = set(campaign.random.sample(range(jobs), max(2, jobs // 500)))
    with transaction.atomic():
        for number in range(jobs):
            leave_a_mark.enqueue(
                number=number, seconds=lease * 1.3 if number in long else campaign.random.uniform(0, 0.2)
            )


def test_jobs_survive_kills(campaign: Campaign, crowd_of: Callable[..., Crowd]) -> None:
    jobs, lease = campaign.size(10_000), 8.0 if is_full() else 3.0
    enqueue_all(campaign, jobs, lease)
    crowd = crowd_of(lease)
    crowd.start(3)
    for kill_after in sorted(campaign.random.sample(range(jobs * 9 // 10), max(5, jobs // 100))):
        assert wait_for(lambda point=kill_after: marks() >= point, 120), f"stuck at {marks()} of {jobs}: {states()}"
        crowd.kill_one()

    finished = wait_for(lambda: states() == {"done": jobs}, 120)
    exits = crowd.stop()
    runs, overlaps = crowd.runs(), crowd.run_twice_at_once()
    campaign.report(jobs=jobs, marks=marks(), kills=len(crowd.killed_at), runs=len(runs), overlaps=overlaps)
    assert finished, states()
    assert marks() == jobs
    assert {run.number for run in runs} == set(range(jobs))
    assert len(crowd.killed_at) >= 3
    assert overlaps == 0
    assert set(exits) == {0}


def test_the_campaign_notices_when_dead_workers_jobs_are_not_taken_over(crowd_of: Callable[..., Crowd]) -> None:
    leave_a_mark.enqueue(number=1, seconds=1)
    crowd = crowd_of(1.0, "never-take-over")
    crowd.start()
    assert wait_for(lambda: bool(crowd.runs()), 30)
    crowd.kill_one()

    assert not wait_for(lambda: states() == {"done": 1}, 5)
    assert states() == {"running": 1}


def test_the_campaign_notices_when_leases_are_not_renewed(crowd_of: Callable[..., Crowd]) -> None:
    leave_a_mark.enqueue(number=1, seconds=6)
    crowd = crowd_of(1.0, "never-renew")
    crowd.start(2)

    assert wait_for(lambda: crowd.run_twice_at_once() > 0, 30)
