"""Settings → Opening hours → Holidays of a country."""

import pytest
from django.test import Client

from goodword.calendars.models import Calendar, HolidaySource
from tests.cast import Cast


@pytest.fixture
def address(cast: Cast) -> str:
    return f"/settings/calendars/{Calendar.objects.get().pk}/holidays"


def test_a_country_is_chosen_by_name(adam: Client, address: str) -> None:
    page = adam.get(address).content.decode()
    assert '<option value="ES">Spain</option>' in page
    assert "Take these holidays" not in page


def test_the_days_are_seen_before_they_are_taken(adam: Client, address: str) -> None:
    page = adam.get(address, {"country": "ES", "region": "MD"}).content.decode()
    assert '<option value="MD" selected>Madrid</option>' in page
    assert "Madrid Day" in page
    assert not HolidaySource.objects.exists()


def test_they_are_taken_and_dropped(adam: Client, address: str) -> None:
    answer = adam.post(address, {"country": "ES", "region": "MD"})
    source = HolidaySource.objects.get()
    assert (source.country, source.subdivision, source.language) == ("ES", "MD", "en")
    page = adam.get(answer.headers["Location"]).content.decode()
    assert "Spain, Madrid" in page
    assert "This calendar has them already." in adam.get(address, {"country": "ES", "region": "MD"}).content.decode()
    adam.post(f"/settings/calendars/{source.calendar_id}/sources/{source.pk}/removal")
    assert not HolidaySource.objects.exists()


def test_a_source_of_another_calendar_stays(adam: Client, address: str) -> None:
    adam.post(address, {"country": "ES"})
    source = HolidaySource.objects.get()
    assert adam.post(f"/settings/calendars/{source.calendar_id + 1}/sources/{source.pk}/removal").status_code == 404
    assert HolidaySource.objects.exists()


@pytest.mark.parametrize("country", ["", "XX", "es"])
def test_a_country_that_is_none(adam: Client, address: str, country: str) -> None:
    assert "Take these holidays" not in adam.get(address, {"country": country}).content.decode()
    assert adam.post(address, {"country": country}).status_code == 422
