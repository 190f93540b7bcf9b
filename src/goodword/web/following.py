"""What an agent's browser may follow live, by the same access as the pages it then asks for."""

from collections.abc import Collection

from goodword.accounts.types import Agent
from goodword.conversations.access import conversation_for, visible_conversations
from goodword.conversations.events import ConversationAssigned, ConversationMoved
from goodword.core import live
from goodword.core.errors import NotFound

HIDING = (ConversationAssigned.kind, ConversationMoved.kind)


def _visible_among(agent: Agent, conversation_ids: Collection[int]) -> set[int]:
    return set(visible_conversations(agent).filter(pk__in=conversation_ids).values_list("pk", flat=True))


def _everybody(agent: Agent, what: str) -> None:
    """Each is told only of what they may see."""


def _only_oneself(agent: Agent, number: str) -> None:
    if int(number) != agent.pk:
        raise NotFound


def _who_may_read(agent: Agent, number: str) -> None:
    conversation_for(agent, int(number))


def let_agents_follow() -> None:
    """Register the topics of the desk."""
    live.authorize("inbox", _everybody, sees=_visible_among, hiding=HIDING)
    live.authorize("conversation", _who_may_read)
    live.authorize("agent", _only_oneself)
