"""Ways to pay out: the systems that pay or send for us, and which kind of remedy goes by which."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.core.errors import DomainError, Invalid, NotFound
from goodword.recovery.actions.payout_connections import (
    Connecting,
    ask_test,
    change_connection,
    choose_route,
    make_connection,
    remove_connection,
    switch_connection,
)
from goodword.recovery.choices import REFUNDS, RemedyKind
from goodword.recovery.payout_access import connection_for
from goodword.recovery.payout_choices import ConnectorKind, PayoutProblem
from goodword.recovery.payout_jobs import test_connection
from goodword.recovery.queries.payouts import connections, ways
from goodword.recovery.types import PayoutConnection
from goodword.web.forms import DeskForm
from goodword.web.settings.frame import actor_of, administrator, settings_page
from goodword.web.shell import AgentRequest, show_toast

_SECRET = {"autocomplete": "off"}


class ConnectionForm(DeskForm):
    """Where a system is, and what it is known by."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60, required=False)
    address = forms.CharField(label=gettext_lazy("Address"), max_length=500, required=False)
    secret = forms.CharField(
        label=gettext_lazy("Secret"), required=False, max_length=500, widget=forms.PasswordInput(attrs=_SECRET)
    )
    hook_secret = forms.CharField(
        label=gettext_lazy("Signing secret of its webhook"),
        required=False,
        max_length=500,
        widget=forms.PasswordInput(attrs=_SECRET),
        help_text=gettext_lazy("Shown by Stripe once you add the address above as an endpoint; it begins with whsec_."),
    )


_WORDS: dict[str, dict[str, Any]] = {
    ConnectorKind.STRIPE: {
        "address": gettext_lazy("Address of Stripe (leave it empty)"),
        "secret": gettext_lazy("Secret key, or better a restricted one"),
    },
    ConnectorKind.WEBHOOK: {
        "address": gettext_lazy("Address that is asked to pay"),
        "secret": gettext_lazy("Secret that signs (at least 24 characters)"),
    },
}


@require_safe
def payouts_page(request: AgentRequest) -> HttpResponse:
    """Every connection, and by which each kind of remedy goes."""
    administrator(request)
    return _page(request)


def _page(request: AgentRequest, problem: str = "", status: int = 200) -> HttpResponse:
    every = connections()
    lines = [(way, _possible(way.kind, every)) for way in ways()]
    page = {"connections": [_shown(one) for one in every], "lines": lines, "problem": problem}
    return settings_page(request, "settings/payouts.html", {**page, "title": _("Ways to pay")}, status=status)


def _possible(kind: RemedyKind, every: list[PayoutConnection]) -> list[PayoutConnection]:
    return [one for one in every if one.is_active and (one.kind != ConnectorKind.STRIPE or kind in REFUNDS)]


def _shown(connection: PayoutConnection) -> dict[str, Any]:
    code = connection.last_problem
    words = str(PayoutProblem(code).label) if code in PayoutProblem.values else code
    return {"row": connection, "problem": words}


@require_POST
def payout_routes(request: AgentRequest) -> HttpResponse:
    """Choose for each kind of remedy by which connection it goes (`way-<kind>`)."""
    administrator(request)
    try:
        for way in ways():
            chosen = request.POST.get(f"way-{way.kind}", "")
            number = int(chosen) if chosen.isascii() and chosen.isdecimal() and len(chosen) < 19 else None  # noqa: PLR2004
            choose_route(way.kind, number, by=actor_of(request))
    except Invalid as refusal:
        return _page(request, str(refusal), status=422)
    show_toast(request, _("Saved. What was given before goes as it went."), tone="kept")
    return redirect("settings-payouts")


@sensitive_post_parameters("secret", "hook_secret")
@require_http_methods(["GET", "HEAD", "POST"])
def new_connection(request: AgentRequest, connector: str) -> HttpResponse:
    """Connect a system (`stripe` or `webhook`)."""
    administrator(request)
    if connector not in _WORDS:
        raise NotFound
    return _connection(request, ConnectorKind(connector), None)


@sensitive_post_parameters("secret", "hook_secret")
@require_http_methods(["GET", "HEAD", "POST"])
def connection_page(request: AgentRequest, connection_id: int) -> HttpResponse:
    """One connection: its address and secrets, whether it works, and its end."""
    row = connection_for(request.user, connection_id)
    return _connection(request, ConnectorKind(row.kind), row)


@sensitive_variables()
def _connection(request: AgentRequest, kind: ConnectorKind, row: PayoutConnection | None) -> HttpResponse:
    form = _form(request, kind, row)
    if form.is_valid():
        try:
            entered = Connecting(**form.cleaned_data)
            by = actor_of(request)
            saved = change_connection(row.pk, entered, by=by) if row else make_connection(kind, entered, by=by)
        except Invalid as refusal:
            form.refuse(refusal)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            show_toast(request, _("Saved. Test it before you let anything be paid by it."), tone="kept")
            return redirect("settings-payout-connection", saved.pk)
    page = {"form": form, "kind": kind, "line": _shown(row) if row else None, "hook": _hook(row)}
    title = row.name if row else str(kind.label)
    return settings_page(
        request, "settings/payout_connection.html", {**page, "title": title}, status=422 if form.errors else 200
    )


def _form(request: AgentRequest, kind: ConnectorKind, row: PayoutConnection | None) -> ConnectionForm:
    first = {"name": row.name, "address": row.address} if row else {"name": kind.label}
    form = ConnectionForm(request.POST or None, initial=first)
    for name, words in _WORDS[kind].items():
        form.fields[name].label = words
    if kind != ConnectorKind.STRIPE:
        del form.fields["hook_secret"]
    return form


def _hook(row: PayoutConnection | None) -> str:
    """Where the system may tell us something by itself."""
    return f"{settings.GOODWORD.address}{reverse('hook-payouts', args=[row.pk])}" if row else ""


@require_POST
def connection_test(request: AgentRequest, connection_id: int) -> HttpResponse:
    """Ask whether the system answers and takes our key; nothing is paid."""
    connection_for(request.user, connection_id)
    ask_test(connection_id, by=actor_of(request))
    test_connection.enqueue(connection_id=connection_id)
    show_toast(request, _("It is being tested. Open the page again in a moment."))
    return redirect("settings-payout-connection", connection_id)


@require_POST
def connection_switch(request: AgentRequest, connection_id: int) -> HttpResponse:
    """Use it, or stop (`on`)."""
    connection_for(request.user, connection_id)
    switch_connection(connection_id, on=request.POST.get("on") == "1", by=actor_of(request))
    return redirect("settings-payout-connection", connection_id)


@require_POST
def connection_removal(request: AgentRequest, connection_id: int) -> HttpResponse:
    """Remove a connection by which nothing was paid."""
    connection_for(request.user, connection_id)
    remove_connection(connection_id, by=actor_of(request))
    show_toast(request, _("The connection is gone."))
    return redirect("settings-payouts")
