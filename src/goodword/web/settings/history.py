"""Bringing older mail in: counted first, brought in when an administrator says so, and seen while it goes on."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.channels.email.actions.history import ask_history, begin_history, stop_history
from goodword.channels.email.reckoning import HistoryStanding, history_of, standing_of
from goodword.core.clock import now
from goodword.web.forms import DeskForm
from goodword.web.settings.frame import actor_of, administrator, settings_page
from goodword.web.settings.reconciliation import read_by_imap
from goodword.web.shell import AgentRequest, render_page, show_toast

_YEARS = ((0, gettext_lazy("All of it")), (1, gettext_lazy("The last year")), (2, gettext_lazy("The last two years")),
          (5, gettext_lazy("The last five years")))  # fmt: skip


class HistoryForm(DeskForm):
    """How far back."""

    years = forms.TypedChoiceField(label=gettext_lazy("How far back"), coerce=int, choices=_YEARS)


def _state(mailbox_id: int) -> dict[str, Any]:
    mailbox, connection = read_by_imap(mailbox_id)
    history = history_of(connection)
    standing = HistoryStanding(history) if history else None
    return {"mailbox": mailbox, "connection": connection, "history": standing, "title": _("Bring in older mail")}


def _page(request: AgentRequest, state: Mapping[str, Any], form: HistoryForm) -> HttpResponse:
    page = {**state, "form": form, "standing": standing_of(state["connection"])}
    return settings_page(request, "settings/history.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def history(request: AgentRequest, mailbox_id: int) -> HttpResponse:
    """What older mail there is, once it was counted; POST has it counted."""
    administrator(request)
    state = _state(mailbox_id)
    form = HistoryForm(request.POST or None)
    if not form.is_valid():
        return _page(request, state, form)
    years = form.cleaned_data["years"]
    ask_history(mailbox_id, by=actor_of(request), since=now() - timedelta(days=366 * years) if years else None)
    return redirect("settings-history", mailbox_id)


@require_safe
def history_state(request: AgentRequest, mailbox_id: int) -> HttpResponse:
    """How far it is, for the page to show while it goes on."""
    administrator(request)
    return render_page(request, "settings/_history.html", {**_state(mailbox_id), "form": HistoryForm()})


@require_POST
def history_begin(request: AgentRequest, mailbox_id: int) -> HttpResponse:
    """Bring in what was counted."""
    administrator(request)
    begin_history(mailbox_id, by=actor_of(request))
    return redirect("settings-history", mailbox_id)


@require_POST
def history_stop(request: AgentRequest, mailbox_id: int) -> HttpResponse:
    """Stop counting or bringing in."""
    administrator(request)
    stop_history(mailbox_id, by=actor_of(request))
    show_toast(request, _("Stopped. What is here stays here."))
    return redirect("settings-history", mailbox_id)
