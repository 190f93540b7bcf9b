"""Holidays of a country in a calendar. The clock stands in November 2026."""

from collections.abc import Callable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from goodword.calendars.actions.changing import remove_special_day, set_special_day
from goodword.calendars.actions.holidays import drop_source, renew_holidays, take_holidays
from goodword.calendars.hours import Window
from goodword.calendars.models import Calendar, HolidaySource, SpecialDay
from goodword.calendars.queries import different_days
from goodword.core.actor import SYSTEM, Actor
from goodword.core.errors import Invalid, NotAllowed, NotFound
from tests.calendars.conftest import CLINIC
from tests.cast import Cast
from tests.frozen_time import Clock
from tests.timeline import recorded

THANKSGIVING = date(2026, 11, 26)
MORNING = (Window(time(9), time(12)),)


@pytest.fixture
def american(clinic: Calendar) -> HolidaySource:
    return take_holidays(clinic.pk, by=SYSTEM, country="US")


def windows_on(day: date) -> tuple[Window, ...]:
    return Calendar.objects.get().hours().windows_on(day)


def test_holidays_close_the_calendar(clinic: Calendar, american: HolidaySource) -> None:
    assert windows_on(THANKSGIVING) == ()
    assert windows_on(date(2026, 11, 25)) == CLINIC
    assert american.reaches == date(2028, 12, 31)
    assert {day.date.year for day in american.days.all()} >= {2026, 2027, 2028}
    assert SpecialDay.objects.get(date=THANKSGIVING).name == "Thanksgiving Day"
    assert Calendar.objects.get().version != clinic.version
    assert [event.data for event in recorded("holidays.source_added")] == [
        {"calendar_id": clinic.pk, "source_id": american.pk, "origin": "country"}
    ]


def test_taken_twice_they_are_the_same(clinic: Calendar, american: HolidaySource) -> None:
    days = SpecialDay.objects.count()
    assert take_holidays(clinic.pk, by=SYSTEM, country="US") == american
    renew_holidays(american.pk, by=SYSTEM)
    assert (SpecialDay.objects.count(), len(recorded("calendar.changed"))) == (days, 1)


def test_what_was_set_by_hand_stands(clinic: Calendar, american: HolidaySource) -> None:
    set_special_day(clinic.pk, by=SYSTEM, day=THANKSGIVING, name="", windows=MORNING)
    renew_holidays(american.pk, by=SYSTEM)
    assert windows_on(THANKSGIVING) == MORNING
    [different] = different_days(clinic, THANKSGIVING, THANKSGIVING)
    assert (different.name, different.by_hand is not None) == ("Thanksgiving Day", True)
    remove_special_day(clinic.pk, by=SYSTEM, day=THANKSGIVING)
    assert windows_on(THANKSGIVING) == ()


def test_a_year_later_there_is_a_year_more(american: HolidaySource, clock: Clock) -> None:
    before = american.days.filter(date__year=2026).count()
    clock.travel(datetime(2027, 6, 1, 12, tzinfo=ZoneInfo("America/New_York")))
    assert renew_holidays(american.pk, by=SYSTEM).reaches == date(2029, 12, 31)
    assert american.days.filter(date__year=2029).exists()
    assert american.days.filter(date__year=2026).count() == before


def test_dropped_they_are_gone_but_for_what_was_set_by_hand(clinic: Calendar, american: HolidaySource) -> None:
    set_special_day(clinic.pk, by=SYSTEM, day=date(2026, 12, 24), name="Eve", windows=MORNING)
    drop_source(american.pk, by=SYSTEM)
    assert windows_on(THANKSGIVING) == CLINIC
    assert SpecialDay.objects.get().name == "Eve"
    assert len(recorded("holidays.source_removed")) == 1
    with pytest.raises(NotFound):
        drop_source(american.pk, by=SYSTEM)


def test_a_country_that_is_not_known(clinic: Calendar) -> None:
    with pytest.raises(Invalid) as refusal:
        take_holidays(clinic.pk, by=SYSTEM, country="XX")
    assert list(refusal.value.fields) == ["country"]
    assert not HolidaySource.objects.exists()


@pytest.mark.parametrize(
    "act",
    [
        lambda source, by: take_holidays(source.calendar_id, by=by, country="ES"),
        lambda source, by: renew_holidays(source.pk, by=by),
        lambda source, by: drop_source(source.pk, by=by),
    ],
)
def test_only_administrators(cast: Cast, act: Callable[[HolidaySource, Actor], object]) -> None:
    source = take_holidays(Calendar.objects.get().pk, by=SYSTEM, country="US")
    for agent in (cast.tess, cast.cole):
        with pytest.raises(NotAllowed):
            act(source, Actor.agent(agent.pk))
    assert HolidaySource.objects.get() == source
