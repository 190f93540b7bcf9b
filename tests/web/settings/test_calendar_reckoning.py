"""Settings → Opening hours → Try the hours."""

from datetime import date, time
from typing import Any

import pytest
from django.test import Client

from goodword.calendars.actions.changing import change_week, set_special_day
from goodword.calendars.actions.holidays import take_holidays
from goodword.calendars.hours import WHOLE_DAY, Window
from goodword.calendars.models import Calendar
from goodword.core.actor import SYSTEM
from tests.cast import Cast

CLINIC = (Window(time(8, 30), time(12)), Window(time(13), time(17)))
FRIDAY = {"at": "2026-11-20T16:30", "hours": "4"}


@pytest.fixture
def calendar(cast: Cast) -> Calendar:
    return change_week(Calendar.objects.get().pk, by=SYSTEM, week=(CLINIC,) * 5 + ((),) * 2)


def reckoned(client: Client, calendar: Calendar, **asked: str) -> Any:
    answer = client.get(f"/settings/calendars/{calendar.pk}/reckoning", asked)
    assert answer.status_code == 200
    return answer.context["told"]


def plain(words: str) -> str:
    return words.replace("\u202f", " ")


def test_every_step_from_friday_to_monday(adam: Client, calendar: Calendar) -> None:
    told = reckoned(adam, calendar, **FRIDAY)
    assert plain(told["due"]) == "Monday, November 23, 2026, 12:00 PM"
    assert (told["length"], told["later"], told["more"]) == ("4 h", "67 h 30 min", 0)
    assert [plain(" ".join(line.counted)) for line in told["lines"]] == [
        "4:30 PM – 5:00 PM", "", "", "8:30 AM – 12:00 PM",
    ]  # fmt: skip
    assert [line.so_far for line in told["lines"]] == ["30 min", "30 min", "30 min", "4 h"]
    assert told["lines"][1].notes == ("Closed on this day of the week.",)


def test_a_holiday_is_named_where_it_is_left_out(adam: Client, calendar: Calendar) -> None:
    take_holidays(calendar.pk, by=SYSTEM, country="US")
    told = reckoned(adam, calendar, at="2026-11-25T16:00", hours="2")
    assert plain(told["due"]) == "Friday, November 27, 2026, 9:30 AM"
    name, instead = told["lines"][1].notes
    assert name == "Thanksgiving Day (United States)"
    assert plain(instead) == "This day: Closed. Usually: 8:30 AM – 12:00 PM, 1:00 PM – 5:00 PM."


def test_a_day_by_hand_is_named(adam: Client, calendar: Calendar) -> None:
    set_special_day(calendar.pk, by=SYSTEM, day=date(2026, 11, 23), name="Audit", windows=CLINIC[1:])
    told = reckoned(adam, calendar, **FRIDAY)
    assert plain(told["due"]) == "Monday, November 23, 2026, 4:30 PM"
    assert told["lines"][3].notes[0] == "Audit (set by hand)"


def test_seconds_are_told_where_there_are_some(adam: Client, calendar: Calendar) -> None:
    assert plain(reckoned(adam, calendar, at="2026-11-20T16:30:30", hours="", minutes="5")["due"]).endswith(
        "4:35:30 PM"
    )


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-03-08T02:30", "it is read as 3:30 AM"),
        ("2026-11-01T01:30", "the first is meant"),
        ("2026-11-20T16:30", ""),
    ],
)
def test_what_the_clocks_do_is_told(adam: Client, calendar: Calendar, at: str, words: str) -> None:
    note = plain(reckoned(adam, calendar, at=at, hours="1")["clock_note"])
    assert words in note
    assert bool(words) == bool(note)


def test_a_long_way_is_told_in_part(adam: Client, calendar: Calendar) -> None:
    change_week(calendar.pk, by=SYSTEM, week=(WHOLE_DAY,) + ((),) * 6)
    told = reckoned(adam, calendar, at="2026-11-23T00:00", hours="480")
    assert (len(told["lines"]), told["more"]) == (60, 74)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"at": ""}, "at"),
        ({"at": "next Friday"}, "at"),
        ({"at": "2026-02-30T10:00"}, "at"),
        ({"hours": "-1"}, "hours"),
        ({"hours": "2001"}, "hours"),
        ({"hours": "four"}, "hours"),
        ({"hours": "0", "minutes": ""}, "hours"),
        ({"minutes": "1.5"}, "minutes"),
    ],
)
def test_what_does_not_fit_is_explained(adam: Client, calendar: Calendar, changed: dict[str, str], field: str) -> None:
    answer = adam.get(f"/settings/calendars/{calendar.pk}/reckoning", {**FRIDAY, **changed})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_it_begins_with_now(adam: Client, calendar: Calendar) -> None:
    page = adam.get(f"/settings/calendars/{calendar.pk}/reckoning")
    assert 'value="2026-11-02T10:00"' in page.content.decode()
    assert "told" not in page.context
