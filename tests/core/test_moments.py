"""Moments in words. It is Monday, November 23, 2026, 10:40 in New York."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from goodword.core.moments import read_moment

NEW_YORK = ZoneInfo("America/New_York")
PRESENT = datetime(2026, 11, 23, 15, 40, tzinfo=UTC)

# What is typed, and what it means by the clock on the wall.
UNDERSTOOD = {
    "in 2 hours": "Mon 2026-11-23 12:40",
    "2h": "Mon 2026-11-23 12:40",
    "in 45 minutes": "Mon 2026-11-23 11:25",
    "30m": "Mon 2026-11-23 11:10",
    "90 min": "Mon 2026-11-23 12:10",
    "in half an hour": "Mon 2026-11-23 11:10",
    "in an hour and a half": "Mon 2026-11-23 12:10",
    "in 1 hour 30 minutes": "Mon 2026-11-23 12:10",
    "in 1h30": "Mon 2026-11-23 12:10",
    "in a couple of hours": "Mon 2026-11-23 12:40",
    "later today": "Mon 2026-11-23 13:40",
    "en 2 horas": "Mon 2026-11-23 12:40",
    "en media hora": "Mon 2026-11-23 11:10",
    "dentro de una hora y media": "Mon 2026-11-23 12:10",
    "en un par de horas": "Mon 2026-11-23 12:40",
    "dentro de 20 minutos": "Mon 2026-11-23 11:00",
    "más tarde": "Mon 2026-11-23 13:40",
    "today": "Mon 2026-11-23 13:40",
    "today at 5": "Mon 2026-11-23 17:00",
    "hoy a las 18": "Mon 2026-11-23 18:00",
    "tomorrow": "Tue 2026-11-24 08:00",
    "Tomorrow 3pm": "Tue 2026-11-24 15:00",
    "tomorrow at 3": "Tue 2026-11-24 15:00",
    "tomorrow at three": "Tue 2026-11-24 15:00",
    "tomorrow, 9:15 a.m.": "Tue 2026-11-24 09:15",
    "tomorrow morning": "Tue 2026-11-24 08:00",
    "tomorrow afternoon": "Tue 2026-11-24 14:00",
    "tomorrow night at 9": "Tue 2026-11-24 21:00",
    "first thing tomorrow": "Tue 2026-11-24 08:00",
    "day after tomorrow noon": "Wed 2026-11-25 12:00",
    "mañana": "Tue 2026-11-24 08:00",
    "mañana a las 9": "Tue 2026-11-24 09:00",
    "manana 9": "Tue 2026-11-24 09:00",
    "MAÑANA POR LA MAÑANA": "Tue 2026-11-24 08:00",
    "mañana a las 3 y media": "Tue 2026-11-24 15:30",
    "mañana a las 10 de la mañana": "Tue 2026-11-24 10:00",
    "mañana al mediodía": "Tue 2026-11-24 12:00",
    "mañana a primera hora": "Tue 2026-11-24 08:00",
    "pasado mañana por la tarde": "Wed 2026-11-25 14:00",
    "this afternoon": "Mon 2026-11-23 14:00",
    "esta tarde a las 5": "Mon 2026-11-23 17:00",
    "tonight": "Mon 2026-11-23 20:00",
    "esta noche": "Mon 2026-11-23 20:00",
    "end of day": "Mon 2026-11-23 17:00",
    "monday": "Mon 2026-11-30 08:00",
    "el lunes": "Mon 2026-11-30 08:00",
    "on Friday at 4:30pm": "Fri 2026-11-27 16:30",
    "this friday": "Fri 2026-11-27 08:00",
    "next friday": "Fri 2026-12-04 08:00",
    "el viernes que viene": "Fri 2026-11-27 08:00",
    "el próximo viernes": "Fri 2026-11-27 08:00",
    "miércoles 16h": "Wed 2026-11-25 16:00",
    "jueves 9 de la mañana": "Thu 2026-11-26 09:00",
    "martes a la una": "Tue 2026-11-24 13:00",
    "sábado 10:00": "Sat 2026-11-28 10:00",
    "the weekend": "Sat 2026-11-28 08:00",
    "el fin de semana": "Sat 2026-11-28 08:00",
    "in 3 days": "Thu 2026-11-26 08:00",
    "in 3 days at 9": "Thu 2026-11-26 09:00",
    "dentro de tres días": "Thu 2026-11-26 08:00",
    "5d": "Sat 2026-11-28 08:00",
    "a week from now": "Mon 2026-11-30 08:00",
    "in two weeks": "Mon 2026-12-07 08:00",
    "dentro de dos semanas": "Mon 2026-12-07 08:00",
    "next week": "Mon 2026-11-30 08:00",
    "la semana que viene": "Mon 2026-11-30 08:00",
    "friday next week": "Fri 2026-12-04 08:00",
    "viernes de la semana que viene": "Fri 2026-12-04 08:00",
    "in a month": "Wed 2026-12-23 08:00",
    "en un mes": "Wed 2026-12-23 08:00",
    "next month": "Tue 2026-12-01 08:00",
    "el mes que viene": "Tue 2026-12-01 08:00",
    "end of the month": "Mon 2026-11-30 08:00",
    "fin de mes": "Mon 2026-11-30 08:00",
    "the 15th": "Tue 2026-12-15 08:00",
    "el día 15 a las 10": "Tue 2026-12-15 10:00",
    "24 nov": "Tue 2026-11-24 08:00",
    "nov 24 5pm": "Tue 2026-11-24 17:00",
    "November 24th, 2027": "Wed 2027-11-24 08:00",
    "24 de noviembre de 2027": "Wed 2027-11-24 08:00",
    "3 de diciembre a las 16:00": "Thu 2026-12-03 16:00",
    "1 jan": "Fri 2027-01-01 08:00",
    "2026-12-01 14:00": "Tue 2026-12-01 14:00",
    "12/24 9am": "Thu 2026-12-24 09:00",
    "24/12/2026": "Thu 2026-12-24 08:00",
    "3/4": "Thu 2027-03-04 08:00",
    "9am": "Tue 2026-11-24 09:00",
    "at 9.30": "Tue 2026-11-24 09:30",
    "15:00": "Mon 2026-11-23 15:00",
    "noon": "Mon 2026-11-23 12:00",
    "mediodía": "Mon 2026-11-23 12:00",
    "midnight": "Tue 2026-11-24 00:00",
    "half past 3": "Mon 2026-11-23 15:30",
    "quarter to 4": "Mon 2026-11-23 15:45",
    "a las 4 menos cuarto": "Mon 2026-11-23 15:45",
    "8 de la noche": "Mon 2026-11-23 20:00",
    "a las 12": "Mon 2026-11-23 12:00",
    "12am": "Tue 2026-11-24 00:00",
    # past, which is said rather than guessed at
    "today at 8": "Mon 2026-11-23 08:00",
    "yesterday": "Sun 2026-11-22 08:00",
    "ayer a las 10": "Sun 2026-11-22 10:00",
}

NOT_UNDERSTOOD = [
    "",
    " ",
    "a",
    "the",
    "in",
    "may return",
    "order 1042",
    "call Odile",
    "31 june",
    "25:00",
    "13pm",
    "0am",
    "monday friday",
    "tomorrow 3pm 4pm",
    "in 2 hours tomorrow",
    "soon",
    "cuando pueda",
    "2026-13-01",
    "9999 years",
    "\x00",
    "x" * 500,
    "mañana " * 9,
]


def local(words: str, *, at: datetime = PRESENT, zone: ZoneInfo = NEW_YORK, month_first: bool = True) -> str:
    found = read_moment(words, at=at, zone=zone, month_first=month_first)
    return f"{found.astimezone(zone):%a %Y-%m-%d %H:%M}" if found else ""


@pytest.mark.parametrize(("words", "meant"), UNDERSTOOD.items())
def test_what_is_understood(words: str, meant: str) -> None:
    assert local(words) == meant


@pytest.mark.parametrize("words", NOT_UNDERSTOOD)
def test_what_is_not_understood_whole_is_no_moment(words: str) -> None:
    assert local(words) == ""


def test_the_day_stands_first_where_people_write_so() -> None:
    assert local("3/4", month_first=False) == "Sat 2027-04-03 08:00"


def test_this_monday_on_a_monday_is_today() -> None:
    assert local("this monday at 4") == "Mon 2026-11-23 16:00"


def test_a_time_that_the_wall_skips_is_the_one_that_stands_there() -> None:
    before = datetime(2027, 3, 13, 17, tzinfo=UTC)  # the clocks go from 2 to 3 in that night

    assert local("tomorrow 2:30am", at=before) == "Sun 2027-03-14 03:30"
    assert local("tomorrow 9am", at=before) == "Sun 2027-03-14 09:00"


def test_hours_are_counted_and_days_are_by_the_clock_on_the_wall() -> None:
    before = datetime(2026, 10, 31, 16, tzinfo=UTC)  # noon; the clocks go back in that night

    assert local("in 24 hours", at=before) == "Sun 2026-11-01 11:00"
    assert local("tomorrow noon", at=before) == "Sun 2026-11-01 12:00"


def test_an_hour_that_comes_twice_is_the_first() -> None:
    found = read_moment("tomorrow 1:30am", at=datetime(2026, 10, 31, 16, tzinfo=UTC), zone=NEW_YORK)

    assert found == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def test_the_end_of_a_month_stays_inside_the_next() -> None:
    assert local("in a month", at=datetime(2027, 1, 31, 16, tzinfo=UTC)) == "Sun 2027-02-28 08:00"
    assert local("the 31st", at=datetime(2027, 2, 3, 16, tzinfo=UTC)) == "Wed 2027-03-31 08:00"
