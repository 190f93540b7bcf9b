"""What several hands say of a day. Thursday 26 November 2026 is a holiday; the week is that of a clinic."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.calendars.hours import DAY, WHOLE_DAY, Hours, Week, Window, Windows
from goodword.calendars.special_days import Day, hours_with, windows_from, written
from tests.calendars.conftest import CLINIC, CLINIC_WEEK, NIGHT

THURSDAY, FRIDAY, SATURDAY = date(2026, 11, 26), date(2026, 11, 27), date(2026, 11, 28)
HOLIDAY = Day(THURSDAY, ())
MEETING = Day(THURSDAY, None, (Window(time(11), time(14)),))
NIGHTS = (NIGHT,) * 7


def on(day: date, *days: Day, week: tuple[Windows, ...] = CLINIC_WEEK) -> list[tuple[str, str]]:
    windows = hours_with(ZoneInfo("America/New_York"), week, days).windows_on(day)  # type: ignore[arg-type]
    return [(f"{one.opens:%H:%M}", f"{one.closes:%H:%M}") for one in windows]


USUAL = [("08:30", "12:00"), ("13:00", "17:00")]


@pytest.mark.parametrize(
    ("days", "left"),
    [
        ([], USUAL),
        ([HOLIDAY], []),
        ([MEETING], [("08:30", "11:00"), ("14:00", "17:00")]),
        ([MEETING, HOLIDAY], []),
        ([Day(THURSDAY, None, WHOLE_DAY)], []),
        ([Day(THURSDAY, None, (Window(time(6), time(7)),))], USUAL),
        ([HOLIDAY, Day(THURSDAY, CLINIC[:1], by_hand=True)], USUAL[:1]),
        ([HOLIDAY, MEETING, Day(THURSDAY, None, by_hand=True)], USUAL),
        ([Day(THURSDAY, (), by_hand=True)], []),
    ],
)
def test_the_hours_of_a_day(days: list[Day], left: list[tuple[str, str]]) -> None:
    assert on(THURSDAY, *days) == left
    assert on(FRIDAY, *days) == USUAL


def test_a_night_is_cut_on_the_day_after_it_opened() -> None:
    closed = Day(FRIDAY, None, (Window(time(1), time(3)),))
    assert on(THURSDAY, closed, week=NIGHTS) == [("22:00", "01:00")]
    assert on(FRIDAY, closed, week=NIGHTS) == [("03:00", "06:00"), ("22:00", "06:00")]
    assert on(SATURDAY, closed, week=NIGHTS) == [("22:00", "06:00")]


def test_a_night_is_cut_at_midnight() -> None:
    evening = Day(THURSDAY, None, (Window(time(20), time(0)),))
    assert on(THURSDAY, evening, week=NIGHTS) == []
    assert on(FRIDAY, evening, week=NIGHTS) == [("00:00", "06:00"), ("22:00", "06:00")]


def test_a_holiday_closes_the_night_that_opens_on_it_and_no_other() -> None:
    assert on(THURSDAY, HOLIDAY, week=NIGHTS) == []
    assert on(FRIDAY, HOLIDAY, week=NIGHTS) == [("22:00", "06:00")]


def test_windows_are_kept_exactly_and_in_order() -> None:
    windows = (Window(time(22), time(6)), Window(time(8, 30, 15), time(12)), *WHOLE_DAY)
    assert written(windows) == [["00:00:00", "00:00:00"], ["08:30:15", "12:00:00"], ["22:00:00", "06:00:00"]]
    assert sorted(windows_from(written(windows)), key=str) == sorted(windows, key=str)


_QUARTER = timedelta(minutes=15)
_quarters = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
_windows = st.lists(st.builds(Window, _quarters, _quarters), max_size=2).map(tuple)
_closed = st.dictionaries(st.dates(THURSDAY, date(2026, 11, 29)), _windows, max_size=3)


def quarters(hours: Hours) -> set[datetime]:
    """The quarters of an hour that are open from Tuesday to the Tuesday after, counted one by one on the wall."""
    return {
        opens + number * _QUARTER
        for day in range(8)
        for window in hours.windows_on(THURSDAY + (day - 2) * DAY)
        for opens in [datetime.combine(THURSDAY + (day - 2) * DAY, window.opens)]
        for number in range(((datetime.combine(opens, window.closes) - opens) // _QUARTER - 1) % 96 + 1)
    }


@given(week=st.tuples(*[_windows] * 7), closed=_closed)
def test_what_is_closed_is_taken_out_and_nothing_else(week: Week, closed: dict[date, Windows]) -> None:
    zone = ZoneInfo("UTC")
    left = hours_with(zone, week, (Day(on, None, windows) for on, windows in closed.items()))
    cut = quarters(Hours(zone, ((),) * 7, closed))
    assert quarters(left) == quarters(Hours(zone, week)) - cut
