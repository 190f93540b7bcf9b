"""Everything that concerns promises happens by chance, through the real actions, and the rows never contradict it.

A full run is cut in parts, each with a chance of its own, so that two processes share them: `bin/soak -n 2`.
"""

from collections import Counter
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from goodword.calendars.actions.making import create_calendar
from goodword.conversations.actions.receiving import receive_message
from goodword.core.actor import Actor
from goodword.promises.actions.policies import Term, Terms, create_policy
from goodword.promises.choices import Target
from goodword.promises.types import Promise
from tests.campaigns import Campaign, is_full
from tests.cast import Cast, found_cast, letter, odile
from tests.frozen_time import Clock
from tests.soak.random_promises import Matter, weeks

pytestmark = [pytest.mark.soak, pytest.mark.django_db(transaction=True)]

MATTERS, MOST_EVENTS = 10_000, 24
A_HOUSE = 50  # matters begin in the same one, each as if the others had never been
PARTS = range(10 if is_full() else 1)
ZONES = ["America/New_York", "Europe/Madrid", "Australia/Lord_Howe"]


@pytest.mark.parametrize("part", PARTS)
def test_no_row_contradicts_what_happened(campaign: Campaign, clock: Clock, part: int) -> None:
    happened: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    matters, cast = campaign.size(MATTERS) // len(PARTS), found_cast()
    for first in range(0, matters, A_HOUSE):
        with transaction.atomic():
            calendar = open_house(campaign, cast)
            for _ in range(min(A_HOUSE, matters - first)):
                with transaction.atomic():
                    matter = begin(campaign, clock, cast, calendar)
                    matter.live(campaign.random.randrange(4, MOST_EVENTS))
                    happened.update(matter.happened)
                    outcomes.update(one.outcome or "open" for one in Promise.objects.standing())
                    transaction.set_rollback(True)
                clock.travel(Clock.START)
            transaction.set_rollback(True)

    campaign.report(
        matters=matters, events=happened.total(), kinds=len(happened), promises=outcomes.total(), **outcomes
    )
    assert min(outcomes[name] for name in ("kept", "broken", "released", "renegotiated")) > 0


def open_house(campaign: Campaign, cast: Cast) -> int:
    """A house with a policy on a calendar that changes: this calendar."""
    by = Actor.agent(cast.olive.pk)
    zone = str(ZoneInfo(campaign.random.choice(ZONES)))
    calendar = create_calendar(by=by, name="Desk", zone=zone, week=weeks()[1]).pk
    hours = {Target.FIRST_REPLY: 1, Target.NEXT_REPLY: 2, Target.RESOLUTION: 8, Target.CALLBACK: 1}
    targets = {one: Term(allowed=timedelta(hours=number), calendar=calendar) for one, number in hours.items()}
    create_policy(Terms(name="Everybody", targets=targets), by=by)
    return calendar


def begin(campaign: Campaign, clock: Clock, cast: Cast, calendar: int) -> Matter:
    """A letter of Odile's."""
    conversation = receive_message(letter(cast, odile())).conversation
    return Matter(campaign.random, clock, cast, calendar, conversation)
