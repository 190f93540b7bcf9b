from datetime import time

import pytest

from goodword.calendars.actions.making import (
    choose_default_calendar,
    create_calendar,
    remove_calendar,
    rename_calendar,
)
from goodword.calendars.errors import DefaultCalendar, NeverOpen
from goodword.calendars.hours import Window
from goodword.calendars.models import Calendar
from goodword.calendars.queries import default_calendar_id
from goodword.core.actor import SYSTEM, Actor
from goodword.core.errors import Invalid, NotAllowed, NotFound
from tests.calendars.conftest import CLINIC, CLINIC_WEEK
from tests.cast import Cast
from tests.timeline import last_event, recorded


def test_a_founded_house_has_opening_hours(cast: Cast) -> None:
    calendar = Calendar.objects.get()
    assert (calendar.name, calendar.zone, calendar.is_default) == ("Opening hours", "America/New_York", True)
    assert calendar.windows == ((Window(time(9), time(17)),),) * 5 + ((), ())
    assert last_event("calendar.created").data == {"calendar_id": calendar.pk}


def test_the_first_calendar_is_the_default_one(clinic: Calendar) -> None:
    night = create_calendar(by=SYSTEM, name="Night", zone="UTC", week=CLINIC_WEEK)
    assert (default_calendar_id(), night.is_default) == (clinic.pk, False)


def test_the_week_is_kept_as_it_was_given(clinic: Calendar) -> None:
    assert Calendar.objects.get().windows == CLINIC_WEEK
    assert Calendar.objects.get().hours().zone.key == "America/New_York"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "n" * 81}, "name"),
        ({"name": "CLINIC"}, "name"),
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"week": ((*CLINIC, Window(time(11), time(14))), *CLINIC_WEEK[1:])}, "week"),
        ({"week": ((Window(time(20), time(2)), Window(time(23), time(1))), *CLINIC_WEEK[1:])}, "week"),
        ({"week": (tuple(Window(time(hour), time(hour, 30)) for hour in range(9)), *CLINIC_WEEK[1:])}, "week"),
    ],
)
def test_what_does_not_fit_is_named(clinic: Calendar, changed: dict[str, object], field: str) -> None:
    wanted: dict[str, object] = {"name": "Other", "zone": "UTC", "week": CLINIC_WEEK, **changed}
    with pytest.raises(Invalid) as refusal:
        create_calendar(by=SYSTEM, **wanted)  # type: ignore[arg-type]
    assert list(refusal.value.fields) == [field]
    assert Calendar.objects.get() == clinic


@pytest.mark.django_db
def test_a_calendar_is_open_at_some_time() -> None:
    with pytest.raises(NeverOpen):
        create_calendar(by=SYSTEM, name="Never", zone="UTC", week=((),) * 7)


@pytest.mark.parametrize(("name", "may"), [("olive", True), ("adam", True), ("tess", False), ("cole", False)])
def test_who_may_make_one(cast: Cast, name: str, *, may: bool) -> None:
    by = Actor.agent(getattr(cast, name).pk)
    if may:
        assert create_calendar(by=by, name="Night", zone="UTC", week=CLINIC_WEEK).pk
    else:
        with pytest.raises(NotAllowed):
            create_calendar(by=by, name="Night", zone="UTC", week=CLINIC_WEEK)


def test_renaming_leaves_the_time_alone(clinic: Calendar) -> None:
    renamed = rename_calendar(clinic.pk, by=SYSTEM, name="  The   clinic ")
    assert (renamed.name, renamed.version) == ("The clinic", clinic.version)
    rename_calendar(clinic.pk, by=SYSTEM, name="The clinic")
    assert [event.data for event in recorded("calendar.renamed")] == [{"calendar_id": clinic.pk}]


def test_a_name_that_is_taken_is_refused(clinic: Calendar) -> None:
    night = create_calendar(by=SYSTEM, name="Night", zone="UTC", week=CLINIC_WEEK)
    with pytest.raises(Invalid) as refusal:
        rename_calendar(night.pk, by=SYSTEM, name="clinic")
    assert list(refusal.value.fields) == ["name"]
    assert Calendar.objects.get(pk=night.pk).name == "Night"


def test_another_one_becomes_the_default(clinic: Calendar) -> None:
    night = create_calendar(by=SYSTEM, name="Night", zone="UTC", week=CLINIC_WEEK)
    choose_default_calendar(night.pk, by=SYSTEM)
    choose_default_calendar(night.pk, by=SYSTEM)
    assert default_calendar_id() == night.pk
    assert [event.data for event in recorded("calendar.chosen_as_default")] == [
        {"calendar_id": night.pk, "before": clinic.pk}
    ]


def test_the_default_one_cannot_go(clinic: Calendar) -> None:
    night = create_calendar(by=SYSTEM, name="Night", zone="UTC", week=CLINIC_WEEK)
    with pytest.raises(DefaultCalendar):
        remove_calendar(clinic.pk, by=SYSTEM)
    remove_calendar(night.pk, by=SYSTEM)
    assert Calendar.objects.get() == clinic
    assert last_event("calendar.removed").data == {"calendar_id": night.pk}
    with pytest.raises(NotFound):
        remove_calendar(night.pk, by=SYSTEM)
