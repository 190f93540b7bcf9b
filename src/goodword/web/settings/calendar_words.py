"""Hours and lengths as people say them, in the reader's language."""

import math
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from babel import Locale
from babel.dates import format_date, format_time, get_day_names
from django.utils.translation import get_language, gettext

from goodword.calendars.hours import WHOLE_DAY, Window, Windows
from goodword.calendars.types import Calendar, HolidaySource

_HOUR, _MINUTE = timedelta(hours=1), timedelta(minutes=1)


def locale() -> Locale:
    return Locale.parse(get_language() or "en", sep="-")


def day_names() -> list[str]:
    """From Monday."""
    names = get_day_names("wide", context="stand-alone", locale=locale())
    return [names[number] for number in range(7)]


def clock(at: time | datetime) -> str:
    """ "8:30 AM"."""
    plain = at.replace(tzinfo=None)
    style = "medium" if plain.second else "short"
    return format_time(plain, style, locale=locale())


def day_of(on: date) -> str:
    """ "Thursday, December 24, 2026"."""
    return format_date(on, "full", locale=locale())


def windows_in_words(windows: Iterable[Window]) -> str:
    """ "8:30 AM–12:00 PM, 1:00–5:00 PM"; what is never open is closed."""
    listed = sorted(windows, key=lambda one: one.opens)
    if not listed:
        return gettext("Closed")
    if tuple(listed) == WHOLE_DAY:
        return gettext("Around the clock")
    return ", ".join(f"{clock(one.opens)} – {clock(one.closes)}" for one in listed)


def week_in_words(week: Iterable[Windows]) -> list[tuple[str, str]]:
    """The week as lines of days that are alike, such as "Mon–Fri" and their hours; closed days are left out."""
    names = get_day_names("abbreviated", context="stand-alone", locale=locale())
    runs: list[tuple[int, int, Windows]] = []
    for number, windows in enumerate(week):
        if runs and runs[-1][2] == windows:
            runs[-1] = (runs[-1][0], number, windows)
        else:
            runs.append((number, number, windows))
    return [
        (names[first] if first == last else f"{names[first]}–{names[last]}", windows_in_words(windows))
        for first, last, windows in runs
        if windows
    ]


def length_in_words(length: timedelta) -> str:
    """ "3 h 30 min"; seconds only where there are some."""
    hours, rest = divmod(length, _HOUR)
    minutes, rest = divmod(rest, _MINUTE)
    seconds = math.ceil(rest.total_seconds())
    parts = [
        gettext("%(count)s h") % {"count": hours} if hours else "",
        gettext("%(count)s min") % {"count": minutes} if minutes else "",
        gettext("%(count)s s") % {"count": seconds} if seconds else "",
    ]
    return " ".join(part for part in parts if part) or gettext("nothing")


def country_name(code: str) -> str:
    """The country in the reader's language, or its two letters."""
    return str(locale().territories.get(code, code))


def source_name(source: HolidaySource) -> str:
    """ "Spain, Madrid", or the name of the iCal calendar."""
    if not source.country:
        return source.name
    return ", ".join(part for part in (country_name(source.country), source.name or source.subdivision) if part)


def sources_shown(calendar: Calendar) -> list[tuple[HolidaySource, str]]:
    """Every source of the calendar with its name, in the order in which they came."""
    return [(source, source_name(source)) for source in calendar.sources.all()]
