"""What owners and administrators do with agents: another role, suspended, restored."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from goodword.accounts.access import check_may_give
from goodword.accounts.actions.second_step import restate_second_step
from goodword.accounts.actions.sessions import end_every_session
from goodword.accounts.choices import Role
from goodword.accounts.errors import LastOwner
from goodword.accounts.events import AgentRestored, AgentRoleChanged, AgentSuspended
from goodword.accounts.models import Agent, Organization
from goodword.core.actor import Actor
from goodword.core.errors import Invalid, NotFound
from goodword.core.events import record


def _locked(agent_id: int) -> Agent:
    """The agent, under the organization's lock: two owners cannot demote each other at the same time."""
    Organization.objects.select_for_update().filter(pk=1).first()
    agent = Agent.objects.select_for_update().filter(pk=agent_id).first()
    if agent is None:
        raise NotFound
    return agent


def _check_another_owner(agent: Agent) -> None:
    others = Agent.objects.filter(role=Role.OWNER, is_active=True).exclude(pk=agent.pk)
    if agent.role == Role.OWNER and not others.exists():
        raise LastOwner


@transaction.atomic
def change_role(agent_id: int, *, by: Actor, role: str) -> Agent:
    """Give the agent another role; what they see and may do changes with their next request.

    Raises NotFound, NotAllowed (only owners deal with owners), LastOwner, Invalid.
    """
    agent = _locked(agent_id)
    if role not in Role.values:
        raise Invalid(role=_("Choose a role from the list."))
    check_may_give(by, role, agent.role)
    if agent.role == role:
        return agent
    _check_another_owner(agent)
    before = agent.role
    agent.change(role=role)
    restate_second_step(agent)
    record(AgentRoleChanged(by=by, agent_id=agent.pk, before=before, after=role))
    return agent


@transaction.atomic
def suspend_agent(agent_id: int, *, by: Actor) -> Agent:
    """Keep the agent from signing in and end their sessions; what they did keeps their name.

    Raises NotFound, NotAllowed, LastOwner.
    """
    agent = _locked(agent_id)
    check_may_give(by, agent.role)
    if not agent.is_active:
        return agent
    _check_another_owner(agent)
    agent.change(is_active=False)
    end_every_session(agent)
    record(AgentSuspended(by=by, agent_id=agent.pk))
    return agent


@transaction.atomic
def restore_agent(agent_id: int, *, by: Actor) -> Agent:
    """Let a suspended agent sign in again, with the password they had. Raises NotFound, NotAllowed."""
    agent = _locked(agent_id)
    check_may_give(by, agent.role)
    if agent.is_active:
        return agent
    agent.change(is_active=True)
    record(AgentRestored(by=by, agent_id=agent.pk))
    return agent
