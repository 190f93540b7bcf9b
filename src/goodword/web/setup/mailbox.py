"""The last step of the first run: the first mailbox, or later."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from goodword.accounts.queries import organization
from goodword.conversations.actions.mailboxes import add_mailbox
from goodword.core.errors import Invalid
from goodword.web.settings.connecting import answer_connection
from goodword.web.settings.frame import actor_of, administrator
from goodword.web.setup.forms import FirstMailboxForm
from goodword.web.shell import AgentRequest, render_page


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

    def show(request: AgentRequest, page: Mapping[str, Any], status: int) -> HttpResponse:
        return render_page(request, "setup/connection.html", {**page, "title": _("First mailbox")}, status=status)

    return answer_connection(request, mailbox_id, show=show, then="inbox")
