"""What I was told: the page, the fresh ones as they come, and for administrators the alarms that are open."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from goodword.core.actor import Actor
from goodword.core.errors import Invalid, NotAllowed
from goodword.notifications.access import notification_for
from goodword.notifications.actions.reading import mark_all_read, mark_read
from goodword.notifications.defaults import ALWAYS_SHOWN
from goodword.notifications.letters import notice_address
from goodword.notifications.queries import fresh_notices, notices, open_alarms
from goodword.notifications.types import Notification
from goodword.web.inbox.addresses import number_in
from goodword.web.notifications.shown import shown, shown_alarms
from goodword.web.shell import AgentRequest, render_page, show_toast


@require_safe
def show_notifications(request: AgentRequest) -> HttpResponse:
    """What I was told, newest first; for the live refresh the list alone."""
    before = _number(request.GET.get("before", ""))
    rows, next_before = notices(request.user, before)
    page = {
        "shown": shown(rows),
        "newest": rows[0].notification.pk if rows else 0,
        "next_before": next_before,
        "before": before,
        "unread": any(row.notification.is_unread for row in rows),
    }
    if request.headers.get("HX-Live"):
        return render_page(request, "notifications/_list.html", page)
    return render_page(request, "notifications/page.html", {**page, "title": _("Notices")})


@require_POST
def open_one(request: AgentRequest, notification_id: int) -> HttpResponse:
    """Go to what the notification is about; it counts as read."""
    notification = notification_for(request.user, notification_id)
    mark_read(notification.pk, by=Actor.agent(request.user.pk))
    return redirect(notice_address(notification))


@require_POST
def read_one(request: AgentRequest, notification_id: int) -> HttpResponse:
    """Mark one of my notifications as read."""
    notification = notification_for(request.user, notification_id)
    mark_read(notification.pk, by=Actor.agent(request.user.pk))
    return HttpResponse(status=204) if request.htmx else redirect("notifications")


@require_POST
def read_all(request: AgentRequest) -> HttpResponse:
    """Mark as read what stands on the page, and everything older (`until`: the newest that was shown)."""
    count = mark_all_read(by=Actor.agent(request.user.pk), until=_number(request.POST.get("until", "")) or 0)
    if count:
        show_toast(request, ngettext("%(n)s marked as read.", "%(n)s marked as read.", count) % {"n": count})
    return redirect("notifications")


@require_safe
def show_fresh(request: AgentRequest) -> HttpResponse:
    """The unread ones that came since the page was opened (`since`, in seconds), each until it is put away."""
    seconds = _number(request.GET.get("since", "")) or 0
    since = datetime.fromtimestamp(min(seconds, 10**10), UTC)
    here = _open_conversation(request)
    concerning = [one for one in fresh_notices(request.user, since) if _concerns(one.notification, here)]
    page = {"shown": shown(concerning), "since": seconds, "agent": request.user}
    return render_page(request, "notifications/_fresh.html", page)


@require_safe
def show_alarms(request: AgentRequest) -> HttpResponse:
    """The alarms that are open, as a strip above every page of an administrator."""
    if not request.user.administers:
        raise NotAllowed
    page = {"alarms": shown_alarms(open_alarms()), "agent": request.user}
    return render_page(request, "notifications/_alarms.html", page)


def _concerns(notification: Notification, here: int | None) -> bool:
    """What may not be missed is told on every page; anything else only where it happened. The bell counts all of it."""
    return notification.matter in ALWAYS_SHOWN or notification.conversation_id == here


def _open_conversation(request: AgentRequest) -> int | None:
    """The conversation that the page shows."""
    page = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")).path
    try:
        found = resolve(page)
    except Resolver404:
        return None
    number: int | None = found.kwargs.get("number") if found.url_name == "conversation" else None
    return number


def _number(word: str) -> int | None:
    number = number_in(word)
    if word and number is None:
        raise Invalid
    return number
