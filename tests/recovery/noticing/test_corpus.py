"""The noticing of complaints against the labelled letters that its rules were not written from."""

import pytest

from tests.recovery.noticing.measure import changed_files, figures


def test_the_letters_are_those_that_were_committed_before_the_rules() -> None:
    assert changed_files() == []


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("told", [True, False])
def test_complaints_are_found_and_little_else(language: str, told: bool) -> None:
    counted = figures("test", language, told=told)

    assert (counted.letters, counted.complaints) == (36, 18)
    assert counted.recall >= 0.85
    assert counted.precision >= 0.85


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("half", ["dev", "blind1", "blind2", "fresh"])
def test_the_letters_that_the_rules_were_mended_by_stay_read(half: str, language: str) -> None:
    counted = figures(half, language)

    assert counted.recall >= 0.85
    assert counted.precision >= 0.85
