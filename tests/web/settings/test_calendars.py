"""Settings → Opening hours: the calendars, their weeks, names and zones."""

from datetime import time
from typing import Any

import pytest
from django.test import Client

from goodword.calendars.actions.making import create_calendar
from goodword.calendars.hours import WHOLE_DAY, Window
from goodword.calendars.models import Calendar
from goodword.core.actor import SYSTEM
from tests.cast import Cast
from tests.query_counts import QueryCount

NINE_TO_FIVE = (Window(time(9), time(17)),)
WEEK = {
    "0.opens": ["08:30", "13:00", ""], "0.closes": ["12:00", "17:00", ""], "5.opens": ["22:00"], "5.closes": ["06:00"],
    "6.whole": "on", "6.opens": ["10:00"], "6.closes": ["09:00"],
}  # fmt: skip


@pytest.fixture
def calendar(cast: Cast) -> Calendar:
    """The one that the house was founded with."""
    return Calendar.objects.get()


@pytest.fixture
def night(cast: Cast) -> Calendar:
    return create_calendar(by=SYSTEM, name="Night", zone="Europe/Madrid", week=(WHOLE_DAY,) + ((),) * 6)


def post_week(client: Client, calendar: Calendar, typed: dict[str, Any], **headers: str) -> Any:
    return client.post(f"/settings/calendars/{calendar.pk}/week", typed, headers=headers)


def test_the_calendars_and_whether_they_are_open(adam: Client, calendar: Calendar, night: Calendar) -> None:
    page = adam.get("/settings/calendars").content.decode()  # it is Monday, ten in New York and four in Madrid
    assert page.index("Opening hours</a>") < page.index("Night</a>")
    assert "Mon–Fri 9:00 AM – 5:00 PM" in page.replace("\u202f", " ")
    assert (page.count("open now"), page.count("closed now")) == (2, 0)


def test_a_calendar_is_made_and_then_shown(adam: Client, calendar: Calendar) -> None:
    answer = adam.post("/settings/calendars/new", {"name": "Depot", "zone": "UTC"})
    depot = Calendar.objects.get(name="Depot")
    assert answer.headers["Location"] == f"/settings/calendars/{depot.pk}"
    assert depot.windows == (NINE_TO_FIVE,) * 5 + ((), ())


def test_a_name_that_is_taken(adam: Client, calendar: Calendar) -> None:
    answer = adam.post("/settings/calendars/new", {"name": "opening hours", "zone": "UTC"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["name"])


def test_the_week_is_kept(adam: Client, calendar: Calendar) -> None:
    post_week(adam, calendar, WEEK)
    monday, *others, saturday, sunday = Calendar.objects.get().windows
    assert monday == (Window(time(8, 30), time(12)), Window(time(13), time(17)))
    assert others == [()] * 4
    assert (saturday, sunday) == ((Window(time(22), time(6)),), WHOLE_DAY)


def test_the_week_is_shown_as_it_is_kept(adam: Client, calendar: Calendar) -> None:
    post_week(adam, calendar, WEEK)
    page = adam.get(f"/settings/calendars/{calendar.pk}")
    days = page.context["days"]
    assert days[0].pairs == [("08:30", "12:00"), ("13:00", "17:00")]
    assert [day.is_whole for day in days] == [False] * 6 + [True]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "never open"),
        ({"1.opens": ["09:00"], "1.closes": [""]}, "Tuesday: give every stretch"),
        ({"1.opens": ["9 o’clock"], "1.closes": ["17:00"]}, "Tuesday: give every stretch"),
        ({"1.opens": ["25:00"], "1.closes": ["17:00"]}, "Tuesday: give every stretch"),
        ({"1.opens": ["09:00", "11:00"], "1.closes": ["12:00", "13:00"]}, "Tuesday: two of the times overlap"),
    ],
)
def test_a_week_that_does_not_fit(adam: Client, calendar: Calendar, typed: dict[str, Any], words: str) -> None:
    answer = post_week(adam, calendar, typed)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert Calendar.objects.get().version == calendar.version


def test_a_time_is_added_without_keeping_anything(adam: Client, calendar: Calendar) -> None:
    answer = post_week(adam, calendar, {**WEEK, "add": "5"})
    assert answer.context["days"][5].pairs == [("22:00", "06:00"), ("", "")]
    assert "Not saved yet." in answer.content.decode()
    assert Calendar.objects.get().windows == calendar.windows


def test_monday_is_copied_to_the_weekdays(adam: Client, calendar: Calendar) -> None:
    answer = post_week(adam, calendar, {**WEEK, "copy": "1"}, HX_Request="true")
    days = answer.context["days"]
    assert [day.pairs for day in days[:5]] == [days[0].pairs] * 5
    assert days[5].pairs == [("22:00", "06:00")]
    assert answer.content.decode().lstrip().startswith("<section") or "<html" not in answer.content.decode()


def test_name_and_zone(adam: Client, calendar: Calendar) -> None:
    adam.post(f"/settings/calendars/{calendar.pk}/details", {"name": "Main house", "zone": "Europe/Madrid"})
    changed = Calendar.objects.get()
    assert (changed.name, changed.zone) == ("Main house", "Europe/Madrid")


def test_a_name_that_does_not_fit(adam: Client, calendar: Calendar, night: Calendar) -> None:
    answer = adam.post(f"/settings/calendars/{calendar.pk}/details", {"name": "night", "zone": "UTC"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["name"])


def test_another_default_and_a_removal(adam: Client, calendar: Calendar, night: Calendar) -> None:
    assert adam.post(f"/settings/calendars/{calendar.pk}/removal").status_code == 409
    adam.post(f"/settings/calendars/{night.pk}/default")
    adam.post(f"/settings/calendars/{calendar.pk}/removal")
    assert Calendar.objects.get() == night


def test_more_calendars_ask_no_more(adam: Client, calendar: Calendar, assert_query_count: QueryCount) -> None:
    for number in range(5):
        create_calendar(by=SYSTEM, name=f"C {number}", zone="UTC", week=(NINE_TO_FIVE,) * 7)
    adam.get("/settings/calendars")
    with assert_query_count("settings calendars"):
        adam.get("/settings/calendars")
    with assert_query_count("settings calendar"):
        adam.get(f"/settings/calendars/{calendar.pk}")
