"""Minutes begun, as the database reckons them from what it keeps, to the microsecond."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import DateTimeField, Value

from goodword.core.db.lasting import DaysLater, MinutesBegun
from goodword.core.models import RecordedEvent

SINCE = datetime(2026, 11, 2, 9, 59, 59, 500_000, tzinfo=UTC)
DAY, MINUTE, TICK = timedelta(days=1), timedelta(minutes=1), timedelta(microseconds=1)
EDGES = [
    timedelta(), TICK, -TICK, -DAY, MINUTE - TICK, MINUTE, MINUTE + TICK, timedelta(seconds=0.5),
    timedelta(seconds=60.5), timedelta(seconds=59.5), DAY - TICK, DAY, DAY + TICK, 400 * DAY,
]  # fmt: skip


def in_database(since: datetime, until: datetime) -> int:
    row = RecordedEvent.objects.create(kind="test", version=1, at=since, actor_kind="system")
    minutes = MinutesBegun("at", Value(until, DateTimeField()))
    found: int = RecordedEvent.objects.filter(pk=row.pk).values_list(minutes, flat=True)[0]
    return found


def begun(lasted: timedelta) -> int:
    return max(0, -(-lasted // MINUTE))


@pytest.mark.django_db
@pytest.mark.parametrize("since", [SINCE, SINCE.replace(microsecond=0), SINCE.replace(microsecond=1)])
def test_to_the_microsecond(since: datetime) -> None:
    for lasted in EDGES:
        assert in_database(since, since + lasted) == begun(lasted), lasted


@pytest.mark.django_db
def test_any_two_moments() -> None:
    chance = random.Random(20261123)
    for _ in range(50):
        lasted = timedelta(microseconds=chance.randrange(-(10**9), 10**12))
        assert in_database(SINCE, SINCE + lasted) == begun(lasted), lasted


@pytest.mark.django_db
@pytest.mark.parametrize("at", [SINCE, SINCE.replace(microsecond=0), SINCE.replace(month=2, day=28)])
def test_days_later(at: datetime) -> None:
    row = RecordedEvent.objects.create(kind="test", version=1, at=at, actor_kind="system")
    [later] = RecordedEvent.objects.filter(pk=row.pk).values_list(DaysLater("at", 90), flat=True)

    assert later == at + 90 * DAY
    assert RecordedEvent.objects.filter(pk=row.pk, at__lt=DaysLater("at", 90)).exists()
    assert not RecordedEvent.objects.filter(pk=row.pk, at__gte=DaysLater("at", 1)).exists()
