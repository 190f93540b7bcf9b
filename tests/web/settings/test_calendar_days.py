"""Settings → Opening hours → one day."""

from datetime import date, time
from typing import Any

import pytest
from django.test import Client

from goodword.calendars.actions.changing import set_special_day
from goodword.calendars.actions.holidays import take_holidays
from goodword.calendars.hours import Window
from goodword.calendars.models import Calendar, SpecialDay
from goodword.core.actor import SYSTEM
from tests.cast import Cast

EVE, CHRISTMAS = date(2026, 12, 24), date(2026, 12, 25)
MORNING = {"what": "hours", "day.opens": ["09:00"], "day.closes": ["12:00"]}


@pytest.fixture
def calendar(cast: Cast) -> Calendar:
    return Calendar.objects.get()


def address(calendar: Calendar, day: object = "") -> str:
    return f"/settings/calendars/{calendar.pk}/days" + (f"/{day}" if day else "")


def kept() -> SpecialDay:
    return SpecialDay.objects.get(source=None)


def test_a_half_day_is_added(adam: Client, calendar: Calendar) -> None:
    answer = adam.post(address(calendar), {"date": "2026-12-24", "name": "Christmas Eve", **MORNING})
    assert answer.headers["Location"] == f"/settings/calendars/{calendar.pk}"
    assert (kept().date, kept().name, kept().own_windows) == (EVE, "Christmas Eve", (Window(time(9), time(12)),))
    page = adam.get(answer.headers["Location"]).content.decode().replace("\u202f", " ")
    assert "Thursday, December 24, 2026" in page
    assert "Christmas Eve · 9:00 AM – 12:00 PM" in page


def test_a_holiday_is_opened_and_then_left_alone_again(adam: Client, calendar: Calendar) -> None:
    take_holidays(calendar.pk, by=SYSTEM, country="US")
    page = adam.get(address(calendar, CHRISTMAS))
    assert page.context["form"].initial["what"] == "closed"
    assert "Christmas Day (United States)" in page.content.decode()
    adam.post(address(calendar, CHRISTMAS), {"what": "usual", "name": ""})
    assert kept().windows is None
    assert "Open as usual" in adam.get(address(calendar, CHRISTMAS)).content.decode()
    adam.post(f"{address(calendar, CHRISTMAS)}/removal")
    assert not SpecialDay.objects.filter(source=None).exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"what": "closed"}, "Choose a day."),
        ({"what": "closed", "date": "2026-02-30"}, "There is no such day."),
        ({"date": "2026-12-24"}, "Choose one of these."),
        ({"date": "2026-12-24", "what": "hours"}, "Give the times that are open"),
        ({"date": "2026-12-24", **MORNING, "day.closes": [""]}, "give every stretch a time"),
        (
            {"date": "2026-12-24", **MORNING, "day.opens": ["09:00", "10:00"], "day.closes": ["12:00", "11:00"]},
            "overlap",
        ),
    ],
)
def test_what_does_not_fit(adam: Client, calendar: Calendar, typed: dict[str, Any], words: str) -> None:
    answer = adam.post(address(calendar), typed)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not SpecialDay.objects.exists()


def test_a_time_is_added_without_keeping_anything(adam: Client, calendar: Calendar) -> None:
    answer = adam.post(address(calendar), {"date": "2026-12-24", "name": "Eve", **MORNING, "add": "day"})
    assert answer.context["times"].pairs == [("09:00", "12:00"), ("", "")]
    assert 'value="2026-12-24"' in answer.content.decode()
    assert not SpecialDay.objects.exists()


def test_what_was_set_is_what_one_begins_with(adam: Client, calendar: Calendar) -> None:
    set_special_day(calendar.pk, by=SYSTEM, day=EVE, name="Eve", windows=(Window(time(9), time(12)),))
    page = adam.get(address(calendar, EVE))
    assert page.context["form"].initial == {"date": EVE, "name": "Eve", "what": "hours"}
    assert page.context["times"].pairs == [("09:00", "12:00")]


@pytest.mark.parametrize("day", ["2026-13-01", "soon", "2026-02-30"])
def test_a_day_that_is_none(adam: Client, calendar: Calendar, day: str) -> None:
    assert adam.get(address(calendar, day)).status_code == 404
