"""No letter is slow to read: the work grows with its length and no faster, whatever stands in it."""

import sys
from types import FrameType
from typing import Any

import pytest

from goodword.recovery.noticing import notice_complaint
from goodword.recovery.noticing.reading import LONGEST

HOSTILE = ["not ", "never again ", "i am so very ", "third time ", "no no le le se ", "wrong ", "¿", '"', "a", "it is "]
SHORT, LONG = 2_500, 10_000


def calls(text: str) -> int:
    """How many Python functions are called to read a text."""
    counted = 0

    def count(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal counted
        counted += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        notice_complaint(text)
    finally:
        sys.setprofile(before)
    return counted


@pytest.mark.parametrize("unit", HOSTILE)
def test_work_grows_no_faster_than_the_text(unit: str) -> None:
    short, long = ((unit * length)[:length] for length in (SHORT, LONG))
    notice_complaint(short)  # what is made once and kept
    assert calls(long) <= 6 * calls(short) + 1_000


def test_what_is_too_long_is_not_read_on() -> None:
    assert notice_complaint("a " * LONGEST + "This is unacceptable.") is None
