"""The invitation, and the one way in for whoever has just proved who they are."""

from typing import Any, cast

from allauth.account.utils import perform_login
from allauth.mfa.base.views import AuthenticateView
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from goodword.accounts.actions.joining import accept_invitation
from goodword.accounts.invitation_links import invitation_of
from goodword.accounts.types import Agent
from goodword.core.errors import Invalid
from goodword.web.door.forms import InvitationForm
from goodword.web.door.second_step import ways_of


def sign_in(request: HttpRequest, agent: Agent, *, then: str | None = None) -> HttpResponse:
    """Sign the agent in, in this browser, whoever was signed in before, and go to the inbox or to `then`."""
    logout(request)
    return cast("HttpResponse", perform_login(request, agent, redirect_url=then))


class SecondStep(AuthenticateView):  # type: ignore[misc]
    """A code or a passkey, once the password was right."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = super().get_context_data(**kwargs)
        return {**page, "has_passkey": bool(ways_of(self.stage.login.user)["passkeys"])}


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Give one's name and a password, and be in. Raises InvitationClosed when the link opens nothing."""
    invited = invitation_of(token)
    form = InvitationForm(request.POST or None)
    if form.is_valid():
        try:
            return sign_in(request, accept_invitation(token, **form.cleaned_data))
        except Invalid as refusal:
            form.refuse(refusal)
    page = {"form": form, "invitation": invited, "title": _("Welcome")}
    return render(request, "door/invitation.html", page, status=422 if form.errors else 200)
