"""The watcher is killed at random points; nobody is let down unseen, and nobody is told the same thing twice."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.conf import settings
from django.db.models import F

from goodword.conversations.actions.receiving import receive_message
from goodword.core.actor import Actor
from goodword.core.clock import now, travelled_to
from goodword.core.models import RecordedEvent
from goodword.notifications.models import Notification
from goodword.promises.actions.giving import Word, give_promise
from goodword.promises.types import Promise
from tests.campaigns import Campaign
from tests.cast import Cast, found_cast, letter, odile
from tests.soak.crowd import ROOT, database_url
from tests.waiting import wait_until

pytestmark = pytest.mark.django_db(transaction=True)

PROMISES, KILLS = 9_000, 200
A_CONVERSATION = 15  # promises
LATE_ONES, SOON_ONES = 0.6, 0.2  # of all; the rest is due only after the campaign, but warned of in it
GIVEN = timedelta(hours=10)  # ago
BROKEN, WARNED = "promise.broken", "promise.warned"


def test_every_alarm_is_given_once_though_the_watcher_is_killed(campaign: Campaign) -> None:
    count, kills = campaign.size(PROMISES), max(3, campaign.size(KILLS))
    late, soon = int(count * LATE_ONES), int(count * SOON_ONES)
    promised(campaign, found_cast(), count, late, soon)
    alarms = late + 2 * (count - late - soon)  # those to come at least; of the soon ones none is certain to be warned
    points = sorted(campaign.random.sample(range(alarms * 9 // 10), kills))
    for point in points:
        with watcher() as process:
            wait_until(lambda point=point: told() > point, seconds=120)
            process.kill()
    with watcher():
        wait_until(lambda: all_is_told(late + soon), seconds=240)

    check(late, soon)
    campaign.report(promises=count, kills=kills, alarms=told(), notices=Notification.objects.count())
    RecordedEvent.objects.filter(kind=BROKEN).latest("pk").delete()
    with pytest.raises(AssertionError, match="broken once"):
        check(late, soon)


def promised(campaign: Campaign, cast: Cast, count: int, late: int, soon: int) -> None:
    """All given long ago: the first ones were due since, some are due in the next seconds, the others in a while (as
    seen once all are given, however long that takes)."""
    ahead = [timedelta(seconds=-campaign.random.uniform(60, 32_000)) for _ in range(late)]
    ahead += [timedelta(seconds=campaign.random.uniform(1, 8)) for _ in range(soon)]
    ahead += [timedelta(minutes=campaign.random.uniform(26, 29)) for _ in range(count - late - soon)]
    campaign.random.shuffle(ahead)
    moment, mara = now(), Actor.agent(cast.mara.pk)
    with travelled_to(moment - GIVEN):
        for number, due in enumerate(ahead):
            if number % A_CONVERSATION == 0:
                conversation = receive_message(letter(cast, odile(), subject=f"Matter {number}")).conversation
            give_promise(conversation.pk, Word(ours=f"Do it {number}", due=moment + due), by=mara)
    took = now() - moment
    Promise.objects.update(**{name: F(name) + took for name in ("due_at", "warn_at", "lead_at", "wakes_at")})


@contextmanager
def watcher() -> "Iterator[subprocess.Popen[bytes]]":
    """A worker part of its own process."""
    environment = {"DATABASE_URL": database_url(), "GOODWORD_DATA": str(settings.GOODWORD.data)}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.soak.killable_part", "promises"],
        env=os.environ | environment | {"PYTHONPATH": str(ROOT)},
        cwd=ROOT,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def told() -> int:
    return RecordedEvent.objects.filter(kind__in=[BROKEN, WARNED]).count()


def all_is_told(past: int) -> bool:
    waits = Promise.objects.filter(wakes_at__lte=now() + timedelta(seconds=1))
    return Promise.objects.filter(outcome="broken").count() == past and not waits.exists()


def check(late: int, soon: int) -> None:
    broken = list(RecordedEvent.objects.filter(kind=BROKEN).order_by("pk"))
    passed = Promise.objects.filter(outcome="broken")
    assert Counter(row.data["promise_id"] for row in broken) == Counter(passed.values_list("pk", flat=True)), (
        "each is broken once"
    )
    assert passed.count() == late + soon
    assert not Promise.objects.filter(outcome="", due_at__lt=now()).exists(), "passed due without its alarm"
    began = min(row.at for row in broken)
    check_late(broken, {promise.pk: promise for promise in passed.filter(due_at__lt=began)}, late)
    check_warned(passed.count())


def check_late(broken: list[RecordedEvent], overdue: dict[int, Promise], late: int) -> None:
    """What was missed comes in order, and says by how much."""
    missed = [row for row in broken if row.data["promise_id"] in overdue][:late]
    due = [overdue[row.data["promise_id"]].due_at for row in missed]
    assert len(missed) == late
    assert due == sorted(due), "in order"
    for row, moment in zip(missed, due, strict=True):
        assert abs((row.at - moment).total_seconds() - row.data["late_seconds"]) < 2, "marked as late"


def check_warned(broken: int) -> None:
    """Whoever owes it hears once, and then the lead, of each that is not past; and of each that is, both once."""
    warned = RecordedEvent.objects.filter(kind=WARNED)
    stages = Counter((row.data["promise_id"], row.data["lead"]) for row in warned)
    assert set(stages.values()) <= {1}, "nobody is warned twice of the same"
    open_ones = Promise.objects.filter(outcome="")
    assert {(one, lead) for one in open_ones.values_list("pk", flat=True) for lead in (False, True)} <= set(stages)
    assert not open_ones.exclude(wakes_at__gt=now()).exists(), "each is looked at when it is due"
    notices = Counter(Notification.objects.values_list("agent_id", "matter", "facts__promise"))
    assert set(notices.values()) == {1}, "nobody is told twice"
    assert len(notices) == 2 * broken + warned.count(), "whoever owes it and the lead hear of each"
