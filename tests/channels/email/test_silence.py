"""A mailbox that is silent for longer than usual for this hour of the week, and none that is not."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.channels.email.silence import Silence, same_hours, unusual_silence

ZONE = ZoneInfo("America/New_York")
MONDAY = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)  # ten in the morning there
HOUR, WEEK = timedelta(hours=1), timedelta(weeks=1)


class Post:
    """Arrivals in memory."""

    def __init__(self, moments: Iterable[datetime]) -> None:
        self.moments = sorted(moments)

    def last_until(self, moment: datetime) -> datetime | None:
        at = bisect_right(self.moments, moment)
        return self.moments[at - 1] if at else None

    def first_after(self, moment: datetime) -> datetime | None:
        at = bisect_right(self.moments, moment)
        return self.moments[at] if at < len(self.moments) else None

    def count_since(self, moment: datetime, most: int) -> int:
        return min(len(self.moments) - bisect_left(self.moments, moment), most)


def office_hours(until: datetime, weeks: int = 9, *, but: Iterable[datetime] = (), each: int = 2) -> list[datetime]:
    """Mail from eight to six on weekdays, every `each` hours, on the clock on the wall; none on the days of `but`."""
    closed, day = {one.date() for one in but}, until.astimezone(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    days = [day - timedelta(days=back) for back in range(7 * weeks)]
    opened = [one for one in days if one.weekday() < 5 and one.date() not in closed]
    came = [one.replace(hour=hour, minute=7) for one in opened for hour in range(8, 18, each)]
    return [moment.astimezone(UTC) for moment in came if moment <= until]


def judged(moments: Iterable[datetime], at: datetime = MONDAY) -> Silence | None:
    return unusual_silence(Post(moments), at, ZONE)


def test_a_weekend_is_usual_on_a_monday_morning_and_not_in_its_afternoon() -> None:
    came = [moment for moment in office_hours(MONDAY + 6 * HOUR) if moment < MONDAY - 24 * HOUR]

    assert judged(came, MONDAY) is None
    found = judged(came, MONDAY + 6 * HOUR)
    assert found is not None
    assert (found.since, found.usual) == (max(came), timedelta(hours=2))


@pytest.mark.parametrize("hours", range(0, 168, 5))
def test_a_mailbox_that_goes_on_as_ever_never_alarms(hours: int) -> None:
    at = MONDAY + hours * HOUR

    assert judged(office_hours(at), at) is None


@given(
    minutes=st.lists(st.integers(0, 55), min_size=70, max_size=70),
    hours=st.integers(0, 167),
)
def test_jitter_is_no_silence(minutes: list[int], hours: int) -> None:
    at = MONDAY + hours * HOUR
    came = [
        moment + timedelta(minutes=minutes[number % len(minutes)])
        for number, moment in enumerate(office_hours(at, each=1))
    ]

    assert judged([moment for moment in came if moment <= at], at) is None


@given(st.integers(1, 8))
def test_one_holiday_among_the_weeks_does_not_dull_the_ear(weeks_ago: int) -> None:
    tuesday = MONDAY + timedelta(days=1, hours=6)
    came = office_hours(tuesday, but=[(tuesday - weeks_ago * WEEK).astimezone(ZONE)])

    assert judged([moment for moment in came if moment < tuesday - 8 * HOUR], tuesday) is not None


@given(st.integers(1, 400))
def test_an_alarm_that_is_due_stays_due_until_mail_comes(minutes: int) -> None:
    tuesday = MONDAY + timedelta(days=1, hours=4)
    came = [moment for moment in office_hours(tuesday) if moment < tuesday - 6 * HOUR]
    later = tuesday + timedelta(minutes=minutes)

    if later.astimezone(ZONE).hour < 17:
        assert judged(came, tuesday) is not None
        assert judged(came, later) is not None
    assert judged([*came, later - timedelta(minutes=1)], later) is None


@pytest.mark.parametrize(
    ("came", "why"),
    [
        ([], "nothing ever came"),
        (office_hours(MONDAY - timedelta(days=1), weeks=3), "known for three weeks"),
        ([MONDAY - number * WEEK / 4 for number in range(3, 40)], "four mails a week"),
    ],
)
def test_young_and_quiet_mailboxes_may_be_silent(came: list[datetime], why: str) -> None:
    at = MONDAY + timedelta(days=1, hours=6)

    assert judged(came, at) is None, why


def test_three_hours_are_never_too_long() -> None:
    came = [MONDAY - number * HOUR / 4 for number in range(12, 9 * 7 * 24 * 4)]

    assert judged(came) is None
    assert judged(came, MONDAY + timedelta(hours=2)) is not None


def test_the_hour_is_that_of_the_clock_on_the_wall() -> None:
    hours = [moment.astimezone(ZONE).hour for moment in same_hours(MONDAY, ZONE)]

    assert hours == [10] * 8  # summer time ended on the first of November
    assert same_hours(MONDAY, ZONE)[0] == MONDAY - WEEK
