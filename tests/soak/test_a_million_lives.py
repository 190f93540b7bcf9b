"""Promises that live by chance: none passes due without its alarm, none is both kept and broken, every life adds up."""

from collections import Counter

import pytest

from tests.campaigns import Campaign
from tests.soak.lives import Lived

pytestmark = pytest.mark.soak

LIVES, MOST_EVENTS = 1_000_000, 16


def test_every_life_adds_up(campaign: Campaign) -> None:
    outcomes: Counter[str] = Counter()
    lives = campaign.size(LIVES)
    for _ in range(lives):
        lived = Lived(campaign.random)
        lived.live(campaign.random.randrange(1, MOST_EVENTS))
        outcomes[lived.life.outcome or "open"] += 1
        outcomes["made good"] += lived.life.settled == "made-good"

    campaign.report(lives=lives, **{name.replace(" ", "_"): number for name, number in sorted(outcomes.items())})
    assert min(outcomes[name] for name in ("kept", "broken", "released", "renegotiated", "made good")) > 0
