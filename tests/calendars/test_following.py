"""iCal files and addresses in a calendar. The clock stands on 2 November 2026."""

from collections.abc import Callable
from datetime import date

import pytest

from goodword.calendars.actions.changing import set_special_day
from goodword.calendars.actions.following import (
    MOST_SOURCES,
    ask_again,
    follow_address,
    keep_file,
    keep_reading,
    note_failure,
    read_ical,
)
from goodword.calendars.errors import FeedRefused, NotICal
from goodword.calendars.feeds import FeedDays
from goodword.calendars.models import Calendar, HolidaySource, SpecialDay
from goodword.core.actor import SYSTEM, Actor
from goodword.core.errors import Invalid, NotAllowed
from goodword.core.jobs.models import QueuedJob
from goodword.core.problems import say_problem
from tests.calendars.conftest import CLINIC
from tests.calendars.test_feeds import ical
from tests.cast import Cast
from tests.timeline import recorded

SECRET = "https://calendar.example/private-0815/days.ics"
EVE, FEAST = date(2026, 12, 24), date(2026, 12, 28)


@pytest.fixture
def followed(clinic: Calendar) -> HolidaySource:
    return follow_address(clinic.pk, by=SYSTEM, address=SECRET)


def found(calendar: Calendar, *days: date) -> FeedDays:
    return read_ical(calendar, ical(*(f"DTSTART;VALUE=DATE:{day:%Y%m%d}\nSUMMARY:Off" for day in days)))


def windows_on(day: date) -> object:
    return Calendar.objects.get().hours().windows_on(day)


def test_a_file_closes_its_days(clinic: Calendar) -> None:
    source = keep_file(clinic.pk, by=SYSTEM, name="days.ics", found=found(clinic, EVE))
    assert (source.kind, source.name, source.reaches) == ("file", "Days off", date(2029, 11, 1))
    assert windows_on(EVE) == ()
    assert Calendar.objects.get().version != clinic.version
    assert recorded("holidays.source_added")[0].data["origin"] == "file"


def test_a_file_without_days_is_refused(clinic: Calendar) -> None:
    with pytest.raises(Invalid) as refusal:
        keep_file(clinic.pk, by=SYSTEM, name="days.ics", found=found(clinic))
    assert list(refusal.value.fields) == ["file"]
    assert not HolidaySource.objects.exists()


def test_an_address_is_kept_as_a_secret_and_read_by_a_job(followed: HolidaySource) -> None:
    kept = HolidaySource.objects.get()
    assert (kept.address, kept.name, kept.is_waiting) == (SECRET, "calendar.example", True)
    assert "0815" not in kept.sealed_address
    assert QueuedJob.objects.get(name__contains="read_address").kwargs == {"source_id": followed.pk}


@pytest.mark.parametrize("typed", ["", "calendar", "ftp://calendar.example/"])
def test_what_is_no_address_is_refused(clinic: Calendar, typed: str) -> None:
    with pytest.raises(Invalid) as refusal:
        follow_address(clinic.pk, by=SYSTEM, address=typed)
    assert list(refusal.value.fields) == ["address"]


def test_too_many_places(clinic: Calendar) -> None:
    for _ in range(MOST_SOURCES):
        follow_address(clinic.pk, by=SYSTEM, address=SECRET)
    with pytest.raises(Invalid):
        follow_address(clinic.pk, by=SYSTEM, address=SECRET)


def test_what_an_address_gave_replaces_what_it_gave_before(clinic: Calendar, followed: HolidaySource) -> None:
    keep_reading(followed.pk, by=SYSTEM, found=found(clinic, EVE), tag='"1"')
    source = keep_reading(followed.pk, by=SYSTEM, found=found(clinic, FEAST), tag='"2"')
    assert (windows_on(EVE), windows_on(FEAST)) == (CLINIC, ())
    assert (source.tag, source.name, source.is_waiting) == ('"2"', "Days off", False)
    assert len(recorded("calendar.changed")) == 2
    assert len(recorded("holidays.source_read")) == 1


def test_the_same_again_changes_nothing(clinic: Calendar, followed: HolidaySource) -> None:
    keep_reading(followed.pk, by=SYSTEM, found=found(clinic, EVE), tag='"1"')
    version = Calendar.objects.get().version
    keep_reading(followed.pk, by=SYSTEM, found=found(clinic, EVE), tag='"1"')
    keep_reading(followed.pk, by=SYSTEM, found=None)
    assert Calendar.objects.get().version == version
    assert HolidaySource.objects.get().tag == '"1"'


def test_what_was_set_by_hand_stands(clinic: Calendar, followed: HolidaySource) -> None:
    set_special_day(clinic.pk, by=SYSTEM, day=EVE, name="", windows=None)
    keep_reading(followed.pk, by=SYSTEM, found=found(clinic, EVE))
    assert windows_on(EVE) == CLINIC


def test_a_failure_is_kept_and_the_days_stay(clinic: Calendar, followed: HolidaySource) -> None:
    keep_reading(followed.pk, by=SYSTEM, found=found(clinic, EVE))
    for _ in range(2):
        note_failure(followed.pk, by=SYSTEM, problem=FeedRefused(host="calendar.example", status=404))
    source = HolidaySource.objects.get()
    assert "calendar.example answered “404”" in say_problem(source.problem)
    assert (windows_on(EVE), source.read_at is not None) == ((), True)
    assert len(recorded("holidays.source_failed")) == 1
    assert keep_reading(followed.pk, by=SYSTEM, found=None).problem == ""
    assert len(recorded("holidays.source_read")) == 2


def test_asked_again_it_is_read_whole(clinic: Calendar, followed: HolidaySource) -> None:
    keep_reading(followed.pk, by=SYSTEM, found=found(clinic, EVE), tag='"1"')
    assert (ask_again(followed.pk, by=SYSTEM).tag, HolidaySource.objects.get().is_waiting) == ("", True)
    assert len(recorded("holidays.source_asked")) == 1


def test_something_else_is_no_calendar(clinic: Calendar) -> None:
    with pytest.raises(NotICal) as refusal:
        read_ical(clinic, b"<html>")
    assert "BEGIN:VCALENDAR" in str(refusal.value)


@pytest.mark.parametrize(
    "act",
    [
        lambda source, by: keep_file(source.calendar_id, by=by, name="a", found=FeedDays()),
        lambda source, by: follow_address(source.calendar_id, by=by, address=SECRET),
        lambda source, by: ask_again(source.pk, by=by),
        lambda source, by: keep_reading(source.pk, by=by, found=None),
        lambda source, by: note_failure(source.pk, by=by, problem=NotICal()),
    ],
)
def test_only_administrators(cast: Cast, act: Callable[[HolidaySource, Actor], object]) -> None:
    source = follow_address(Calendar.objects.get().pk, by=SYSTEM, address=SECRET)
    for agent in (cast.tess, cast.cole):
        with pytest.raises(NotAllowed):
            act(source, Actor.agent(agent.pk))
    assert HolidaySource.objects.get().tried_at is None
    assert not SpecialDay.objects.exists()
