"""The last step of the first run: the first mailbox, or later."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from goodword.accounts.queries import organization
from goodword.channels.email.providers import provider_of
from goodword.channels.email.queries import mailbox_and_connection
from goodword.conversations.actions.mailboxes import add_mailbox
from goodword.core.errors import Invalid
from goodword.web.settings.connecting import connection_form, try_and_connect
from goodword.web.settings.frame import actor_of, administrator
from goodword.web.setup.forms import FirstMailboxForm
from goodword.web.shell import AgentRequest, render_page, show_toast


@require_http_methods(["GET", "HEAD", "POST"])
def first_mailbox(request: AgentRequest) -> HttpResponse:
    """Where do customers write to?"""
    administrator(request)
    house = organization()
    form = FirstMailboxForm(request.POST or None)
    if form.is_valid():
        try:
            name = house.name if house else ""
            mailbox = add_mailbox(by=actor_of(request), address=form.cleaned_data["address"], name=name, team=None)
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            return redirect("setup-connection", mailbox.pk)
    return render_page(
        request, "setup/mailbox.html", {"form": form, "title": _("First mailbox")}, status=422 if form.errors else 200
    )


@sensitive_post_parameters("password", "smtp_password")
@require_http_methods(["GET", "HEAD", "POST"])
def first_connection(request: AgentRequest, mailbox_id: int) -> HttpResponse:
    """Its password, with the servers filled in from what is known of the provider, and tried."""
    administrator(request)
    mailbox, stored = mailbox_and_connection(mailbox_id)
    form = connection_form(request.POST or None, mailbox, stored)
    diagnosis = None
    if form.is_valid():
        try:
            anyway = "anyway" in request.POST
            diagnosis = try_and_connect(form, mailbox, stored, by=actor_of(request), anyway=anyway)
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            if diagnosis is None:
                show_toast(request, _("%(address)s is connected.") % {"address": mailbox.address}, tone="kept")
                return redirect("inbox")
    page = {
        "form": form,
        "mailbox": mailbox,
        "provider": provider_of(mailbox.address),
        "diagnosis": diagnosis,
        "title": _("First mailbox"),
    }
    return render_page(request, "setup/connection.html", page, status=422 if form.errors else 200)
