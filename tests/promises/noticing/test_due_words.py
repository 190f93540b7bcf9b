"""What typed words of time mean. It is Tuesday, November 24, 2026, 10:40; the office closes at 17:00."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.calendars.hours import Hours, Window, around_the_clock
from goodword.calendars.open_time import OpenTime
from goodword.promises.noticing import Unread, due_in_words
from tests.promises.noticing.desk import OFFICE, PRESENT, ZONE, all_on_the_wall, on_the_wall, typed

UNDERSTOOD = {
    "today": "Tue 11-24 17:00",
    "EOD": "Tue 11-24 17:00",
    "tomorrow before noon": "Wed 11-25 12:00",
    "first thing tomorrow": "Wed 11-25 10:00",
    "tonight": "Tue 11-24 21:00",
    "by midnight": "Wed 11-25 00:00",
    "by 3pm": "Tue 11-24 15:00",
    "at 3": "Tue 11-24 15:00",
    "tomorrow 3:30 p.m.": "Wed 11-25 15:30",
    "Friday between 2 and 4": "Fri 11-27 16:00",
    "by Friday at the latest": "Fri 11-27 17:00",
    "a week from Friday": "Fri 12-04 17:00",
    "Friday of next week": "Fri 12-04 17:00",
    "Wednesday or Thursday": "Thu 11-26 17:00",
    "EOD Friday": "Fri 11-27 17:00",
    "in two hours": "Tue 11-24 12:40",
    "an hour or two": "Tue 11-24 12:40",
    "half an hour": "Tue 11-24 11:10",
    "45 minutes to an hour": "Tue 11-24 11:40",
    "an hour and a half": "Tue 11-24 12:10",
    "within 2-3 business days": "Fri 11-27 17:00",
    "next business day": "Wed 11-25 17:00",
    "8 business hours": "Wed 11-25 10:10",
    "in a week": "Tue 12-01 17:00",
    "this week": "Fri 11-27 17:00",
    "early next week": "Tue 12-01 17:00",
    "mid next week": "Wed 12-02 17:00",
    "next week": "Fri 12-04 17:00",
    "end of the month": "Mon 11-30 17:00",
    "next month": "Thu 12-31 17:00",
    "Friday, November 27": "Fri 11-27 17:00",
    "Monday, December 14, 2026, 5:00 PM": "Mon 12-14 17:00",
    "el lunes, 14 de diciembre de 2026, 17:00": "Mon 12-14 17:00",
    "11/27": "Fri 11-27 17:00",
    "27/11": "Fri 11-27 17:00",
    "2026-11-27 at 9:00": "Fri 11-27 09:00",
    "hoy antes de cerrar": "Tue 11-24 17:00",
    "mañana por la mañana": "Wed 11-25 12:00",
    "manana a las 4": "Wed 11-25 16:00",
    "mañana a primera hora": "Wed 11-25 10:00",
    "al mediodía": "Tue 11-24 12:00",
    "esta noche": "Tue 11-24 21:00",
    "a las tres y media de la tarde": "Tue 11-24 15:30",
    "el viernes de la semana que viene": "Fri 12-04 17:00",
    "jueves o viernes": "Fri 11-27 17:00",
    "en dos días hábiles": "Thu 11-26 17:00",
    "dentro de media hora": "Tue 11-24 11:10",
    "en las próximas 48 horas": "Thu 11-26 10:40",
    "antes de que acabe la semana": "Fri 11-27 17:00",
    "a principios de la semana que viene": "Tue 12-01 17:00",
    "a finales de mes": "Mon 11-30 17:00",
    "el viernes 27 de noviembre a las 10": "Fri 11-27 10:00",
    "el día 30": "Mon 11-30 17:00",
}
ASKED = {
    "next Friday": ["Fri 11-27 17:00", "Fri 12-04 17:00"],
    "el próximo viernes": ["Fri 11-27 17:00", "Fri 12-04 17:00"],
    "el viernes que viene": ["Fri 11-27 17:00", "Fri 12-04 17:00"],
    "Tuesday": ["Tue 11-24 17:00", "Tue 12-01 17:00"],
    "this Tuesday": ["Tue 11-24 17:00", "Tue 12-01 17:00"],
    "03/04": ["Thu 03-04 17:00", "Sat 04-03 17:00"],
    "Thursday, November 27": ["Thu 11-26 17:00", "Fri 11-27 17:00"],
    "tomorrow at 7": ["Wed 11-25 07:00", "Wed 11-25 19:00"],
}
PAST = ["at 9 am", "today at 10", "November 3, 2026", "2026-11-20", "hoy a las 8:30"]
NO_TIME = [
    "",
    "soon",
    "a few days",
    "unos días",
    "when I can",
    "tomorrow the box",
    "0/0",
    "25:00",
    "31/02/2027",
    "5" * 70,
]


@pytest.mark.parametrize(("words", "moment"), UNDERSTOOD.items())
def test_words_name_a_moment(words: str, moment: str) -> None:
    assert on_the_wall(typed(words).due) == moment
    assert typed(words).error is None


@pytest.mark.parametrize(("words", "moments"), ASKED.items())
def test_words_that_read_two_ways_ask(words: str, moments: list[str]) -> None:
    assert typed(words).due is None
    assert typed(words).error == Unread.AMBIGUOUS
    assert all_on_the_wall(typed(words).options) == moments


@pytest.mark.parametrize("words", PAST)
def test_what_is_past_asks(words: str) -> None:
    assert typed(words).due is None
    assert typed(words).error == Unread.PAST


@pytest.mark.parametrize("words", NO_TIME)
def test_what_is_no_time_is_not_guessed(words: str) -> None:
    assert typed(words).due is None
    assert typed(words).error == Unread.NO_TIME


def test_today_after_closing_offers_the_next_open_day() -> None:
    evening = datetime(2026, 11, 27, 18, 0, tzinfo=ZONE)
    assert all_on_the_wall(typed("today", at=evening).options) == ["Mon 11-30 17:00"]


def test_real_hours_pass_over_a_change_of_the_clocks() -> None:
    before = datetime(2026, 10, 31, 20, 0, tzinfo=ZONE)
    assert on_the_wall(typed("in 24 hours", at=before).due) == "Sun 11-01 19:00"


def test_the_day_of_a_place_that_never_closes_ends_at_midnight() -> None:
    always = OpenTime(around_the_clock(ZONE))
    assert on_the_wall(typed("tomorrow", open_time=always).due) == "Thu 11-26 00:00"


def test_a_night_shift_closes_in_the_morning() -> None:
    nights = OpenTime(Hours(ZONE, ((Window(time(22), time(6)),),) * 7))
    assert on_the_wall(typed("tomorrow", open_time=nights).due) == "Thu 11-26 06:00"
    assert on_the_wall(typed("tomorrow at 11", open_time=nights).due) == "Wed 11-25 23:00"


def test_a_place_without_hours_has_no_business_days() -> None:
    never = OpenTime(Hours(ZONE, ((),) * 7))
    assert typed("in 2 business days", open_time=never).error == Unread.NO_TIME
    assert typed("in 2 business hours", open_time=never).error == Unread.NO_TIME
    assert on_the_wall(typed("tomorrow", open_time=never).due) == "Wed 11-25 17:00"


def test_clock_times_are_those_of_the_zone_that_is_told() -> None:
    told = due_in_words("tomorrow 3pm", at=PRESENT, zone=ZoneInfo("Europe/Madrid"), open_time=OFFICE)
    assert on_the_wall(told.due) == "Wed 11-25 09:00"


_PIECES = (
    "in|within|2|30|99|5000|9999|12/31/9999|31/12|0|24:00|months|weeks|hours|business|days|years|Friday|next|at|by|midnight"
    "|el|a las|en|horas|hábiles|mañana|próximo|lunes|o|y media|de|noviembre|November|29|2027|the|th|am|pm|of|week|end"
)
_MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(st.lists(st.sampled_from(_PIECES.split("|")), max_size=7), _MOMENTS)
def test_any_words_of_time_can_be_typed_at_any_moment(pieces: list[str], at: datetime) -> None:
    told = typed(" ".join(pieces), at=at)

    assert (told.due is None) == (told.error is not None)
    assert all(moment > at for moment in (told.due, *told.options) if moment is not None)
