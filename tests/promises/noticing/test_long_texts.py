"""No text is slow to read: the work grows with its length and no faster, whatever stands in it.

Steps of Python are counted instead of seconds, so that the machine's speed does not matter.
"""

import sys
from types import FrameType
from typing import Any

import pytest

from tests.promises.noticing.desk import noticed

HOSTILE = {
    "one word": "a",
    "no stop": "I will call you tomorrow and ",
    "times": "tomorrow before noon, ",
    "spans": "in the next ",
    "numbers": "12/11-10:30.5,",
    "quotes": "\"“'«",
    "apostrophes": "'ll",
    "points": "a.m.",
    "lines": " \n",
    "conditions": "si cuando le llamo mañana y ",
    "subjects": "the refund of the order of ",
}
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
        noticed(text)
    finally:
        sys.setprofile(before)
    return counted


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_work_grows_no_faster_than_the_text(unit: str) -> None:
    short, long = ((unit * length)[:length] for length in (SHORT, LONG))
    noticed(short)  # what is made once and kept
    assert calls(long) <= 6 * calls(short) + 1_000
    assert calls(long) <= 40 * LONG


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_two_hundred_thousand_characters_are_read(unit: str) -> None:
    assert len(noticed((unit * 200_000)[:200_000])) <= 50


def test_what_stands_beyond_is_not_read() -> None:
    assert noticed(". " * 100_000 + "I'll call you tomorrow.") == []
