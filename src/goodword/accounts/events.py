"""What happens to the organization and the people who answer for it."""

from dataclasses import dataclass

from goodword.core.events import Event


@dataclass(frozen=True, kw_only=True)
class OrganizationFounded(Event, kind="organization.founded"):
    """The installation has its organization and its first owner."""

    owner_id: int


@dataclass(frozen=True, kw_only=True)
class OrganizationChanged(Event, kind="organization.changed"):
    """The organization has another name, language or time zone."""


@dataclass(frozen=True, kw_only=True)
class AgentAdded(Event, kind="agent.added"):
    """Somebody new can sign in."""

    agent_id: int
    role: str


@dataclass(frozen=True, kw_only=True)
class AgentRoleChanged(Event, kind="agent.role_changed"):
    """An agent has another role."""

    agent_id: int
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class AgentSuspended(Event, kind="agent.suspended"):
    """An agent can no longer sign in; their sessions ended."""

    agent_id: int


@dataclass(frozen=True, kw_only=True)
class AgentRestored(Event, kind="agent.restored"):
    """A suspended agent can sign in again."""

    agent_id: int


@dataclass(frozen=True, kw_only=True)
class AgentDetailsChanged(Event, kind="agent.details_changed"):
    """An agent changed their name or signature."""

    agent_id: int


@dataclass(frozen=True, kw_only=True)
class AgentPreferencesChanged(Event, kind="agent.preferences_changed"):
    """An agent has other colors, density, language, time zone or keys on their own screens."""

    agent_id: int


@dataclass(frozen=True, kw_only=True)
class AgentPasswordChanged(Event, kind="agent.password_changed"):
    """An agent has another password; their other sessions ended."""

    agent_id: int


@dataclass(frozen=True, kw_only=True)
class AgentSessionsEnded(Event, kind="agent.sessions_ended"):
    """Some browsers of an agent were signed out."""

    agent_id: int
    count: int


@dataclass(frozen=True, kw_only=True)
class AgentSignedIn(Event, kind="agent.signed_in"):
    """An agent came through the door; `way` says how."""

    agent_id: int
    way: str


@dataclass(frozen=True, kw_only=True)
class SecondStepAdded(Event, kind="agent.second_step_added"):
    """An agent signs in with something more than a password from now on; `way` is what it is."""

    agent_id: int
    way: str


@dataclass(frozen=True, kw_only=True)
class SecondStepRemoved(Event, kind="agent.second_step_removed"):
    """One of an agent's second steps is gone: taken away by them, or by an administrator for who lost theirs."""

    agent_id: int
    way: str


@dataclass(frozen=True, kw_only=True)
class SecondStepRequired(Event, kind="organization.second_step_required"):
    """These roles, and no others, must sign in with a second step."""

    roles: list[str]


@dataclass(frozen=True, kw_only=True)
class InvitationSent(Event, kind="invitation.sent"):
    """Somebody was invited to join as an agent."""

    invitation_id: int
    role: str


@dataclass(frozen=True, kw_only=True)
class InvitationAccepted(Event, kind="invitation.accepted"):
    """The invited person set a password and is an agent now."""

    invitation_id: int
    agent_id: int


@dataclass(frozen=True, kw_only=True)
class InvitationWithdrawn(Event, kind="invitation.withdrawn"):
    """The invitation's link opens nothing any more."""

    invitation_id: int


@dataclass(frozen=True, kw_only=True)
class TeamCreated(Event, kind="team.created"):
    """There is a new team."""

    team_id: int


@dataclass(frozen=True, kw_only=True)
class TeamChanged(Event, kind="team.changed"):
    """A team has another name or icon."""

    team_id: int


@dataclass(frozen=True, kw_only=True)
class TeamMembersChanged(Event, kind="team.members_changed"):
    """A team has other members; the lists hold agents' ids."""

    team_id: int
    joined: list[int]
    left: list[int]


@dataclass(frozen=True, kw_only=True)
class BreakTaken(Event, kind="agent.break-taken"):
    """An agent has a break for so many minutes; nothing is given to them meanwhile."""

    agent_id: int
    minutes: int


@dataclass(frozen=True, kw_only=True)
class BreakEnded(Event, kind="agent.break-ended"):
    """An agent is back before their break was over."""

    agent_id: int
