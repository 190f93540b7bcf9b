"""The second step of signing in: who must have one, and who has lost theirs.

Allauth keeps the second steps themselves (`allauth.mfa`). `Agent.owes_second_step` says whether an agent's role asks
for one that they do not have yet; it is kept here, so that no page has to look.
"""

from collections.abc import Sequence

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from goodword.accounts.access import check_administers, check_may_give
from goodword.accounts.actions.sessions import end_every_session
from goodword.accounts.choices import Role
from goodword.accounts.events import SecondStepAdded, SecondStepRemoved, SecondStepRequired
from goodword.accounts.models import Agent, Organization
from goodword.accounts.queries import has_second_step
from goodword.core.actor import Actor
from goodword.core.errors import Invalid, NotFound
from goodword.core.events import record

_OF_ITS_OWN = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # recovery codes only help out


@transaction.atomic
def require_second_step(roles: Sequence[str], *, by: Actor) -> Organization:
    """Have these roles, and no others, sign in with a second step; who has none sets it up before anything else.

    Raises NotAllowed, NotFound before the organization is founded, Invalid for a role that there is not.
    """
    organization = Organization.objects.select_for_update().filter(pk=1).first()
    if organization is None:
        raise NotFound
    check_administers(by)
    if not set(roles) <= set(Role.values):
        raise Invalid(roles=_("Choose roles from the list."))
    wanted = [role for role in Role.values if role in roles]
    if organization.second_step_roles != wanted:
        organization.change(second_step_roles=wanted)
        for agent in Agent.objects.select_for_update():
            restate_second_step(agent, wanted)
        record(SecondStepRequired(by=by, roles=wanted))
    return organization


def restate_second_step(agent: Agent, roles: Sequence[str] | None = None) -> None:
    """Keep on the agent's row whether their role asks for a second step that they do not have."""
    if roles is None:
        roles = Organization.objects.values_list("second_step_roles", flat=True).filter(pk=1).first() or []
    owes = agent.role in roles and not has_second_step(agent)
    if agent.owes_second_step != owes:
        agent.change(owes_second_step=owes)


@transaction.atomic
def note_second_step(agent_id: int, *, way: str, is_there: bool) -> None:
    """An agent has just set up, or taken away, one of their second steps. Raises NotFound."""
    agent = Agent.objects.select_for_update().filter(pk=agent_id).first()
    if agent is None:
        raise NotFound
    restate_second_step(agent)
    event = SecondStepAdded if is_there else SecondStepRemoved
    record(event(by=Actor.agent(agent.pk), agent_id=agent.pk, way=way))


@transaction.atomic
def take_second_step_away(agent_id: int, *, by: Actor) -> Agent:
    """Let somebody in who has lost their phone and their codes: password alone again, and signed out everywhere.

    If their role asks for a second step, they set up a new one when they sign in. Raises NotFound, NotAllowed.
    """
    agent = Agent.objects.select_for_update().filter(pk=agent_id).first()
    if agent is None:
        raise NotFound
    check_may_give(by, agent.role)
    ways = list(Authenticator.objects.filter(user=agent, type__in=_OF_ITS_OWN).values_list("type", flat=True))
    if not ways:
        return agent
    Authenticator.objects.filter(user=agent).delete()
    restate_second_step(agent)
    end_every_session(agent)
    for way in ways:
        record(SecondStepRemoved(by=by, agent_id=agent.pk, way=way))
    return agent
