"""What the agent has begun to write."""

from goodword.accounts.models import Agent
from goodword.conversations.choices import DraftKind
from goodword.conversations.models import Conversation, Draft


def drafts_of(agent: Agent, conversation: Conversation) -> dict[DraftKind, Draft]:
    """The agent's own drafts in this conversation, with their files."""
    drafts = Draft.objects.filter(agent=agent, conversation=conversation).prefetch_related("attachments")
    return {DraftKind(draft.kind): draft for draft in drafts}
