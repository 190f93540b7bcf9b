"""Who may know of whom in a conversation."""

from collections.abc import Collection, Mapping

from goodword.accounts.models import Agent
from goodword.conversations.access import visible_conversations


def known_among(agents: Collection[Agent], conversation_ids: Collection[int]) -> Mapping[int, Collection[int]]:
    """Those of the conversations that each agent may read, by the agent's id."""
    return {agent.pk: _readable(agent, conversation_ids) for agent in agents}


def _readable(agent: Agent, conversation_ids: Collection[int]) -> set[int]:
    return set(visible_conversations(agent).filter(pk__in=conversation_ids).values_list("pk", flat=True))
