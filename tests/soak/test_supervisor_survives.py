"""Parts of a running desk are killed at random: each comes back, no job is lost, and a clean stop leaves none held."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.campaigns import Campaign
from tests.config.running_desk import Desk, eventually, own_database

JOBS = 100
ENQUEUE = f"""
from django.db import connection, transaction
from tests.soak.campaign_jobs import leave_a_mark
connection.cursor().execute("CREATE TABLE soak_mark (number integer PRIMARY KEY)")
with transaction.atomic():
    for number in range({JOBS}):
        leave_a_mark.enqueue(number=number, seconds=0.3)
"""
COUNT = """
from django.db import connection
cursor = connection.cursor()
cursor.execute("SELECT count(*) FROM soak_mark")
marks = cursor.fetchone()[0]
cursor.execute("SELECT count(*) FROM jobs_job WHERE name LIKE %s AND state = %s", ["%leave_a_mark", "{state}"])
print(marks, cursor.fetchone()[0])
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with own_database(tmp_path, migrated=True) as database:
        made = Desk(tmp_path, database, SOAK_TRACES=str(tmp_path))
        yield made
        made.end()


def counted(desk: Desk, state: str) -> tuple[int, int]:
    """How many jobs left their mark, and how many are in the state."""
    marks, found = desk.python(COUNT.replace("{state}", state)).split()
    return int(marks), int(found)


def answers(desk: Desk) -> bool:
    try:
        return desk.get("/healthz")[0] == 200
    except OSError:  # every web part is backing off
        return False


def kill_one(desk: Desk, campaign: Campaign) -> None:
    parts = desk.children()
    if parts:
        chosen = campaign.random.choice(parts)
        chosen.kill()
        chosen.wait(30)  # until the supervisor has seen it: a death noticed while stopping is no clean stop


def test_killed_parts_come_back_and_lose_nothing(desk: Desk, campaign: Campaign) -> None:
    assert desk.goodword("migrate").returncode == 0
    desk.python(ENQUEUE)
    parts, kills = len(desk.serve().children()), max(4, campaign.size(200))
    for _ in range(kills):
        kill_one(desk, campaign)
        assert eventually(lambda: answers(desk), 120)
    assert eventually(lambda: len(desk.children()) == parts, 60)

    assert desk.stop() == 0
    marks, held = counted(desk, "running")
    desk.serve()
    finished = eventually(lambda: counted(desk, "done") == (JOBS, JOBS), 240)
    campaign.report(kills=kills, marks_at_the_stop=marks, held_after_the_stop=held, jobs=JOBS)
    assert finished, (counted(desk, "running"), desk.log[-2000:])
    assert "parts did not stop in time" not in desk.log
