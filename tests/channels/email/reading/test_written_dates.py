"""Dates as mail programs write them in text."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from goodword.channels.email.reading.written_dates import written_date

NEW_YORK = ZoneInfo("America/New_York")
MOMENT = datetime(2026, 11, 16, 20, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "words",
    [
        "Mon, 16 Nov 2026 15:05:00 -0500", "Mon, Nov 16, 2026 at 3:05 PM", "Monday, November 16, 2026 3:05:12 PM",
        "16 November 2026 at 15:05:00 GMT-5".replace("-5", "-05:00"), "2026-11-16 15:05", "16/11/2026 15:05",
        "11/16/2026 3:05 PM", "lun, 16 nov 2026 a las 15:05", "lunes, 16 de noviembre de 2026 15:05",
        "Am Mo., 16. Nov. 2026 um 15:05 Uhr", "Montag, 16. November 2026 15:05", "16.11.2026 15:05",
        "Le lun. 16 nov. 2026 à 15:05", "lundi 16 novembre 2026 15h05", "segunda-feira, 16 de novembro de 2026 15:05",
        "lun 16 nov 2026 alle ore 15:05", "ma 16 nov. 2026 om 15:05".replace("ma", "maandag"),
        "pon., 16 lis 2026 o 15:05", "poniedziałek, 16 listopada 2026 15:05", "16 ноября 2026 г. 15:05",
        "2026年11月16日(月) 15:05", "2026年11月16日 下午3:05",
    ],
)  # fmt: skip
def test_a_moment(words: str) -> None:
    assert written_date(words, NEW_YORK) == MOMENT


@pytest.mark.parametrize("words", ["", "yesterday", "10/11/2026 15:05", "99 Nov 2026", "16 Foo 2026", "9" * 10_000])
def test_what_tells_none_or_two(words: str) -> None:
    assert written_date(words, NEW_YORK) is None


def test_without_a_time_it_is_noon() -> None:
    assert written_date("16 November 2026", UTC) == datetime(2026, 11, 16, 12, tzinfo=UTC)
