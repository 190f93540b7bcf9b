"""What the organization's own sign-in says of its people: who they are here, their role, their teams."""

from collections.abc import Mapping

from django.db import transaction

from goodword.accounts.actions.joining import add_agent
from goodword.accounts.actions.managing import change_role
from goodword.accounts.actions.teams import change_team_members
from goodword.accounts.choices import Role
from goodword.accounts.models import Agent, Team
from goodword.core.actor import SYSTEM
from goodword.core.errors import NotFound


@transaction.atomic
def agent_by_sign_on(*, email: str, name: str, role: str | None) -> Agent | None:
    """The agent of this address, which the provider vouches for; with a role, a new one without a password.

    None when nobody has the address and no group gives a role. Raises Invalid when it is no address.
    """
    known = Agent.objects.filter(email__iexact=email.strip()).first()
    if known is not None or role is None:
        return known
    return add_agent(by=SYSTEM, name=name[:120], email=email, role=role, password=None)


@transaction.atomic
def follow_groups(agent_id: int, *, role: str | None, teams: Mapping[str, bool]) -> Agent:
    """Give the agent the role and teams that their groups say; owners keep theirs, teams not named stay as they are.

    Raises NotFound.
    """
    agent = Agent.objects.select_for_update().filter(pk=agent_id).first()
    if agent is None:
        raise NotFound
    if role is not None and agent.role != Role.OWNER:
        agent = change_role(agent_id, by=SYSTEM, role=role)
    for team in Team.objects.filter(name__in=teams):
        members = set(team.members.values_list("pk", flat=True))
        wanted = members | {agent_id} if teams[team.name] else members - {agent_id}
        change_team_members(team.pk, by=SYSTEM, members=sorted(wanted))
    return agent
