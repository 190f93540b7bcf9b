"""The check against the labelled letters that its rules were not written from."""

import pytest

from tests.playbook.can_do.measure import changed_files, figures


def test_the_letters_are_those_that_were_committed_before_the_rules() -> None:
    assert changed_files() == []


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("told", [True, False])
def test_bare_noes_are_found_and_little_else(language: str, told: bool) -> None:
    counted = figures("test", language, told=told)

    assert (counted.letters, counted.notes) == (68, 32)
    assert counted.recall >= 0.95
    assert counted.precision >= 0.95


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("half", ["fresh", "second"])
def test_letters_written_without_sight_of_the_rules_stay_read(half: str, language: str) -> None:
    counted = figures(half, language)

    assert counted.recall >= 0.8
    assert counted.precision >= 0.95


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_letters_that_the_rules_were_written_from_stay_read(language: str) -> None:
    counted = figures("dev", language)

    assert counted.recall >= 0.97
    assert counted.precision >= 0.97
