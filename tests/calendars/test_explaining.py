from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given

from goodword.calendars.explaining import CountedDay, counted_days
from goodword.calendars.hours import Hours, around_the_clock
from goodword.calendars.open_time import OpenTime
from tests.calendars import drawn
from tests.calendars.conftest import CLINIC, CLINIC_WEEK, NIGHT

NEW_YORK = ZoneInfo("America/New_York")
FRIDAY = datetime(2026, 11, 20, 16, 30, tzinfo=NEW_YORK)
MONDAY = date(2026, 11, 23)


def told(day: CountedDay) -> str:
    local = [(piece.begins.astimezone(NEW_YORK), piece.ends.astimezone(NEW_YORK)) for piece in day.pieces]
    return f"{day.date:%a} " + " ".join(f"{begins:%H:%M}-{ends:%H:%M}" for begins, ends in local)


def test_every_day_of_a_reckoning() -> None:
    open_time = OpenTime(Hours(NEW_YORK, CLINIC_WEEK))
    days = list(counted_days(open_time, FRIDAY, timedelta(hours=4), {}))
    assert [told(day) for day in days] == ["Fri 16:30-17:00", "Sat ", "Sun ", "Mon 08:30-12:00"]
    assert [day.so_far for day in days] == [timedelta(minutes=30)] * 3 + [timedelta(hours=4)]
    assert not any(day.differs for day in days)


def test_a_holiday_is_left_out_by_name() -> None:
    open_time = OpenTime(Hours(NEW_YORK, CLINIC_WEEK, {MONDAY: (), date(2026, 11, 24): CLINIC}))
    days = list(counted_days(open_time, FRIDAY, timedelta(hours=4), {MONDAY: ["Founders’ day"]}))
    monday, tuesday = days[-2:]
    assert (monday.differs, monday.usual, monday.special, monday.because) == (True, CLINIC, (), ("Founders’ day",))
    assert (tuesday.differs, told(tuesday)) == (False, "Tue 08:30-12:00")


def test_a_night_is_told_on_both_its_days() -> None:
    open_time = OpenTime(Hours(NEW_YORK, (NIGHT,) * 7))
    days = list(counted_days(open_time, FRIDAY, timedelta(hours=8), {}))
    assert [told(day) for day in days] == ["Fri 22:00-00:00", "Sat 00:00-06:00"]


def test_around_the_clock_the_day_of_the_clocks_has_less() -> None:
    begins = datetime(2026, 3, 7, 20, tzinfo=NEW_YORK)
    days = list(counted_days(OpenTime(around_the_clock(NEW_YORK)), begins, timedelta(hours=28), {}))
    assert [day.counted // timedelta(hours=1) for day in days] == [4, 23, 1]


def test_nothing_allowed_is_told_as_the_day_it_is() -> None:
    [day] = counted_days(OpenTime(around_the_clock(NEW_YORK)), FRIDAY, timedelta(0), {})
    assert (day.date, day.pieces) == (FRIDAY.date(), ())


@given(hours=drawn.hours(), begins=drawn.moments)
def test_the_days_add_up(hours: Hours, begins: datetime) -> None:
    open_time, allowed = OpenTime(hours), timedelta(hours=30)
    days = list(counted_days(open_time, begins, allowed, {}))
    assert days[-1].so_far == sum((day.counted for day in days), timedelta(0)) == allowed
    assert days[-1].pieces[-1].ends == open_time.due(begins, allowed)
    assert [day.date for day in days] == sorted({day.date for day in days})
