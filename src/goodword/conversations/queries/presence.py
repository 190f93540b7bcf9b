"""Who may know of whom in a conversation."""

from collections.abc import Collection, Mapping

from goodword.accounts.models import Agent
from goodword.conversations.queries.hearing import Happened, told_of


def known_among(agents: Collection[Agent], conversation_ids: Collection[int]) -> Mapping[int, Collection[int]]:
    """Those of the conversations that each agent may read, by the agent's id; two queries for all of them."""
    numbers = sorted(conversation_ids)
    told = told_of(agents, [Happened("", number) for number in numbers])
    seen: dict[int, set[int]] = {agent.pk: set() for agent in agents}
    for number, one in zip(numbers, told, strict=True):
        for agent in one.seeing:
            seen[agent].add(number)
    return seen
