from datetime import date

import pytest

from goodword.calendars.countries import country_codes, public_holidays, regions_of


def test_countries_are_known_by_two_letters() -> None:
    assert {"US", "ES", "MX", "GB"} <= set(country_codes())
    assert all(len(code) == 2 for code in country_codes())


def test_regions_have_names() -> None:
    assert ("MD", "Madrid") in regions_of("ES")
    assert regions_of("XX") == ()


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Epiphany"), ("es", "Epifanía del Señor"), ("de", "Epifanía del Señor")]
)
def test_holidays_speak_the_language_if_they_can(language: str, name: str) -> None:
    assert public_holidays("ES", "", [2026], language=language)[date(2026, 1, 6)] == name


def test_a_region_has_its_own() -> None:
    day = date(2026, 5, 2)
    assert day in public_holidays("ES", "MD", [2026], language="en")
    assert day not in public_holidays("ES", "", [2026], language="en")


@pytest.mark.parametrize(("country", "region"), [("XX", ""), ("ES", "ZZ"), ("", "")])
def test_what_is_not_known(country: str, region: str) -> None:
    with pytest.raises(LookupError):
        public_holidays(country, region, [2026], language="en")
