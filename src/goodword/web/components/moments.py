"""Time as people say it, in the reader's language and zone."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, format_timedelta
from django.utils import timezone
from django.utils.translation import get_language, gettext

from goodword.core.clock import now

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
STAYS_RELATIVE = 7 * DAY
NAMED: tuple[tuple[timedelta, Literal["day", "hour", "minute"]], ...] = (
    (DAY, "day"),
    (HOUR, "hour"),
    (MINUTE, "minute"),
)


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


@dataclass(frozen=True, slots=True)
class Wait:
    """How long somebody has waited: `words` for the eye, `said` for hover and screen readers, after `pattern`."""

    since: datetime
    words: str
    pattern: str
    exact: str

    @property
    def said(self) -> str:
        return self.pattern.replace("{time}", self.words)


def wait_of(since: datetime) -> Wait:
    """ "5 days", "6 hr", "1 min": whole units, and never less than a minute, since nobody waits for nothing."""
    words = length_of(now() - since)
    return Wait(since, words, gettext("waiting {time}"), gettext("since %(time)s") % {"time": exact_of(since)})


def length_of(time: timedelta) -> str:
    """ "5 days", "6 hr", "1 min": whole units, and never less than a minute."""
    whole = max(time, MINUTE)
    unit = next(unit for unit in (DAY, HOUR, MINUTE) if whole >= unit)
    return _lasting(whole // unit * unit, _language())


@lru_cache(maxsize=1024)
def _lasting(whole: timedelta, language: str) -> str:
    # Days and no weeks: "12 days" is what the browser says as well, when it refreshes the words.
    # Not Babel's format_unit, which says "1 horas" in Spanish.
    name = next(name for unit, name in NAMED if whole >= unit)
    locale = Locale.parse(language, sep="-")
    return format_timedelta(whole, granularity=name, threshold=math.inf, format="short", locale=locale)


def exact_of(at: datetime) -> str:
    """ "Monday, November 23, 2026, 10:40 AM", in the reader's zone."""
    return _exact(timezone.localtime(at).replace(second=0, microsecond=0, tzinfo=None), _language())


@lru_cache(maxsize=4096)
def _exact(local: datetime, language: str) -> str:
    """Kept, since a list refreshed live tells the same moments again and again."""
    locale = Locale.parse(language, sep="-")
    return f"{format_date(local, 'full', locale=locale)}, {format_time(local, 'short', locale=locale)}"


def short_of(at: datetime) -> str:
    """ "3:00 PM" of today, else "Tue, Nov 24, 3:00 PM", in the reader's zone."""
    local, locale = timezone.localtime(at), Locale.parse(_language(), sep="-")
    clock = format_time(local.replace(tzinfo=None), "short", locale=locale)
    if local.date() == timezone.localtime(now()).date():
        return clock
    return f"{format_skeleton('MMMEd', local.replace(tzinfo=None), locale=locale)}, {clock}"


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


def stage_of(at: datetime, present: datetime) -> int:
    """Which words tell the moment at present: it changes whenever those of `moment_of` or `wait_of` do, but at the turn
    of a year."""
    away = present - at
    for rank, (unit, _name) in enumerate(NAMED):
        if abs(away) >= unit:
            return int(away / unit) * len(NAMED) + rank
    return 0


def _date(at: datetime) -> str:
    local = timezone.localtime(at)
    same_year = local.year == timezone.localtime(now()).year
    locale = Locale.parse(_language(), sep="-")
    return format_skeleton("MMMd" if same_year else "yMMMd", local, tzinfo=local.tzinfo, locale=locale)


def _language() -> str:
    return get_language() or "en"
