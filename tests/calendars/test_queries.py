from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from goodword.calendars.actions.changing import change_week, set_special_day
from goodword.calendars.actions.making import choose_default_calendar, create_calendar, remove_calendar
from goodword.calendars.models import Calendar
from goodword.calendars.queries import calendar_choices, calendar_versions, default_calendar_id, open_time_of
from goodword.core.actor import SYSTEM
from goodword.core.errors import NotFound
from tests.calendars.conftest import CLINIC_WEEK, NIGHT

FRIDAY = datetime(2026, 11, 20, 21, 30, tzinfo=UTC)  # half past four in New York
QueryCount = Callable[[int], AbstractContextManager[object]]
FOUR_HOURS = timedelta(hours=4)


def due(calendar: Calendar) -> str:
    moment = open_time_of(calendar.pk).due(FRIDAY, FOUR_HOURS)
    return f"{moment:%a %H:%M}"


def test_the_open_time_of_a_calendar(clinic: Calendar) -> None:
    assert due(clinic) == "Mon 17:00"  # in UTC: noon in New York
    set_special_day(clinic.pk, by=SYSTEM, day=date(2026, 11, 23), name="", windows=())
    assert due(clinic) == "Tue 17:00"
    change_week(clinic.pk, by=SYSTEM, week=(NIGHT,) * 7)
    assert due(clinic) == "Sat 07:00"


def test_without_a_calendar_time_passes_on_the_wall() -> None:
    assert open_time_of(None).due(FRIDAY, FOUR_HOURS) == FRIDAY + FOUR_HOURS
    assert open_time_of(None).elapsed(FRIDAY, FRIDAY + timedelta(days=900)) == timedelta(days=900)


def test_what_is_known_costs_one_query_or_none(clinic: Calendar, django_assert_num_queries: QueryCount) -> None:
    first = open_time_of(clinic.pk)
    with django_assert_num_queries(1):
        assert open_time_of(clinic.pk) is first
    with django_assert_num_queries(0):
        assert open_time_of(clinic.pk, version=clinic.version) is first
        assert open_time_of(None) is open_time_of(None)


def test_another_version_is_read_anew(clinic: Calendar) -> None:
    first = open_time_of(clinic.pk)
    changed = change_week(clinic.pk, by=SYSTEM, week=(NIGHT,) * 7)
    again = open_time_of(clinic.pk, version=changed.version)
    assert again is not first
    assert open_time_of(clinic.pk, version=clinic.version).hours == again.hours  # never older than what is known


def test_what_was_taken_back_is_not_remembered(clinic: Calendar) -> None:
    with transaction.atomic():
        change_week(clinic.pk, by=SYSTEM, week=(NIGHT,) * 7)
        assert due(clinic) == "Sat 07:00"
        transaction.set_rollback(True)
    assert due(clinic) == "Mon 17:00"


def test_no_more_calendars_are_kept_than_fit(clinic: Calendar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goodword.calendars.queries._KEPT", 2)
    first = open_time_of(clinic.pk)
    for name in "ab":
        open_time_of(create_calendar(by=SYSTEM, name=name, zone="UTC", week=CLINIC_WEEK).pk)
    assert open_time_of(clinic.pk) is not first


def test_a_calendar_that_is_gone(clinic: Calendar) -> None:
    night = create_calendar(by=SYSTEM, name="Night", zone="UTC", week=CLINIC_WEEK)
    open_time_of(night.pk)
    remove_calendar(night.pk, by=SYSTEM)
    with pytest.raises(NotFound):
        open_time_of(night.pk)


def test_calendars_to_choose_from(clinic: Calendar) -> None:
    night = create_calendar(by=SYSTEM, name="A night", zone="UTC", week=CLINIC_WEEK)
    around = (None, "Around the clock, every day")
    assert calendar_choices() == [(clinic.pk, "Clinic"), (night.pk, "A night"), around]
    choose_default_calendar(night.pk, by=SYSTEM)
    assert calendar_choices() == [(night.pk, "A night"), (clinic.pk, "Clinic"), around]


def test_versions_of_several(clinic: Calendar) -> None:
    assert calendar_versions([clinic.pk, 0]) == {clinic.pk: clinic.version}


@pytest.mark.django_db
def test_before_there_is_a_house() -> None:
    assert default_calendar_id() is None
