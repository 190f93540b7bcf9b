"""Dates as mail programs write them in the text of a forwarded mail, in the language of their user. Pure."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache

from babel import Locale

from goodword.channels.email.reading.headers import date_of

_LANGUAGES = ("en", "es", "de", "fr", "pt", "it", "nl", "pl", "ru", "sv", "da", "fi", "tr", "hu")
_TIME = re.compile(
    r"(?<![\d.])(\d{1,2})\s?[:.h時点时]\s?(\d{2})(?:[:.]\d{2})?(?![.\d])\s*([ap]\.?\s?m\.?\b)?", re.IGNORECASE
)
_AHEAD = re.compile(r"(上午|下午|午前|午後|오전|오후)")
_AFTERNOON = ("p", "下午", "午後", "오후")
_OFFSET = re.compile(r"(?:GMT|UTC)?\s?([+-])(\d{2}):?(\d{2})\b")
_EASTERN = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_ISO = re.compile(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b")
_NUMBERS = re.compile(r"\b(\d{1,2})([./-])(\d{1,2})\2(\d{4})\b")
_YEAR = re.compile(r"\b((?:19|20)\d{2})\b")
_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|er|º|\.)?(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 120
_HALF_A_DAY, _MONTHS = 12, 12


@cache
def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for language in _LANGUAGES:
        months = Locale.parse(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    found.setdefault(name.casefold().rstrip("."), number)
    return found | {"sept": 9, "maerz": 3}


def written_date(text: str, zone: tzinfo) -> datetime | None:
    """The moment that the words tell, in UTC; None if they tell none, or could tell two. Without a zone, in `zone`."""
    words = text.strip()[:_LONGEST]
    known = date_of(words) if re.search(r"[+-]\d{4}\b", words) else None
    if known is not None:
        return known
    time = _TIME.search(words)
    rest = words if time is None else words[: time.start()] + " " + words[time.end() :]
    day = _day(rest)
    if day is None:
        return None
    hour, minute = _clock(time, words)
    offset = _OFFSET.search(rest)
    try:
        moment = datetime(*day, hour, minute, tzinfo=_zone(offset) if offset else zone)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _clock(time: re.Match[str] | None, words: str) -> tuple[int, int]:
    if time is None:
        return 12, 0
    hour, minute = int(time[1]), int(time[2])
    ahead = _AHEAD.search(words)
    half = (time[3] or (ahead[1] if ahead else "")).lower()
    if half and hour <= _HALF_A_DAY:
        hour = hour % _HALF_A_DAY + (_HALF_A_DAY if half.startswith(_AFTERNOON) else 0)
    return hour, minute


def _zone(offset: re.Match[str]) -> tzinfo:
    minutes = int(offset[2]) * 60 + int(offset[3])
    return timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes))


def _day(words: str) -> tuple[int, int, int] | None:
    whole = _EASTERN.search(words) or _ISO.search(words)
    if whole:
        return int(whole[1]), int(whole[2]), int(whole[3])
    numbers = _NUMBERS.search(words)
    if numbers:
        return _of_numbers(int(numbers[1]), int(numbers[3]), int(numbers[4]), numbers[2])
    year = _YEAR.search(words)
    month = next((found for word in _WORD.findall(words) if (found := _months().get(word.casefold()))), None)
    if year is None or month is None:
        return None
    day = _DAY.search(words[: year.start()] + " " + words[year.end() :])
    return (int(year[1]), month, int(day[1])) if day else None


def _of_numbers(first: int, second: int, year: int, between: str) -> tuple[int, int, int] | None:
    """Where points stand, the day comes first; elsewhere only numbers above twelve tell day from month."""
    if between == "." or first > _MONTHS or first == second:
        return year, second, first
    return (year, first, second) if second > _MONTHS else None
