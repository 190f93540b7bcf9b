"""Opening hours: every calendar, its week, its name and zone, and which one counts where none is chosen."""

from collections.abc import Mapping
from datetime import time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.accounts.queries import organization
from goodword.calendars.actions.changing import change_week, change_zone
from goodword.calendars.actions.making import (
    choose_default_calendar,
    create_calendar,
    remove_calendar,
    rename_calendar,
)
from goodword.calendars.hours import Window
from goodword.calendars.queries import all_calendars, calendar_with, different_days, open_time_of
from goodword.calendars.types import Calendar
from goodword.core.clock import now
from goodword.core.errors import Invalid
from goodword.web.forms import DeskForm
from goodword.web.settings.calendar_weeks import TypedDay, is_only_arranged, shown_week, typed_week
from goodword.web.settings.calendar_words import (
    day_of,
    source_name,
    sources_shown,
    week_in_words,
    windows_in_words,
)
from goodword.web.settings.choices import time_zones
from goodword.web.settings.frame import actor_of, administrator, settings_page
from goodword.web.shell import AgentRequest, render_page, show_toast

_OFFICE_DAY = (Window(time(9), time(17)),)
_OFFICE_WEEK = (_OFFICE_DAY,) * 5 + ((),) * 2
_AHEAD = timedelta(days=365)
_MOST_DAYS = 100


class CalendarForm(DeskForm):
    """A calendar's name and where its clock hangs."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        choices=time_zones,
        help_text=gettext_lazy("Its times are what a clock on the wall there shows."),
    )


@require_safe
def calendars_page(request: AgentRequest) -> HttpResponse:
    """Every calendar, its hours in short, and whether it is open now."""
    administrator(request)
    lines = [
        {
            "calendar": calendar,
            "week": week_in_words(calendar.windows),
            "is_open": open_time_of(calendar.pk, version=calendar.version).is_open(now()),
        }
        for calendar in all_calendars()
    ]
    return settings_page(request, "settings/calendars.html", {"lines": lines, "title": _("Opening hours")})


@require_http_methods(["GET", "HEAD", "POST"])
def new_calendar(request: AgentRequest) -> HttpResponse:
    """Make a calendar: Monday to Friday from nine to five, to be changed on its page."""
    administrator(request)
    house = organization()
    form = CalendarForm(request.POST or None, initial={"zone": house.time_zone if house else "UTC"})
    if form.is_valid():
        try:
            calendar = create_calendar(by=actor_of(request), week=_OFFICE_WEEK, **form.cleaned_data)
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            return redirect("settings-calendar", calendar.pk)
    page = {"form": form, "title": _("New calendar")}
    return settings_page(request, "settings/calendar_new.html", page, status=422 if form.errors else 200)


@require_safe
def calendar_page(request: AgentRequest, calendar_id: int) -> HttpResponse:
    """One calendar."""
    administrator(request)
    return calendar_shown(request, calendar_with(calendar_id))


def calendar_shown(request: AgentRequest, calendar: Calendar, *, status: int = 200, **changed: object) -> HttpResponse:
    """The calendar's page; `changed` puts what was typed in the place of what is kept."""
    initial = {"name": calendar.name, "zone": calendar.zone}
    page = {
        "calendar": calendar,
        "days": shown_week(calendar.windows),
        "form": CalendarForm(initial=initial),
        "different": _different(calendar),
        "most_days": _MOST_DAYS,
        "sources": sources_shown(calendar),
        "title": calendar.name,
    }
    return settings_page(request, "settings/calendar.html", {**page, **changed}, status=status)


def _different(calendar: Calendar) -> list[Mapping[str, Any]]:
    today = now().astimezone(ZoneInfo(calendar.zone)).date()
    hours = open_time_of(calendar.pk, version=calendar.version).hours
    return [
        {
            "date": one.date,
            "said": day_of(one.date),
            "name": one.name,
            "hours": windows_in_words(hours.windows_on(one.date)),
            "is_usual": hours.windows_on(one.date) == hours.week[one.date.weekday()],
            "by_hand": one.by_hand is not None,
            "sources": list(dict.fromkeys(source_name(row.source) for row in one.said if row.source)),
        }
        for one in different_days(calendar, today, today + _AHEAD, at_most=_MOST_DAYS)
    ]


@require_POST
def calendar_week(request: AgentRequest, calendar_id: int) -> HttpResponse:
    """Keep the week; or only add a pair of fields, or copy Monday's hours, and keep nothing yet."""
    administrator(request)
    calendar, days = calendar_with(calendar_id), typed_week(request.POST)
    if is_only_arranged(request.POST, days):
        return _week_shown(request, calendar, days, "")
    week = [day.windows() for day in days]
    errors = [day.error for day in days if day.error]
    try:
        if errors:
            raise Invalid(" ".join(errors))
        change_week(calendar_id, by=actor_of(request), week=week)
    except Invalid as refusal:
        words = " ".join(str(said) for said in refusal.fields.values()) or str(refusal)
        return _week_shown(request, calendar, days, words, status=422)
    return saved(request, calendar_id)


def _week_shown(
    request: AgentRequest, calendar: Calendar, days: list[TypedDay], refusal: str, *, status: int = 200
) -> HttpResponse:
    changed = {"days": days, "week_refusal": refusal, "is_unsaved": True}
    if request.htmx:
        return render_page(request, "settings/_calendar_week.html", {"calendar": calendar, **changed}, status=status)
    return calendar_shown(request, calendar, status=status, **changed)


@require_POST
def calendar_details(request: AgentRequest, calendar_id: int) -> HttpResponse:
    """Change the name and the time zone."""
    administrator(request)
    calendar, form = calendar_with(calendar_id), CalendarForm(request.POST)
    if form.is_valid():
        try:
            rename_calendar(calendar_id, by=actor_of(request), name=form.cleaned_data["name"])
            change_zone(calendar_id, by=actor_of(request), zone=form.cleaned_data["zone"])
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            return saved(request, calendar_id)
    return calendar_shown(request, calendar, status=422, form=form)


@require_POST
def calendar_default(request: AgentRequest, calendar_id: int) -> HttpResponse:
    """Let this calendar count where no other is chosen."""
    administrator(request)
    calendar = choose_default_calendar(calendar_id, by=actor_of(request))
    show_toast(request, _("%(calendar)s counts where no other calendar is chosen.") % {"calendar": calendar.name})
    return redirect("settings-calendar", calendar_id)


@require_POST
def calendar_removal(request: AgentRequest, calendar_id: int) -> HttpResponse:
    """Remove the calendar."""
    administrator(request)
    name = calendar_with(calendar_id).name
    remove_calendar(calendar_id, by=actor_of(request))
    show_toast(request, _("The calendar %(calendar)s is gone.") % {"calendar": name})
    return redirect("settings-calendars")


def saved(request: AgentRequest, calendar_id: int) -> HttpResponse:
    """Back to the calendar, with a word that it was kept."""
    show_toast(request, _("Saved."), tone="kept")
    return redirect("settings-calendar", calendar_id)
