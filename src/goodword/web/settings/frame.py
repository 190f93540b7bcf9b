"""What all settings pages share: the tabs, and who may see which."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from goodword.accounts.access import check_administers
from goodword.accounts.choices import Role
from goodword.accounts.types import Agent
from goodword.core.actor import Actor
from goodword.recovery.payout_access import may_pay_out
from goodword.recovery.queries.payouts import is_anything_paid_out
from goodword.web.shell import AgentRequest, render_page

MINE = (
    ("settings-details", _("My details")),
    ("settings-notifications", _("My notices")),
    ("settings-preferences", _("Preferences")),
    ("settings-keys", _("Keys")),
    ("mfa_index", _("Signing in")),
    ("settings-sessions", _("My sessions")),
)
HOUSE = (
    ("settings-organization", _("Organization")),
    ("settings-agents", _("People")),
    ("settings-teams", _("Teams")),
    ("settings-calendars", _("Opening hours")),
    ("settings-policies", _("Promises")),
    ("settings-complaints", _("Complaints")),
    ("settings-grievances", _("Grievances")),
    ("settings-check-back", _("Check back")),
    ("settings-remedies", _("Making it right")),
    ("settings-tiers", _("Tiers")),
    ("settings-tags", _("Tags")),
    ("settings-checklists", _("Checklists")),
    ("settings-reasons", _("Reasons")),
)
PAYING = (
    ("payouts", _("To be paid")),
    ("settings-payouts", _("Ways to pay")),
)
MAIL = (
    ("settings-mailboxes", _("Mailboxes")),
    ("settings-domains", _("Sending domains")),
    ("settings-urgent", _("Urgent wording")),
)
FOR_EVERYBODY = {"settings-tags", "settings-checklists", "settings-reasons", *(name for name, _label in MINE)}
GROUPS = ((_("The house"), HOUSE), (_("Paying out"), PAYING), (_("Mail"), MAIL), (_("You"), MINE))


def actor_of(request: AgentRequest) -> Actor:
    """Whoever is signed in, as the one who acts."""
    return Actor.agent(request.user.pk)


def administrator(request: AgentRequest) -> Agent:
    """The agent who asks, if they may change the house. Raises NotAllowed."""
    check_administers(actor_of(request))
    return request.user


def tabs_for(agent: Agent, path: str) -> list[dict[str, Any]]:
    """The pages that the agent may open, in their groups; who does not administer finds their own first."""
    groups = GROUPS if agent.administers else GROUPS[::-1]
    listed = [
        {
            "label": label,
            "tabs": [
                {"label": page, "address": reverse(name), "is_current": path.startswith(reverse(name))}
                for name, page in pages
                if _may_open(agent, name)
            ],
        }
        for label, pages in groups
    ]
    return [group for group in listed if group["tabs"]]


def _may_open(agent: Agent, name: str) -> bool:
    if name == "payouts" and not agent.administers:
        return may_pay_out(agent) and is_anything_paid_out()
    if name == "settings-remedies":
        return agent.administers or agent.role == Role.LEAD
    return agent.administers or name in FOR_EVERYBODY


def frame_of(agent: Agent, path: str) -> dict[str, Any]:
    """What stands around the page at `path`: all pages, and where one goes back to where there is no room for them."""
    tabs = tabs_for(agent, path)
    above = [tab for group in tabs for tab in group["tabs"] if tab["is_current"] and tab["address"] != path]
    whole = {"label": _("Settings"), "address": reverse("settings-all")}
    return {"tabs": tabs, "up": above[0] if above else whole}


def settings_page(
    request: AgentRequest, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """The page with those beside it that its reader may open."""
    return render_page(request, template, {**context, **frame_of(request.user, request.path)}, status=status)
