"""The browsers in which an agent is signed in."""

from allauth.usersessions.models import UserSession
from django.db import transaction

from goodword.accounts.access import acting_agent
from goodword.accounts.events import AgentSessionsEnded
from goodword.accounts.models import Agent
from goodword.core.actor import Actor
from goodword.core.errors import NotAllowed, NotFound
from goodword.core.events import record


def end_every_session(agent: Agent, *, except_key: str | None = None) -> int:
    """Sign the agent out of every browser but the one with this session key; return how many there were."""
    sessions = list(UserSession.objects.filter(user=agent).exclude(session_key=except_key or ""))
    for session in sessions:
        session.end()
    return len(sessions)


@transaction.atomic
def end_session(session_id: int, *, by: Actor) -> None:
    """Sign the agent out of one of their own browsers. Raises NotFound for anybody else's."""
    session = UserSession.objects.filter(pk=session_id, user_id=by.agent_id).first()
    if session is None:
        raise NotFound
    session.end()
    record(AgentSessionsEnded(by=by, agent_id=session.user_id, count=1))


@transaction.atomic
def end_other_sessions(*, by: Actor, except_key: str) -> int:
    """Sign the agent out of all of their browsers but the one that asks; return how many there were."""
    agent = acting_agent(by)
    if agent is None:
        raise NotAllowed
    count = end_every_session(agent, except_key=except_key)
    if count:
        record(AgentSessionsEnded(by=by, agent_id=agent.pk, count=count))
    return count
