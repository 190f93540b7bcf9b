"""Times as a letter would say them, in the reader's language and zone."""

import math
from datetime import datetime, timedelta

from babel import Locale
from babel.dates import format_skeleton, format_time, format_timedelta
from babel.lists import format_list
from django.utils import timezone
from django.utils.translation import get_language, gettext

from goodword.core.clock import now

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
_UNITS = ((DAY, HOUR, ("day", "hour")), (HOUR, MINUTE, ("hour", "minute")))


def when(at: datetime) -> str:
    """ "today at 4:00 PM", "Tue, Nov 24 at 4:00 PM", with the year when it is another one."""
    local, today = timezone.localtime(at), timezone.localtime(now()).date()
    clock = format_time(local.replace(tzinfo=None), "short", locale=_locale())
    days = (local.date() - today).days
    near = {-1: gettext("yesterday at %(time)s"), 0: gettext("today at %(time)s"), 1: gettext("tomorrow at %(time)s")}
    if days in near:
        return near[days] % {"time": clock}
    skeleton = "MMMEd" if local.year == today.year else "yMMMEd"
    day = format_skeleton(skeleton, local.replace(tzinfo=None), locale=_locale())
    return gettext("%(day)s at %(time)s") % {"day": day, "time": clock}


def how_long(time: timedelta) -> str:
    """ "2 hours and 50 minutes", "3 days and 4 hours", "1 minute": two units at most, never less than a minute."""
    whole = max(time, MINUTE)
    for unit, smaller, names in _UNITS:
        if whole >= unit:
            rest = whole % unit // smaller * smaller
            parts = [_lasting(whole // unit * unit, names[0]), *([_lasting(rest, names[1])] if rest else [])]
            return format_list(parts, style="standard", locale=_locale())
    return _lasting(whole // MINUTE * MINUTE, "minute")


def _lasting(time: timedelta, unit: str) -> str:
    return format_timedelta(time, granularity=unit, threshold=math.inf, format="long", locale=_locale())  # type: ignore[arg-type]


def _locale() -> Locale:
    return Locale.parse(get_language() or "en", sep="-")
