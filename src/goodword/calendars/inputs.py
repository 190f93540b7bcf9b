"""What people type about calendars, brought into shape, or refused with the field it is about."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise
from zoneinfo import available_timezones

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from goodword.calendars.errors import NeverOpen
from goodword.calendars.hours import DAY, Week, Window, Windows
from goodword.core.errors import Invalid

MOST_WINDOWS = 8
_A_MONDAY = date(2024, 1, 1)


def name_of(field: str, typed: str, *, at_most: int = 80, needed: bool = True) -> str:
    """The text without blanks around it. Raises Invalid when nothing is left or it is too long."""
    text = " ".join(typed.split())
    if needed and not text:
        raise Invalid(**{field: _("Please fill this in.")})
    if len(text) > at_most:
        raise Invalid(**{field: _("Please keep this to %(count)s characters.") % {"count": at_most}})
    return text


def zone_of(name: str) -> str:
    """The name of a time zone. Raises Invalid."""
    if name not in available_timezones():
        raise Invalid(zone=_("Choose a time zone from the list."))
    return name


def week_of(days: Sequence[Windows]) -> Week:
    """Seven days, in which times of one day do not overlap. Raises Invalid, NeverOpen."""
    for number, windows in enumerate(days):
        check_windows(windows, field="week", day=date_format(_A_MONDAY + number * DAY, "l"))
    if not any(days):
        raise NeverOpen
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = days
    return monday, tuesday, wednesday, thursday, friday, saturday, sunday


def check_windows(windows: Windows, *, field: str, day: str) -> None:
    """Raises Invalid for times that overlap, or are too many."""
    if len(windows) > MOST_WINDOWS:
        raise Invalid(
            **{field: _("%(day)s: please keep to %(count)s times a day.") % {"day": day, "count": MOST_WINDOWS}}
        )
    pieces = sorted(map(_piece, windows))
    if any(earlier[1] > later[0] for earlier, later in pairwise(pieces)):
        raise Invalid(**{field: _("%(day)s: two of the times overlap. Give each stretch once.") % {"day": day}})


def _piece(window: Window) -> tuple[datetime, datetime]:
    closing = _A_MONDAY + DAY if window.passes_midnight else _A_MONDAY
    return datetime.combine(_A_MONDAY, window.opens), datetime.combine(closing, window.closes)
