"""Shares as people read them: in percent, never rounded to more than there is."""

from functools import lru_cache
from math import ceil, floor

from babel import Locale
from babel.numbers import format_decimal, format_percent
from django.utils.translation import get_language

from goodword.insight.counts import Count
from goodword.measures.intervals import Interval


def percent_of(share: float) -> str:
    """ "87%"; what is not quite everything, or not quite nothing, is never shown as that."""
    return _percent(share, _language())


@lru_cache(maxsize=4096)
def _percent(share: float, language: str) -> str:
    locale = _locale(language)
    shown = format_percent(share, locale=locale)
    if 0 < share < 1 and shown in {format_percent(0, locale=locale), format_percent(1, locale=locale)}:
        return format_percent(min(max(share, 0.001), 0.999), "#,##0.0%", locale=locale)
    return shown


def range_of(count: Count) -> str:
    """ "79–93%": where the true rate may lie, rounded outwards."""
    return range_words(count.interval)


def range_words(interval: Interval) -> str:
    """The same of any interval of a share."""
    low, high = floor(interval.low * 100), ceil(interval.high * 100)
    return f"{low}–{_percent(high / 100, _language())}"


def number_of(count: int) -> str:
    """ "17,024"."""
    return _number(count, _language())


@lru_cache(maxsize=4096)
def _number(count: int, language: str) -> str:
    return format_decimal(count, locale=_locale(language))


def place_of(share: float) -> str:
    """A share as a place in a drawing, whatever the language writes for a point."""
    return f"{share * 100:.2f}%"


@lru_cache
def _locale(language: str) -> Locale:
    return Locale.parse(language, sep="-")


def _language() -> str:
    return get_language() or "en"
