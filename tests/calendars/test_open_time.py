"""Open time on days that can be looked up."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from goodword.calendars.errors import NeverOpen
from goodword.calendars.hours import Hours, Window, Windows, around_the_clock
from goodword.calendars.open_time import OpenTime

NEW_YORK, MADRID = ZoneInfo("America/New_York"), ZoneInfo("Europe/Madrid")
CLINIC: Windows = (Window(time(8, 30), time(12)), Window(time(13), time(17)))
NIGHT: Windows = (Window(time(22), time(6)),)
MONDAY = date(2026, 11, 23)


def hours(*week: Windows, zone: ZoneInfo = NEW_YORK, special: dict[date, Windows] | None = None) -> Hours:
    """The days from Monday on; the others are not open."""
    whole = (*week, *[()] * 7)[:7]
    return Hours(zone, whole, special or {})  # type: ignore[arg-type]


def at(*moment: int, zone: ZoneInfo = NEW_YORK) -> datetime:
    return datetime(*moment, tzinfo=zone)  # type: ignore[misc,arg-type]


def spoken(moment: datetime | None, zone: ZoneInfo = NEW_YORK) -> str:
    assert moment is not None
    return f"{moment.astimezone(zone):%a %H:%M:%S}"


@pytest.mark.parametrize(
    ("allowed", "holidays", "due"),
    [
        (timedelta(hours=4), {}, "Mon 12:00:00"),
        (timedelta(hours=4, seconds=1), {}, "Mon 13:00:01"),
        (timedelta(hours=4), {MONDAY: ()}, "Tue 12:00:00"),
        (timedelta(hours=4), {MONDAY: (Window(time(9), time(11)),)}, "Tue 10:00:00"),
        (timedelta(0), {}, "Fri 16:30:00"),
    ],
)
def test_a_clinic_over_a_weekend(allowed: timedelta, holidays: dict[date, Windows], due: str) -> None:
    open_time = OpenTime(hours(*[CLINIC] * 5, special=holidays))
    assert spoken(open_time.due(at(2026, 11, 20, 16, 30), allowed)) == due


def test_around_the_clock_a_day_has_twenty_four_hours_whatever_the_clocks_do() -> None:
    due = OpenTime(around_the_clock(NEW_YORK)).due(at(2026, 3, 7, 20), timedelta(hours=24))
    assert spoken(due) == "Sun 21:00:00"


@pytest.mark.parametrize(("evening", "open_hours"), [((2026, 3, 7), 7), ((2026, 10, 31), 9), ((2026, 6, 6), 8)])
def test_a_night_is_as_long_as_it_is(evening: tuple[int, int, int], open_hours: int) -> None:
    night = OpenTime(hours(*[NIGHT] * 7)).elapsed(at(*evening, 12), at(*evening, 12) + timedelta(days=1))
    assert night == timedelta(hours=open_hours)


def test_hours_that_overlap_are_not_counted_twice() -> None:
    early: Windows = (Window(time(5), time(9)),)
    open_time = OpenTime(hours(NIGHT, early))
    assert open_time.elapsed(at(2026, 11, 23, 12), at(2026, 11, 24, 12)) == timedelta(hours=11)


@pytest.mark.parametrize(
    ("window", "day", "opens"),
    [
        (Window(time(2, 30), time(10)), (2026, 3, 29), "01:30"),  # 02:30 is skipped: 03:30 in summer time
        (Window(time(2, 30), time(10)), (2026, 10, 25), "00:30"),  # 02:30 comes twice: the first
    ],
)
def test_edges_where_the_clocks_change(window: Window, day: tuple[int, int, int], opens: str) -> None:
    steps = OpenTime(hours(*[(window,)] * 7, zone=MADRID)).steps(datetime(*day, tzinfo=UTC), timedelta(hours=1))
    assert [f"{step.begins:%H:%M}" for step in steps] == [opens]


def test_a_window_that_the_clocks_leave_nothing_of_is_dropped() -> None:
    gone = (Window(time(2, 15), time(3, 0)),)  # read as 03:15 to 03:00
    open_time = OpenTime(hours(*[gone] * 7, zone=MADRID))
    assert open_time.elapsed(at(2026, 3, 29, zone=MADRID), at(2026, 3, 30, zone=MADRID)) == timedelta(0)


def test_nothing_allowed_takes_no_step() -> None:
    assert list(OpenTime(around_the_clock(NEW_YORK)).steps(at(2026, 11, 23, 9), timedelta(0))) == []


def test_a_pause_without_an_end_has_no_due_time() -> None:
    open_time, begins = OpenTime(hours(*[CLINIC] * 5)), at(2026, 11, 23, 9)
    assert open_time.due(begins, timedelta(hours=2), [(at(2026, 11, 23, 10), None)]) is None
    assert spoken(open_time.due(begins, timedelta(hours=1), [(at(2026, 11, 23, 10), None)])) == "Mon 10:00:00"
    assert open_time.elapsed(begins, at(2026, 11, 24, 9), [(at(2026, 11, 23, 10), None)]) == timedelta(hours=1)


def test_whether_somebody_is_there() -> None:
    open_time = OpenTime(hours(*[CLINIC] * 5))
    moments = [at(2026, 11, 23, 8, 29, 59), at(2026, 11, 23, 8, 30), at(2026, 11, 23, 12), at(2026, 11, 22, 10)]
    assert [open_time.is_open(moment) for moment in moments] == [False, True, False, False]


@pytest.mark.parametrize("special", [{}, {MONDAY: CLINIC}])
def test_hours_that_are_never_open_long_enough_are_refused(special: dict[date, Windows]) -> None:
    with pytest.raises(NeverOpen):
        OpenTime(hours(special=special)).due(at(2026, 11, 20), timedelta(days=1))


def test_a_moment_without_a_zone_is_a_mistake() -> None:
    with pytest.raises(TypeError):
        OpenTime(hours(CLINIC)).elapsed(datetime(2026, 11, 20), at(2026, 11, 21))  # noqa: DTZ001
