"""What the screens show of the organization and its people."""

from collections.abc import Sequence

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from goodword.accounts.models import Agent, Invitation, Organization, SignIn, Team
from goodword.core.clock import now
from goodword.core.errors import NotFound


def organization() -> Organization | None:
    """The organization of this installation; None until it is founded."""
    return Organization.objects.filter(pk=1).first()


def all_agents() -> Sequence[Agent]:
    """Every agent with their teams, those who may sign in first, by name."""
    return list(Agent.objects.prefetch_related("teams").order_by("-is_active", "name", "pk"))


def agent_called(email: str) -> Agent:
    """The agent who signs in with this address. Raises NotFound saying so."""
    agent = Agent.objects.filter(email__iexact=email.strip()).first()
    if agent is None:
        raise NotFound(_("Nobody signs in with %(email)s.") % {"email": email})
    return agent


def has_second_step(agent: Agent) -> bool:
    """Whether more than a password is asked of the agent."""
    ways = Authenticator.objects.filter(user=agent).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return bool(ways.exists())


def active_agents() -> Sequence[Agent]:
    """The agents who may sign in, by name."""
    return list(Agent.objects.filter(is_active=True).order_by("name", "pk"))


def open_invitations() -> Sequence[Invitation]:
    """The invitations whose link still opens the door, newest first."""
    rows = Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=now())
    return list(rows.select_related("invited_by").prefetch_related("teams").order_by("-pk"))


def all_teams() -> Sequence[Team]:
    """Every team by name, with `member_count`: how many of its members may sign in."""
    active = Count("members", filter=Q(members__is_active=True))
    return list(Team.objects.annotate(member_count=active).order_by("name"))


def sessions_of(agent: Agent) -> Sequence[UserSession]:
    """The browsers in which the agent is signed in, the newest first; those that have ended are forgotten."""
    rows = UserSession.objects.purge_and_list(agent)
    return sorted(rows, key=lambda session: session.created_at, reverse=True)


def sign_ins_of(agent: Agent, size: int = 20) -> Sequence[SignIn]:
    """Who came in, or tried to, under the agent's name, the newest first."""
    return list(SignIn.objects.filter(agent=agent).order_by("-at", "-pk")[:size])
