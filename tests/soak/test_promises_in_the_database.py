"""Everything that concerns promises happens by chance, through the real actions, and the rows never contradict it."""

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
from tests.campaigns import Campaign
from tests.cast import Cast, found_cast, letter, odile
from tests.frozen_time import Clock
from tests.soak.random_promises import Matter, weeks

pytestmark = [pytest.mark.soak, pytest.mark.django_db]

MATTERS, MOST_EVENTS = 10_000, 24


def test_no_row_contradicts_what_happened(campaign: Campaign, clock: Clock) -> None:
    happened: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    matters, cast = campaign.size(MATTERS), found_cast()
    for _ in range(matters):
        with transaction.atomic():
            matter = begin(campaign, clock, cast)
            matter.live(campaign.random.randrange(4, MOST_EVENTS))
            happened.update(matter.happened)
            outcomes.update(one.outcome or "open" for one in Promise.objects.standing())
            transaction.set_rollback(True)
        clock.travel(Clock.START)

    campaign.report(
        matters=matters, events=happened.total(), kinds=len(happened), promises=outcomes.total(), **outcomes
    )
    assert min(outcomes[name] for name in ("kept", "broken", "released", "renegotiated")) > 0


def begin(campaign: Campaign, clock: Clock, cast: Cast) -> Matter:
    """A house with a policy on a calendar that changes, and a letter of Odile's."""
    by = Actor.agent(cast.olive.pk)
    zone = str(ZoneInfo(campaign.random.choice(["America/New_York", "Europe/Madrid", "Australia/Lord_Howe"])))
    calendar = create_calendar(by=by, name="Desk", zone=zone, week=weeks()[1]).pk
    hours = {Target.FIRST_REPLY: 1, Target.NEXT_REPLY: 2, Target.RESOLUTION: 8, Target.CALLBACK: 1}
    targets = {one: Term(allowed=timedelta(hours=number), calendar=calendar) for one, number in hours.items()}
    create_policy(Terms(name="Everybody", targets=targets), by=by)
    conversation = receive_message(letter(cast, odile())).conversation
    return Matter(campaign.random, clock, cast, calendar, conversation)
