"""Time as people say it, in the reader's language and zone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, format_timedelta
from django.utils import timezone
from django.utils.translation import get_language, gettext

from goodword.core.clock import now

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
STAYS_RELATIVE = 7 * DAY


@dataclass(frozen=True, slots=True)
class Moment:
    """`words` for the eye, `exact` for hover and screen readers; relative words go stale and are refreshed."""

    at: datetime
    words: str
    exact: str
    is_relative: bool


def moment_of(at: datetime) -> Moment:
    """ "5 min ago" within a week, "12 Oct" beyond, with the year when it is another one."""
    away = now() - at
    is_relative = abs(away) < STAYS_RELATIVE
    words = _relative(away) if is_relative else _date(at)
    return Moment(at, words, exact_of(at), is_relative)


def exact_of(at: datetime) -> str:
    """ "Monday, November 23, 2026, 10:40 AM", in the reader's zone."""
    return _exact(timezone.localtime(at).replace(second=0, microsecond=0, tzinfo=None), _language())


@lru_cache(maxsize=4096)
def _exact(local: datetime, language: str) -> str:
    """Kept, since a list refreshed live tells the same moments again and again."""
    locale = Locale.parse(language, sep="-")
    return f"{format_date(local, 'full', locale=locale)}, {format_time(local, 'short', locale=locale)}"


def _relative(away: timedelta) -> str:
    unit = next((unit for unit in (DAY, HOUR, MINUTE) if abs(away) >= unit), None)
    if unit is None:
        return gettext("just now")
    # Whole units only, as the browser counts when it refreshes the words.
    whole = int(away / unit) * unit
    return _ago(whole, _language())


@lru_cache(maxsize=1024)
def _ago(whole: timedelta, language: str) -> str:
    locale = Locale.parse(language, sep="-")
    return format_timedelta(-whole, threshold=1, add_direction=True, format="short", locale=locale)


def _date(at: datetime) -> str:
    local = timezone.localtime(at)
    same_year = local.year == timezone.localtime(now()).year
    locale = Locale.parse(_language(), sep="-")
    return format_skeleton("MMMd" if same_year else "yMMMd", local, tzinfo=local.tzinfo, locale=locale)


def _language() -> str:
    return get_language() or "en"
