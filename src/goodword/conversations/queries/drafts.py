"""What has been begun in a conversation and has not left."""

from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from goodword.accounts.models import Agent
from goodword.conversations.choices import DraftKind
from goodword.conversations.models import Conversation, Draft
from goodword.core.db.written_once import WrittenOnce


@dataclass(frozen=True, slots=True)
class Drafts:
    """What one agent has begun to write, the replies that others have begun, and everybody's replies that leave later,
    in the order in which they leave."""

    own: dict[DraftKind, Draft] = field(default_factory=dict)
    planned: list[Draft] = field(default_factory=list)
    others: list[Draft] = field(default_factory=list)


def _begun(agent: int, conversation: int) -> QuerySet[Draft]:
    rows = Draft.objects.filter(Q(agent_id=agent) | ~Q(kind=DraftKind.NOTE), conversation_id=conversation)
    return rows.select_related("agent").prefetch_related("attachments").order_by("leaves_at", "pk")


_BEGUN = WrittenOnce(_begun, "agent", "conversation")


def drafts_in(conversation: Conversation, agent: Agent) -> Drafts:
    """The agent's own drafts in this conversation, the replies of others, and all that leave later, with their files.
    A note that somebody else has begun is nobody's business."""
    drafts = Drafts()
    for draft in _BEGUN.rows(agent=agent.pk, conversation=conversation.pk):
        if draft.kind == DraftKind.PLANNED:
            drafts.planned.append(draft)
        elif draft.agent_id != agent.pk:
            drafts.others.append(draft)
        else:
            drafts.own[DraftKind(draft.kind)] = draft
    return drafts
