"""Who may change what in the house: stated here and nowhere else.

| role          | organization, teams, mailboxes | invites and changes                                | own details |
|---------------|--------------------------------|----------------------------------------------------|-------------|
| owner         | changes                        | everybody; makes owners                            | changes     |
| administrator | changes                        | everybody but owners; makes everything but owners  | changes     |
| lead          | no                             | no                                                 | changes     |
| agent         | no                             | no                                                 | changes     |
| colleague     | no                             | no                                                 | changes     |
"""

from goodword.accounts.choices import Role
from goodword.accounts.models import Agent, Invitation, Team
from goodword.core.actor import Actor, ActorKind
from goodword.core.errors import NotAllowed, NotFound


def acting_agent(by: Actor) -> Agent | None:
    """The agent who acts; None for the system. Raises NotAllowed for a customer or a suspended agent."""
    if by.kind is ActorKind.SYSTEM:
        return None
    agent = Agent.objects.filter(pk=by.agent_id or 0, is_active=True).first()
    if agent is None:
        raise NotAllowed
    return agent


def check_administers(by: Actor) -> None:
    """Let owners, administrators and the system pass. Raises NotAllowed."""
    agent = acting_agent(by)
    if agent is not None and not agent.administers:
        raise NotAllowed


def check_may_give(by: Actor, *roles: str) -> None:
    """Let pass whoever may give or take these roles: only owners (and the system) deal with owners.

    Raises NotAllowed.
    """
    agent = acting_agent(by)
    if agent is not None and not all(may_give(agent, role) for role in roles):
        raise NotAllowed


def may_give(agent: Agent, role: str) -> bool:
    """Whether the agent may give this role to somebody, or take it from them."""
    return agent.is_active and agent.administers and (role != Role.OWNER or agent.role == Role.OWNER)


def agent_for(reader: Agent, agent_id: int) -> Agent:
    """The agent whom the reader wants to change. Raises NotAllowed, NotFound."""
    check_administers(Actor.agent(reader.pk))
    agent = Agent.objects.filter(pk=agent_id).first()
    if agent is None:
        raise NotFound
    return agent


def team_for(reader: Agent, team_id: int) -> Team:
    """The team that the reader wants to change. Raises NotAllowed, NotFound."""
    check_administers(Actor.agent(reader.pk))
    team = Team.objects.filter(pk=team_id).first()
    if team is None:
        raise NotFound
    return team


def invitation_for(reader: Agent, invitation_id: int) -> Invitation:
    """The invitation that the reader wants to withdraw. Raises NotAllowed, NotFound."""
    check_administers(Actor.agent(reader.pk))
    invitation = Invitation.objects.filter(pk=invitation_id).first()
    if invitation is None:
        raise NotFound
    return invitation
