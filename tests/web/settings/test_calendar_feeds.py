"""Settings → Opening hours → An iCal calendar."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from goodword.calendars.actions.following import keep_reading, note_failure, read_ical
from goodword.calendars.errors import FeedRefused
from goodword.calendars.feeds import LARGEST
from goodword.calendars.models import Calendar, HolidaySource
from goodword.core.actor import SYSTEM
from tests.calendars.test_feeds import ical
from tests.cast import Cast

EVE = ical("DTSTART;VALUE=DATE:20261224\nSUMMARY:Christmas Eve")
SECRET = "https://calendar.example/private-0815/days.ics"


@pytest.fixture
def calendar(cast: Cast) -> Calendar:
    return Calendar.objects.get()


@pytest.fixture
def followed(adam: Client, calendar: Calendar) -> HolidaySource:
    adam.post(f"/settings/calendars/{calendar.pk}/ical/address", {"address": SECRET})
    return HolidaySource.objects.get()


def page(client: Client, calendar: Calendar) -> str:
    return client.get(f"/settings/calendars/{calendar.pk}").content.decode()


def sources(client: Client, calendar: Calendar) -> tuple[int, str | None]:
    answer = client.get(f"/settings/calendars/{calendar.pk}/sources", headers={"HX-Request": "true"})
    return answer.status_code, answer.headers.get("HX-Refresh")


def test_a_file_is_read(adam: Client, calendar: Calendar) -> None:
    answer = adam.post(f"/settings/calendars/{calendar.pk}/ical/file", {"file": SimpleUploadedFile("days.ics", EVE)})
    assert answer.headers["Location"] == f"/settings/calendars/{calendar.pk}"
    assert Calendar.objects.get().hours().windows_on(date(2026, 12, 24)) == ()
    assert "Christmas Eve" in page(adam, calendar)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "Choose a file."),
        (b"<html>", "This is not an iCal calendar."),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "There is no day off in this file"),
        (b"x" * (LARGEST + 1), "This calendar is too large"),
    ],
)
def test_a_file_that_does_not_fit(adam: Client, calendar: Calendar, content: bytes | None, words: str) -> None:
    sent = {} if content is None else {"file": SimpleUploadedFile("days.ics", content)}
    answer = adam.post(f"/settings/calendars/{calendar.pk}/ical/file", sent)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not HolidaySource.objects.exists()


def test_an_address_is_followed_and_shown_to_nobody(adam: Client, calendar: Calendar, followed: HolidaySource) -> None:
    shown = page(adam, calendar)
    assert "Being read now." in shown
    assert "calendar.example" in shown
    assert "0815" not in shown
    assert sources(adam, calendar) == (200, None)


def test_an_address_that_does_not_fit(adam: Client, calendar: Calendar) -> None:
    answer = adam.post(f"/settings/calendars/{calendar.pk}/ical/address", {"address": "my calendar"})
    assert (answer.status_code, "must begin with https://" in answer.content.decode()) == (422, True)


def test_once_it_is_read_the_page_is_fetched_anew(adam: Client, calendar: Calendar, followed: HolidaySource) -> None:
    keep_reading(followed.pk, by=SYSTEM, found=read_ical(calendar, EVE))
    assert sources(adam, calendar) == (204, "true")
    assert "Days off" in page(adam, calendar)


def test_a_failure_is_told_beside_the_last_success(adam: Client, calendar: Calendar, followed: HolidaySource) -> None:
    keep_reading(followed.pk, by=SYSTEM, found=read_ical(calendar, EVE))
    note_failure(followed.pk, by=SYSTEM, problem=FeedRefused(host="calendar.example", status=410))
    shown = page(adam, calendar)
    assert "calendar.example answered “410”" in shown
    assert "The days stay as they were when it was last read:" in shown
    assert "Christmas Eve" in shown


def test_it_is_read_again_when_asked(adam: Client, calendar: Calendar, followed: HolidaySource) -> None:
    keep_reading(followed.pk, by=SYSTEM, found=None)
    adam.post(f"/settings/calendars/{calendar.pk}/sources/{followed.pk}/reading")
    assert HolidaySource.objects.get().is_waiting
    assert adam.post(f"/settings/calendars/{calendar.pk + 1}/sources/{followed.pk}/reading").status_code == 404
