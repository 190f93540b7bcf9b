"""The rules against the labelled letters that they were not written from."""

import pytest

from tests.promises.noticing.measure import changed_files, figures


def test_the_letters_are_those_that_were_committed_before_the_rules() -> None:
    assert changed_files() == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_promises_are_found_and_little_else(language: str) -> None:
    counted = figures("test", language)

    assert counted.letters >= 200
    assert counted.promises >= 125
    assert counted.recall >= 0.95
    assert counted.precision >= 0.85
    assert counted.due_right / counted.found >= 0.95
    assert counted.kind_right / counted.found >= 0.95


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_letters_that_the_rules_were_written_from_stay_read(language: str) -> None:
    counted = figures("dev", language)

    assert counted.recall >= 0.97
    assert counted.precision >= 0.92
