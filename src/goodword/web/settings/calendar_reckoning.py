"""The diagnostic: from a moment and a length of open time to the due time, with every step of the reckoning."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpResponse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from goodword.calendars.explaining import CountedDay, counted_days
from goodword.calendars.queries import calendar_with, different_days, open_time_of
from goodword.calendars.types import Calendar
from goodword.core.clock import now
from goodword.core.errors import Invalid
from goodword.web.forms import DeskForm
from goodword.web.settings.calendar_words import (
    clock,
    day_of,
    length_in_words,
    source_name,
    windows_in_words,
)
from goodword.web.settings.frame import administrator, settings_page
from goodword.web.shell import AgentRequest

_MOST_LINES = 60
_WRONG_MOMENT = gettext_lazy("Give a day and a time, such as 2026-11-20 16:30.")
_WRONG_NUMBERS = {
    "invalid": gettext_lazy("Give a whole number."),
    "min_value": gettext_lazy("Not less than %(limit_value)s."),
    "max_value": gettext_lazy("At most %(limit_value)s."),
}


class WallClockField(forms.Field):
    """A day and a time on the wall, whatever the clocks do then. Django's own field knows only the reader's zone."""

    def to_python(self, value: object) -> datetime | None:
        try:
            found = parse_datetime(str(value or ""))
        except ValueError:
            found = None
        if value and (found is None or found.tzinfo):
            raise forms.ValidationError(_WRONG_MOMENT)
        return found


class ReckoningForm(DeskForm):
    """From when, and how much open time."""

    at = WallClockField(
        label=gettext_lazy("From"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"required": _WRONG_MOMENT},
    )
    hours = forms.IntegerField(
        label=gettext_lazy("Hours"),
        required=False,
        min_value=0,
        max_value=2000,
        error_messages=_WRONG_NUMBERS,
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"),
        required=False,
        min_value=0,
        max_value=6000,
        error_messages=_WRONG_NUMBERS,
    )

    @property
    def length(self) -> timedelta:
        told = self.cleaned_data
        return timedelta(hours=told["hours"] or 0, minutes=told["minutes"] or 0)

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if not self.errors and not self.length:
            self.add_error("hours", _("Give some time, in hours or minutes."))
        return told


@dataclass(frozen=True, slots=True)
class Line:
    """A day of the reckoning in words."""

    day: str
    counted: tuple[str, ...]
    length: str
    so_far: str
    notes: tuple[str, ...]


@require_safe
def calendar_reckoning(request: AgentRequest, calendar_id: int) -> HttpResponse:
    """When so much open time will have passed from a moment on, and why then."""
    administrator(request)
    calendar = calendar_with(calendar_id)
    zone = ZoneInfo(calendar.zone)
    present = now().astimezone(zone).replace(tzinfo=None)
    form = ReckoningForm(
        request.GET if "at" in request.GET else None,
        initial={"at": present, "hours": 4, "minutes": 0},
    )
    page: dict[str, Any] = {"calendar": calendar, "form": form, "title": _("Try the hours")}
    if form.is_bound and form.is_valid():
        try:
            page["told"] = _reckoned(calendar, form.cleaned_data["at"], form.length)
        except Invalid as refusal:
            form.refuse(refusal)
    return settings_page(request, "settings/calendar_reckoning.html", page, status=422 if form.errors else 200)


def _reckoned(calendar: Calendar, wall: datetime, length: timedelta) -> dict[str, Any]:
    """Raises NeverOpen."""
    zone = ZoneInfo(calendar.zone)
    open_time = open_time_of(calendar.pk, version=calendar.version)
    begins = wall.replace(tzinfo=zone).astimezone(UTC)
    due = open_time.due(begins, length)
    assert due is not None  # noqa: S101 (only a pause without an end has none)
    because = _names(calendar, begins.astimezone(zone).date(), due.astimezone(zone).date())
    days = list(counted_days(open_time, begins, length, because))
    return {
        "begins": _moment(begins, zone),
        "length": length_in_words(length),
        "due": _moment(due, zone),
        "due_at": due,
        "later": length_in_words(due - begins),
        "clock_note": _clock_note(wall, zone),
        "is_open": open_time.is_open(begins),
        "lines": [_line(day, begins.astimezone(zone).date(), zone) for day in days[:_MOST_LINES]],
        "more": max(len(days) - _MOST_LINES, 0),
    }


def _names(calendar: Calendar, first: date, last: date) -> dict[date, Sequence[str]]:
    found: dict[date, list[str]] = defaultdict(list)
    for one in different_days(calendar, first, last):
        for row in one.counting:
            origin = source_name(row.source) if row.source else _("set by hand")
            found[one.date].append(f"{row.name or one.name} ({origin})" if row.name or one.name else origin)
    return {on: tuple(names) for on, names in found.items()}


def _line(day: CountedDay, first: date, zone: ZoneInfo) -> Line:
    pieces = [(piece.begins.astimezone(zone), piece.ends.astimezone(zone)) for piece in day.pieces]
    return Line(
        day=day_of(day.date),
        counted=tuple(f"{clock(begins)} – {clock(ends)}" for begins, ends in pieces),
        length=length_in_words(day.counted) if pieces else "",
        so_far=length_in_words(day.so_far),
        notes=tuple(_notes(day, is_first=day.date == first)),
    )


def _notes(day: CountedDay, *, is_first: bool) -> list[str]:
    notes = []
    if day.differs:
        words = {"hours": windows_in_words(day.special or ()), "usual": windows_in_words(day.usual)}
        notes += list(day.because)
        notes.append(_("This day: %(hours)s. Usually: %(usual)s.") % words)
    elif day.because:
        notes += [*day.because, _("Nothing changes: the hours are those of the week.")]
    elif not day.pieces and not day.usual:
        notes.append(_("Closed on this day of the week."))
    elif not day.pieces and is_first:
        notes.append(_("After closing time."))
    return notes


def _moment(at: datetime, zone: ZoneInfo) -> str:
    local = at.astimezone(zone)
    return f"{day_of(local.date())}, {clock(local)}"


def _clock_note(wall: datetime, zone: ZoneInfo) -> str:
    """What a change of the clocks does to the moment that was typed."""
    first, second = wall.replace(tzinfo=zone), wall.replace(tzinfo=zone, fold=1)
    if first.utcoffset() == second.utcoffset():
        return ""
    read = first.astimezone(UTC).astimezone(zone)
    if read.replace(tzinfo=None) != wall:
        return _("The clocks are put forward over this time; it is read as %(time)s.") % {"time": clock(read)}
    return _("The clocks are put back, so this time comes twice; the first is meant.")
