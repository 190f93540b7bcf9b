"""Quiet hours and summaries by the clock on somebody's own wall, also when it is put forward or back."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodword.notifications.choices import Rhythm
from goodword.notifications.hours import Quiet, next_summary, quiet_until, tomorrow_at

NEW_YORK, BERLIN, KOLKATA = ZoneInfo("America/New_York"), ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Kolkata")
WORKDAYS = frozenset(range(5))
NIGHT = Quiet(begins=time(19), ends=time(8), days=WORKDAYS)


def at(text: str, zone: ZoneInfo = NEW_YORK) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


@pytest.mark.parametrize(
    ("moment", "until"),
    [
        ("2026-11-23T18:59", None),  # a Monday
        ("2026-11-23T19:00", "2026-11-24T08:00"),
        ("2026-11-24T03:00", "2026-11-24T08:00"),
        ("2026-11-24T08:00", None),
        ("2026-11-28T07:59", "2026-11-28T08:00"),  # Friday's night ends on Saturday
        ("2026-11-28T21:00", None),  # Saturday's is none
    ],
)
def test_a_night_past_midnight(moment: str, until: str | None) -> None:
    assert quiet_until(at(moment), NIGHT, NEW_YORK) == (at(until) if until else None)


def test_free_days_follow_on_each_other_and_on_the_night() -> None:
    quiet = Quiet(begins=time(19), ends=time(8), days=frozenset({4, 6}), free_days=frozenset({5, 6}))
    assert quiet_until(at("2026-11-27T20:00"), quiet, NEW_YORK) == at("2026-11-30T08:00")


def test_within_one_day() -> None:
    lunch = Quiet(begins=time(12), ends=time(13), days=WORKDAYS)
    assert quiet_until(at("2026-11-23T12:30"), lunch, NEW_YORK) == at("2026-11-23T13:00")


@pytest.mark.parametrize(
    ("moment", "until", "hours"),
    [("2026-03-28T20:00", "2026-03-29T08:00", 11), ("2026-10-24T20:00", "2026-10-25T08:00", 13)],
)
def test_the_night_in_which_clocks_change(moment: str, until: str, hours: int) -> None:
    every_night = Quiet(begins=time(20), ends=time(8), days=frozenset(range(7)))
    assert quiet_until(at(moment, BERLIN), every_night, BERLIN) == at(until, BERLIN)
    assert at(until, BERLIN) - at(moment, BERLIN) == timedelta(hours=hours)


def test_an_hour_that_the_clock_skips_comes_when_it_is_over() -> None:
    due = next_summary(at("2026-03-28T12:00", BERLIN), rhythm=Rhythm.DAILY, hour=2, day=0, zone=BERLIN)
    assert due == at("2026-03-29T03:00", BERLIN)


def test_an_hour_that_strikes_twice_counts_once() -> None:
    first = next_summary(at("2026-10-24T12:00", BERLIN), rhythm=Rhythm.DAILY, hour=2, day=0, zone=BERLIN)
    assert first == datetime(2026, 10, 25, 0, tzinfo=UTC)
    assert next_summary(first, rhythm=Rhythm.DAILY, hour=2, day=0, zone=BERLIN) == datetime(2026, 10, 26, 1, tzinfo=UTC)


def test_once_a_week_and_never() -> None:
    sunday = at("2026-11-22T12:00", KOLKATA)
    assert next_summary(sunday, rhythm=Rhythm.WEEKLY, hour=8, day=6, zone=KOLKATA) == at("2026-11-29T08:00", KOLKATA)
    assert next_summary(sunday, rhythm=Rhythm.NEVER, hour=8, day=6, zone=KOLKATA) is None


def test_tomorrow_is_tomorrow_there() -> None:
    late = datetime(2026, 11, 22, 20, tzinfo=UTC)  # half past one on Monday in Kolkata
    assert tomorrow_at(late, time(8), KOLKATA) == at("2026-11-24T08:00", KOLKATA)


MOMENTS = st.integers(0, 366 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
TIMES = st.integers(0, 24 * 60 - 1).map(lambda minute: time(*divmod(minute, 60)))
DAYS = st.frozensets(st.integers(0, 6), max_size=6)
ANY_SPEED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@ANY_SPEED
@given(MOMENTS, TIMES, TIMES, DAYS, DAYS)
def test_quiet_always_ends_and_is_over_then(
    moment: datetime, begins: time, ends: time, days: frozenset[int], free_days: frozenset[int]
) -> None:
    quiet = Quiet(
        begins=begins,
        ends=ends,
        days=days,
        free_days=free_days,
    )
    until = quiet_until(moment, quiet, BERLIN)
    is_endless = until is not None and until - moment > timedelta(days=8)
    assert until is None or is_endless or (until > moment and quiet_until(until, quiet, BERLIN) is None)


@ANY_SPEED
@given(MOMENTS, st.integers(0, 23), st.integers(0, 6), st.sampled_from([Rhythm.DAILY, Rhythm.WEEKLY]))
def test_summaries_are_due_on_their_days_and_never_in_the_past(
    moment: datetime, hour: int, day: int, rhythm: Rhythm
) -> None:
    due = next_summary(moment, rhythm=rhythm, hour=hour, day=day, zone=BERLIN)
    assert due is not None
    assert moment < due <= moment + timedelta(days=8)
    assert rhythm == Rhythm.DAILY or due.astimezone(BERLIN).weekday() == day
