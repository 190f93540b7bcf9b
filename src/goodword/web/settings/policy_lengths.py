"""How long something may take, as it is typed and as it is shown: "4h", "1 h 30 min", "2 days".

A day is an opening day of the calendar: on opening hours from nine to five, two days are sixteen open hours.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goodword.calendars.hours import Window
from goodword.calendars.types import Calendar
from goodword.core.errors import Invalid

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
UNITS = (("minutes", gettext_lazy("minutes")), ("hours", gettext_lazy("hours")), ("days", gettext_lazy("days")))
_UNIT_WORDS = {
    "minutes": ("m", "min", "mins", "minute", "minutes", "minuto", "minutos"),
    "hours": ("h", "hr", "hrs", "hour", "hours", "hora", "horas"),
    "days": ("d", "day", "days", "dia", "dias", "día", "días"),
    "weeks": ("w", "week", "weeks", "semana", "semanas"),
}
_UNIT_OF = {word: unit for unit, words in _UNIT_WORDS.items() for word in words}
_PART = re.compile(r"\s*(\d{1,6}(?:[.,]\d{1,3})?)\s*([^\W\d]*)", re.UNICODE)
_WORKING_DAYS = 5


def day_of(calendar: Calendar | None) -> timedelta:
    """How long the calendar is open on most of the days on which it is open at all."""
    lengths = [_open_on(windows) for windows in calendar.windows] if calendar else []
    open_days = Counter(length for length in lengths if length)
    return max(open_days, key=lambda length: (open_days[length], length)) if open_days else DAY


def _open_on(windows: Iterable[Window]) -> timedelta:
    found = timedelta()
    for window in windows:
        opens, closes = (timedelta(hours=at.hour, minutes=at.minute) for at in (window.opens, window.closes))
        found += closes - opens + (DAY if window.passes_midnight else timedelta())
    return min(found, DAY)


def length_typed(typed: str, unit: str, day: timedelta) -> timedelta:
    """What was typed, in that unit unless it names its own. Raises Invalid."""
    units: Mapping[str, timedelta] = {"minutes": MINUTE, "hours": HOUR, "days": day, "weeks": _week(day)}
    found, at, text = timedelta(), 0, typed.strip().lower()
    while at < len(text):
        part = _PART.match(text, at)
        named = _UNIT_OF.get(part[2], "") if part and part[2] else unit
        if part is None or named not in units:
            raise Invalid(_("“%(typed)s” is no time. Write it as 4h, 90 min or 2 days.") % {"typed": typed.strip()})
        found, at = found + float(part[1].replace(",", ".")) * units[named], part.end()
    return found


def _week(day: timedelta) -> timedelta:
    return 7 * day if day == DAY else _WORKING_DAYS * day


def length_shown(length: timedelta, day: timedelta) -> tuple[str, str]:
    """The number and the unit that say it: days where it comes out even, then hours, then minutes."""
    for unit, one in (("days", day), ("hours", HOUR), ("minutes", MINUTE)):
        if length >= one and length % one == timedelta():
            return str(length // one), unit
    return f"{length / MINUTE:g}", "minutes"


def length_said(length: timedelta, day: timedelta) -> str:
    """ "4 hours"."""
    number, unit = length_shown(length, day)
    count = round(float(number))
    said = {
        "minutes": ngettext("%(count)s minute", "%(count)s minutes", count),
        "hours": ngettext("%(count)s hour", "%(count)s hours", count),
        "days": ngettext("%(count)s day", "%(count)s days", count)
        if day == DAY
        else ngettext("%(count)s working day", "%(count)s working days", count),
    }
    return said[unit] % {"count": number}
