"""The migration that gives opening hours to a house from before there were calendars."""

from importlib import import_module

import pytest
from django.apps import apps

from goodword.calendars.models import Calendar
from tests.cast import Cast

add_opening_hours = import_module("goodword.accounts.migrations.0007_opening_hours").add_opening_hours


def test_an_older_house_gets_what_a_new_one_has(cast: Cast) -> None:
    founded = Calendar.objects.get()
    founded.delete()
    add_opening_hours(apps, None)
    given = Calendar.objects.get()
    assert (given.name, given.zone, given.is_default) == ("Opening hours", "America/New_York", True)
    assert given.windows == founded.windows


def test_what_there_is_stays(cast: Cast) -> None:
    Calendar.objects.update(name="Ours")
    add_opening_hours(apps, None)
    assert Calendar.objects.get().name == "Ours"


@pytest.mark.django_db
def test_without_a_house_nothing_is_made() -> None:
    add_opening_hours(apps, None)
    assert not Calendar.objects.exists()
