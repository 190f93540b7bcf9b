"""The people of the house: who they are, what they may do, and who is on the way."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.accounts.access import agent_for, invitation_for, may_give
from goodword.accounts.actions.joining import invite_agent, withdraw_invitation
from goodword.accounts.actions.managing import change_role, restore_agent, suspend_agent
from goodword.accounts.actions.second_step import take_second_step_away
from goodword.accounts.choices import Role
from goodword.accounts.invitation_links import invitation_address
from goodword.accounts.queries import all_agents, has_second_step, open_invitations, sign_ins_of
from goodword.core.errors import ActionRefused, Invalid
from goodword.web.door.mailing import mail_problem
from goodword.web.settings.browsers import browser_name
from goodword.web.settings.forms import InviteForm, RoleForm
from goodword.web.settings.frame import actor_of, administrator, settings_page
from goodword.web.shell import AgentRequest, show_toast


@require_safe
def agents_page(request: AgentRequest) -> HttpResponse:
    """Everybody, and the invitations that are open, each with its link for whoever could have sent it."""
    reader = administrator(request)
    invitations = [
        (invitation, invitation_address(invitation) if may_give(reader, invitation.role) else "")
        for invitation in open_invitations()
    ]
    page = {"agents": all_agents(), "invitations": invitations, "title": _("People")}
    return settings_page(request, "settings/agents.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def invite_page(request: AgentRequest) -> HttpResponse:
    """Invite somebody by e-mail."""
    form = InviteForm(request.POST or None, giver=administrator(request), initial={"role": Role.AGENT})
    if form.is_valid():
        try:
            invite_agent(by=actor_of(request), **form.cleaned_data)
        except Invalid as refusal:
            form.refuse(refusal)
        else:
            _say_how_it_goes(request)
            return redirect("settings-agents")
    page = {"form": form, "title": _("Invite somebody")}
    return settings_page(request, "settings/invite.html", page, status=422 if form.errors else 200)


def _say_how_it_goes(request: AgentRequest) -> None:
    """An invitation stands without a mail too: then its link is passed on by hand."""
    if mail_problem():
        show_toast(request, _("Invited. No mail can be sent yet, so pass the link on yourself."), tone="broken")
    else:
        show_toast(request, _("Invited. The mail is on its way."), tone="kept")


@require_POST
def invitation_withdrawal(request: AgentRequest, invitation_id: int) -> HttpResponse:
    """Close an open invitation."""
    withdraw_invitation(invitation_for(request.user, invitation_id).pk, by=actor_of(request))
    show_toast(request, _("The invitation is withdrawn; its link opens nothing any more."))
    return redirect("settings-agents")


@require_safe
def agent_page(request: AgentRequest, agent_id: int) -> HttpResponse:
    """One person: their role, and the door."""
    shown = agent_for(request.user, agent_id)
    page = {
        "shown": shown,
        "may_change": may_give(request.user, shown.role),
        "form": RoleForm(giver=request.user, initial={"role": shown.role}),
        "has_second_step": has_second_step(shown),
        "lately": [{"entered": one, "browser": browser_name(one.user_agent)} for one in sign_ins_of(shown)],
        "title": shown.name,
    }
    return settings_page(request, "settings/agent.html", page)


def _do(request: AgentRequest, agent_id: int, act: Callable[[int], object], done: str) -> HttpResponse:
    """Act on an agent whom the reader may change; what the rules refuse is said on the agent's page."""
    shown = agent_for(request.user, agent_id)
    try:
        act(shown.pk)
    except ActionRefused as refusal:
        show_toast(request, str(refusal), tone="broken")
    else:
        show_toast(request, done, tone="kept")
    return redirect("settings-agent", shown.pk)


@require_POST
def agent_role(request: AgentRequest, agent_id: int) -> HttpResponse:
    """Give another role."""
    role = request.POST.get("role", "")
    return _do(request, agent_id, lambda pk: change_role(pk, by=actor_of(request), role=role), _("Saved."))


@require_POST
def agent_suspension(request: AgentRequest, agent_id: int) -> HttpResponse:
    """Shut the door."""
    done = _("Suspended and signed out everywhere.")
    return _do(request, agent_id, lambda pk: suspend_agent(pk, by=actor_of(request)), done)


@require_POST
def agent_restoration(request: AgentRequest, agent_id: int) -> HttpResponse:
    """Open it again."""
    done = _("Restored. They can sign in with the password they had.")
    return _do(request, agent_id, lambda pk: restore_agent(pk, by=actor_of(request)), done)


@require_POST
def agent_second_step_removal(request: AgentRequest, agent_id: int) -> HttpResponse:
    """Let somebody in who lost their phone and their codes."""
    done = _("Taken away. They sign in with their password, and were signed out everywhere.")
    return _do(request, agent_id, lambda pk: take_second_step_away(pk, by=actor_of(request)), done)
