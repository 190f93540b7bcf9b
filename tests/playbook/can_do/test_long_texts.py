"""No letter is slow to read: the work grows with its length and no faster, whatever stands in it."""

import sys
from types import FrameType
from typing import Any

import pytest

from goodword.playbook.can_do import left_with_no
from goodword.playbook.can_do.reading import MOST

HOSTILE = [
    "no ", "can not ", "We can't.\n", "we can ", "no, we ", "not that we can not ", "ni a ni b ", "no le le se ", "¿",
    "'", '"', "a", "We can't, you ", "sin existencias ",
]  # fmt: skip
SHORT, LONG = 5_000, 20_000


def calls(text: str) -> int:
    """How many Python functions are called to read a text."""
    counted = 0

    def count(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal counted
        counted += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        left_with_no(text)
    finally:
        sys.setprofile(before)
    return counted


@pytest.mark.parametrize("unit", HOSTILE)
def test_work_grows_no_faster_than_the_text(unit: str) -> None:
    short, long = ((unit * length)[:length] for length in (SHORT, LONG))
    left_with_no(short)  # what is made once and kept
    assert calls(long) <= 6 * calls(short) + 1_000
    assert calls(long) <= 60 * LONG


@pytest.mark.parametrize("unit", HOSTILE)
def test_two_hundred_thousand_characters_are_read(unit: str) -> None:
    assert len(left_with_no((unit * 200_000)[:200_000])) <= MOST


def test_what_stands_beyond_is_not_read() -> None:
    assert left_with_no(". " * 100_000 + "We can't do it.") == []
