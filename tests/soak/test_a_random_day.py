"""Ten agents do everything by chance for a day: no row contradicts its messages, and both engines end alike."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.campaigns import Campaign
from tests.config.running_desk import own_database
from tests.soak.crowd import ROOT
from tests.soak.random_day import live

pytestmark = pytest.mark.django_db


def lived(folder: Path, database: str, seed: str, steps: int) -> dict[str, Any]:
    """The day in a process of its own, on a database where nothing else ever was, so that its ids are its own."""
    environment = os.environ | {
        "DATABASE_URL": database,
        "GOODWORD_DATA": str(folder / "data"),
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "tests.soak.random_day", seed, str(steps)]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_day_ends_alike_on_both_engines(campaign: Campaign, tmp_path: Path) -> None:
    seed, steps = str(campaign.random.random()), max(200, campaign.size(5000))
    sqlite = f"sqlite:///{tmp_path}/{{}}.sqlite3"
    with own_database(tmp_path) as database:
        here = lived(tmp_path / "here", database or sqlite.format("here"), seed, steps)
    there = lived(tmp_path / "there", sqlite.format("there"), seed, steps)
    happened = here["happened"]
    refused = sum(times for what, times in happened.items() if "refused" in what)
    undone = sum(times for what, times in happened.items() if "undone" in what)
    campaign.report(steps=steps, kinds=len(happened), refused=refused, undone=undone, events=len(here["events"]))
    assert here["faults"] == there["faults"] == []
    assert happened == there["happened"]
    assert here["events"] == there["events"]
    for kind, rows in here["rows"].items():
        assert rows == there["rows"][kind], kind
    assert undone > 0 < refused


def test_the_day_notices_a_row_that_lies(campaign: Campaign) -> None:
    from goodword.conversations.models import Conversation
    from tests.soak.random_day import look_for_faults

    day = live(str(campaign.seed), 10)
    assert day.faults == []
    Conversation.objects.update(preview="Something else.")
    look_for_faults(day)
    assert "its messages say" in day.faults[0]
