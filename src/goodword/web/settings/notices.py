"""How I am told of what: by which paths, when not, on which devices, and what the summary holds."""

from datetime import time
from json import JSONDecodeError, loads
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_time
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goodword.core.errors import Invalid
from goodword.notifications.access import device_for
from goodword.notifications.actions.devices import add_device, push_key, remove_device
from goodword.notifications.actions.discretion import let_words_leave
from goodword.notifications.actions.habits import (
    choose_paths,
    pause_until_tomorrow,
    resume,
    set_quiet_hours,
    set_summary,
)
from goodword.notifications.choices import Path, Rhythm
from goodword.notifications.defaults import Paths
from goodword.web.settings.browsers import browser_name
from goodword.web.settings.frame import actor_of, settings_page
from goodword.web.settings.habits import habits_shown, lines_for
from goodword.web.shell import AgentRequest, show_toast

_LONGEST = 8_000


@require_safe
def notices_page(request: AgentRequest) -> HttpResponse:
    """How I am told of what, and when."""
    return _page(request)


def _page(request: AgentRequest, refusal: Invalid | None = None) -> HttpResponse:
    page = {**habits_shown(request.user), "title": _("My notices"), "refusal": refusal}
    return settings_page(request, "settings/notices.html", page, status=422 if refusal else 200)


@require_POST
def notice_paths(request: AgentRequest) -> HttpResponse:
    """Choose the paths of each kind (`assigned.push` and so on, for each that is ticked)."""
    ticked = set(request.POST)
    paths = {
        matter: Paths(**{path.value: f"{matter.value}.{path.value}" in ticked for path in Path})
        for matter in lines_for(request.user)
    }
    choose_paths(by=actor_of(request), paths=paths)
    return _saved(request)


@require_POST
def notice_hours(request: AgentRequest) -> HttpResponse:
    """Set my quiet hours: from, until, on which days, and days that are quiet altogether."""
    try:
        set_quiet_hours(
            by=actor_of(request),
            begins=_time(request, "begins"),
            ends=_time(request, "ends"),
            days=_days(request, "days"),
            free_days=_days(request, "free_days"),
        )
    except Invalid as refusal:
        return _page(request, refusal)
    return _saved(request)


@require_POST
def notice_summary(request: AgentRequest) -> HttpResponse:
    """Set when my summary comes."""
    rhythm, hour, day = (request.POST.get(name, "") for name in ("rhythm", "hour", "day"))
    if rhythm not in Rhythm.values or not hour.isdecimal() or not day.isdecimal():
        raise Invalid
    set_summary(by=actor_of(request), rhythm=Rhythm(rhythm), hour=int(hour[:3]), day=int(day[:3]))
    return _saved(request)


@require_POST
def notice_pause(request: AgentRequest) -> HttpResponse:
    """Neither mail nor push until tomorrow; with `end`, have them again."""
    if "end" in request.POST:
        resume(by=actor_of(request))
        show_toast(request, _("You are told again."), tone="kept")
    else:
        pause_until_tomorrow(by=actor_of(request))
        show_toast(request, _("Quiet until tomorrow. Urgent wording still reaches you."), tone="kept")
    return redirect("settings-notifications")


@require_POST
def notice_words(request: AgentRequest) -> HttpResponse:
    """Say whether a customer's words may leave the house in mail and push to the organization's people."""
    let_words_leave(by=actor_of(request), with_words="with_words" in request.POST)
    return _saved(request)


@require_safe
def push_introduction(request: AgentRequest) -> HttpResponse:  # noqa: ARG001
    """The key by which push services know the desk, for a browser that is about to let itself be told."""
    return JsonResponse({"key": push_key().public})


@require_POST
def device_adding(request: AgentRequest) -> HttpResponse:
    """Let this browser be told by push, with the address and the keys that it gives (JSON, as browsers write them)."""
    given = _given(request)
    found = given.get("keys")
    keys = found if isinstance(found, dict) else {}
    add_device(
        by=actor_of(request),
        name=browser_name(request.headers.get("User-Agent", "")),
        endpoint=_text(given.get("endpoint")),
        public_key=_text(keys.get("p256dh")),
        auth=_text(keys.get("auth")),
        session_key=request.session.session_key or "",
    )
    return HttpResponse(status=204)


@require_POST
def device_removal(request: AgentRequest, device_id: int) -> HttpResponse:
    """Tell one of my browsers no more."""
    remove_device(device_for(request.user, device_id).pk, by=actor_of(request))
    show_toast(request, _("That browser is told no more."), tone="kept")
    return redirect("settings-notifications")


def _given(request: HttpRequest) -> dict[str, Any]:
    try:
        given = loads(request.body[:_LONGEST])
    except (JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Invalid from error
    if not isinstance(given, dict):
        raise Invalid
    return given


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _time(request: HttpRequest, name: str) -> time:
    try:
        found = parse_time(request.POST.get(name, ""))
    except ValueError:
        found = None
    if found is None:
        raise Invalid(**{name: _("Give a time, such as 19:00.")})
    return found.replace(second=0, microsecond=0, tzinfo=None)


def _days(request: HttpRequest, name: str) -> frozenset[int]:
    return frozenset(int(day) for day in request.POST.getlist(name) if day.isdecimal() and len(day) == 1)


def _saved(request: AgentRequest) -> HttpResponse:
    show_toast(request, _("Saved."), tone="kept")
    return redirect("settings-notifications")
