from collections.abc import Callable
from datetime import date, time

import pytest

from goodword.calendars.actions.changing import change_week, change_zone, remove_special_day, set_special_day
from goodword.calendars.actions.making import choose_default_calendar, remove_calendar, rename_calendar
from goodword.calendars.errors import NeverOpen
from goodword.calendars.hours import WHOLE_DAY, Window
from goodword.calendars.models import Calendar, SpecialDay
from goodword.core.actor import SYSTEM, Actor
from goodword.core.errors import Invalid, NotAllowed, NotFound
from tests.calendars.conftest import CLINIC, CLINIC_WEEK, NIGHT
from tests.cast import Cast
from tests.timeline import recorded

EVE = date(2026, 12, 24)
MORNING = (Window(time(9), time(12)),)


def changes() -> list[str]:
    return [event.data["what"] for event in recorded("calendar.changed")]


def test_another_week(clinic: Calendar) -> None:
    changed = change_week(clinic.pk, by=SYSTEM, week=(NIGHT,) * 7)
    assert Calendar.objects.get().windows == (NIGHT,) * 7
    assert changed.version != clinic.version
    change_week(clinic.pk, by=SYSTEM, week=(NIGHT,) * 7)
    assert changes() == ["week"]


def test_a_week_that_is_never_open_changes_nothing(clinic: Calendar) -> None:
    with pytest.raises(NeverOpen):
        change_week(clinic.pk, by=SYSTEM, week=((),) * 7)
    assert Calendar.objects.get().windows == CLINIC_WEEK


def test_another_zone(clinic: Calendar) -> None:
    assert change_zone(clinic.pk, by=SYSTEM, zone="Europe/Madrid").version != clinic.version
    change_zone(clinic.pk, by=SYSTEM, zone="Europe/Madrid")
    assert (Calendar.objects.get().zone, changes()) == ("Europe/Madrid", ["zone"])
    with pytest.raises(Invalid):
        change_zone(clinic.pk, by=SYSTEM, zone="Europe/Atlantis")


def test_a_half_day(clinic: Calendar) -> None:
    set_special_day(clinic.pk, by=SYSTEM, day=EVE, name=" Christmas  Eve ", windows=MORNING)
    set_special_day(clinic.pk, by=SYSTEM, day=EVE, name="Christmas Eve", windows=MORNING)
    day = SpecialDay.objects.get()
    assert (day.name, day.own_windows, changes()) == ("Christmas Eve", MORNING, ["days"])
    assert Calendar.objects.get().hours().windows_on(EVE) == MORNING
    assert Calendar.objects.get().version != clinic.version


def test_a_day_is_set_anew(clinic: Calendar) -> None:
    for windows in (MORNING, (), WHOLE_DAY, None):
        set_special_day(clinic.pk, by=SYSTEM, day=EVE, name="", windows=windows)
        expected = CLINIC if windows is None else windows
        assert Calendar.objects.get().hours().windows_on(EVE) == expected
    assert (SpecialDay.objects.count(), changes()) == (1, ["days"] * 4)


def test_a_day_does_not_overlap_itself(clinic: Calendar) -> None:
    with pytest.raises(Invalid) as refusal:
        set_special_day(clinic.pk, by=SYSTEM, day=EVE, name="", windows=(*MORNING, *MORNING))
    assert list(refusal.value.fields) == ["windows"]
    assert not SpecialDay.objects.exists()


def test_a_day_is_forgotten(clinic: Calendar) -> None:
    set_special_day(clinic.pk, by=SYSTEM, day=EVE, name="", windows=())
    remove_special_day(clinic.pk, by=SYSTEM, day=EVE)
    remove_special_day(clinic.pk, by=SYSTEM, day=EVE)
    assert Calendar.objects.get().hours().windows_on(EVE) == CLINIC
    assert changes() == ["days", "days"]


ACTIONS = [
    lambda number, by: change_week(number, by=by, week=(NIGHT,) * 7),
    lambda number, by: change_zone(number, by=by, zone="UTC"),
    lambda number, by: set_special_day(number, by=by, day=EVE, name="", windows=()),
    lambda number, by: remove_special_day(number, by=by, day=EVE),
    lambda number, by: rename_calendar(number, by=by, name="Other"),
    lambda number, by: choose_default_calendar(number, by=by),
    lambda number, by: remove_calendar(number, by=by),
]


@pytest.mark.parametrize("act", ACTIONS)
def test_only_administrators_change_a_calendar(cast: Cast, act: Callable[[int, Actor], object]) -> None:
    before = Calendar.objects.values().get()
    for agent in (cast.tess, cast.mara, cast.cole):
        with pytest.raises(NotAllowed):
            act(before["id"], Actor.agent(agent.pk))
    assert Calendar.objects.values().get() == before
    with pytest.raises(NotFound):
        act(0, Actor.agent(cast.adam.pk))
