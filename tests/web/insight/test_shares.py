"""Shares as people read them."""

import pytest
from django.utils.translation import override

from goodword.insight.counts import Count
from goodword.web.insight.shares import number_of, percent_of, place_of, range_of


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, "0%"), (1, "100%"), (0.5, "50%"), (0.874, "87%"), (0.9999, "99.9%"), (0.996, "99.6%"), (0.0001, "0.1%")],
)
def test_what_is_not_quite_everything_is_not_shown_as_that(share: float, said: str) -> None:
    assert percent_of(share) == said


def test_the_range_is_rounded_outwards() -> None:
    assert range_of(Count(kept=45, owed=5)) == "78–96%"
    assert range_of(Count()) == "0–100%"


def test_numbers_are_written_as_the_reader_does() -> None:
    assert (number_of(17024), percent_of(0.9999)) == ("17,024", "99.9%")
    with override("es"):
        assert (number_of(17024), percent_of(0.5)) == ("17.024", "50\xa0%")
        assert place_of(0.5) == "50.00%"
