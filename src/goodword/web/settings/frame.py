"""What all settings pages share: the tabs, and who may see which."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from goodword.accounts.access import check_administers
from goodword.accounts.types import Agent
from goodword.core.actor import Actor
from goodword.web.shell import AgentRequest, render_page

MINE = (
    ("settings-details", _("My details")),
    ("settings-notifications", _("My notices")),
    ("settings-preferences", _("Preferences")),
    ("settings-keys", _("Keys")),
    ("mfa_index", _("Signing in")),
    ("settings-sessions", _("My sessions")),
)
EVERYBODYS = (("settings-tags", _("Tags")),)
HOUSE = (
    ("settings-organization", _("Organization")),
    ("settings-agents", _("People")),
    ("settings-teams", _("Teams")),
    ("settings-mailboxes", _("Mailboxes")),
    ("settings-domains", _("Sending domains")),
    ("settings-urgent", _("Urgent wording")),
)


def actor_of(request: AgentRequest) -> Actor:
    """Whoever is signed in, as the one who acts."""
    return Actor.agent(request.user.pk)


def administrator(request: AgentRequest) -> Agent:
    """The agent who asks, if they may change the house. Raises NotAllowed."""
    check_administers(actor_of(request))
    return request.user


def tabs_for(agent: Agent, path: str) -> list[dict[str, Any]]:
    """The tabs that the agent may open."""
    shown = (*HOUSE, *EVERYBODYS, *MINE) if agent.administers else (*MINE, *EVERYBODYS)
    return [
        {"label": label, "address": reverse(name), "is_current": path.startswith(reverse(name))}
        for name, label in shown
    ]


def settings_page(
    request: AgentRequest, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """The page with the tabs that its reader may open."""
    return render_page(request, template, {**context, "tabs": tabs_for(request.user, request.path)}, status=status)
