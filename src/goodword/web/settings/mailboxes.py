"""Mailboxes: which addresses customers write to, whose they are, and whether their servers work."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from goodword.accounts.queries import all_teams, organization
from goodword.channels.email.actions.looping import ask_for_loop
from goodword.channels.email.queries import connected_mailboxes, mailbox_and_connection
from goodword.conversations.actions.mailboxes import add_mailbox, change_mailbox
from goodword.core.errors import ActionRefused, Invalid
from goodword.web.forms import DeskForm
from goodword.web.settings.connecting import answer_connection
from goodword.web.settings.frame import actor_of, administrator, settings_page
from goodword.web.shell import AgentRequest, show_toast


def _teams() -> list[tuple[str, str]]:
    return [("", str(_("No team: everybody who answers"))), *((str(team.pk), team.name) for team in all_teams())]


class MailboxForm(DeskForm):
    """What the mailbox is called and whose it is."""

    name = forms.CharField(
        label=gettext_lazy("Sender's name"), max_length=120, help_text=gettext_lazy("Customers see it in their mail.")
    )
    team = forms.TypedChoiceField(
        label=gettext_lazy("Team"), required=False, coerce=int, empty_value=None, choices=_teams
    )


class NewMailboxForm(MailboxForm):
    """The same, and its address."""

    address = forms.EmailField(
        label=gettext_lazy("Address"),
        help_text=gettext_lazy("Where your customers write to, such as help@example.org."),
    )
    field_order = ("address", "name", "team")


@require_safe
def mailboxes_page(request: AgentRequest) -> HttpResponse:
    """Every mailbox, whether it works, and if not, why."""
    administrator(request)
    page = {"mailboxes": connected_mailboxes(), "title": _("Mailboxes")}
    return settings_page(request, "settings/mailboxes.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def new_mailbox(request: AgentRequest) -> HttpResponse:
    """Add an address; its servers are asked for next."""
    administrator(request)
    house = organization()
    form = NewMailboxForm(request.POST or None, initial={"name": house.name if house else ""})
    if form.is_valid():
        try:
            mailbox = add_mailbox(by=actor_of(request), **form.cleaned_data)
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            return redirect("settings-connection", mailbox.pk)
    page = {"form": form, "title": _("New mailbox")}
    return settings_page(request, "settings/new_mailbox.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def mailbox_page(request: AgentRequest, mailbox_id: int) -> HttpResponse:
    """One mailbox: its name and team, and how its servers are."""
    administrator(request)
    mailbox, stored = mailbox_and_connection(mailbox_id)
    form = MailboxForm(request.POST or None, initial={"name": mailbox.name, "team": mailbox.team_id})
    if form.is_valid():
        try:
            change_mailbox(mailbox.pk, by=actor_of(request), **form.cleaned_data)
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            show_toast(request, _("Saved."), tone="kept")
            return redirect("settings-mailboxes")
    page = {"form": form, "mailbox": mailbox, "connection": stored, "title": mailbox.address}
    return settings_page(request, "settings/mailbox.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def reply_addresses(request: AgentRequest, mailbox_id: int) -> HttpResponse:
    """Whether the mailbox's server takes reply addresses; POST sends the test mail that shows it."""
    administrator(request)
    if request.method != "POST":
        mailbox, stored = mailbox_and_connection(mailbox_id)
        page = {"mailbox": mailbox, "connection": stored, "title": _("Reply addresses")}
        return settings_page(request, "settings/reply_addresses.html", page)
    try:
        ask_for_loop(mailbox_id, by=actor_of(request))
    except ActionRefused as refusal:
        show_toast(request, str(refusal), tone="broken")
    else:
        show_toast(request, _("The test mail leaves now. Look here again in a minute."))
    return redirect("settings-reply-addresses", mailbox_id)


@sensitive_post_parameters("password", "smtp_password")
@require_http_methods(["GET", "HEAD", "POST"])
def connection(request: AgentRequest, mailbox_id: int) -> HttpResponse:
    """The mailbox's servers: tried before they are kept, and what went wrong told step by step."""
    administrator(request)

    def show(request: AgentRequest, page: Mapping[str, Any], status: int) -> HttpResponse:
        return settings_page(request, "settings/connection.html", {**page, "title": _("Servers")}, status=status)

    return answer_connection(request, mailbox_id, show=show, then="settings-mailboxes")
