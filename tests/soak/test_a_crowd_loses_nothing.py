"""People at one desk at once: what it accepted from each is there once, and every stream was told everything."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.campaigns import Campaign
from tests.config.running_desk import own_database

LEAST = 6  # people; fewer would hardly meet
FAST = 0.1


def test_a_crowd_loses_nothing(campaign: Campaign, tmp_path: Path) -> None:
    agents, seconds = max(LEAST, campaign.size(100)), max(15, campaign.size(300))
    pace = FAST if agents == LEAST else 1.0
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GOODWORD_")}
    with own_database(tmp_path) as database:
        done = subprocess.run(
            [sys.executable, "-m", "bench.crowd", str(agents), str(seconds), "2", "60", str(pace)],
            env=kept | {"DATABASE_URL": database}, capture_output=True, text=True, check=False,
        )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr
    counts = json.loads(done.stdout.splitlines()[-1])
    campaign.report(**counts)
    assert counts["sent"] > 0
