"""Who sees which conversation, and who may do what with it: stated here and nowhere else.

| role                  | own teams' | without a team | other teams' | assigned to them |
|-----------------------|------------|----------------|--------------|------------------|
| owner, administrator  | answers    | answers        | answers      | answers          |
| lead                  | answers    | answers        | reads        | answers          |
| agent                 | answers    | answers        | no           | answers          |
| colleague             | no         | no             | no           | writes notes     |
"""

from enum import IntEnum

from django.db.models import Q

from goodword.accounts.choices import Role
from goodword.accounts.models import Agent
from goodword.conversations.models import Conversation, ConversationQuerySet
from goodword.core.errors import NotAllowed, NotFound


class To(IntEnum):
    """What somebody wants to do; each step includes those before it."""

    READ = 1
    NOTE = 2
    ANSWER = 3


_EVERYTHING = frozenset({Role.OWNER, Role.ADMINISTRATOR})


def _reach(agent: Agent, to: To) -> Q | None:
    """The condition a conversation must meet; None for no condition at all."""
    role, mine = Role(agent.role), Q(assignee_id=agent.pk)
    if role in _EVERYTHING or (role is Role.LEAD and to is To.READ):
        return None
    if role is Role.COLLEAGUE:
        return mine if to <= To.NOTE else Q(pk__in=[])
    return mine | Q(team__isnull=True) | Q(team_id__in=[team.pk for team in agent.teams.all()])


def visible_conversations(agent: Agent, to: To = To.READ) -> ConversationQuerySet:
    """The conversations that the agent may read (or note, or answer)."""
    reach = _reach(agent, to)
    rows = Conversation.objects.all()
    return rows if reach is None else rows.filter(reach)


def conversation_for(agent: Agent, number: int, to: To = To.READ) -> Conversation:
    """The only road from a screen to a conversation.

    Raises NotFound when the agent may not even know of it, NotAllowed when they may read it but not do this.
    """
    found = visible_conversations(agent).filter(pk=number).first()
    if found is None:
        raise NotFound
    if to > To.READ and not visible_conversations(agent, to).filter(pk=number).exists():
        raise NotAllowed
    return found
