"""What letters of ours promise that nobody said yet whether to keep track of, put to whoever may know."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from goodword.accounts.models import Agent
from goodword.conversations.access import To, visible_conversations
from goodword.core.clock import now
from goodword.promises.models import NoticedPromise
from goodword.promises.queries.noticed import LATEST

_READ = (
    "words", "due_at", "options", "conversation__customer_id", "conversation__customer__name", "conversation__subject",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proposal:
    """Words that promise something, in a letter that left. Without `due_at` one of the `choices` is meant."""

    id: int
    conversation_id: int
    customer_id: int
    customer: str
    about: str
    words: str
    due_at: datetime | None
    choices: list[datetime]


def proposals_for(agent: Agent, most: int) -> list[Proposal]:
    """What is still to come of what the agent wrote, and of what no known person wrote in a conversation of theirs:
    what is due first stands first, what may mean several times last."""
    rows = _put_to(agent).order_by(F("due_at").asc(nulls_last=True), "pk")
    found = [_shown(row) for row in rows.select_related("conversation__customer").only(*_READ)[:most]]
    return [proposal for proposal in found if proposal.due_at or proposal.choices]


def _put_to(agent: Agent) -> QuerySet[NoticedPromise]:
    """In two parts, each found by the index of who wrote."""
    is_to_come = Q(due_at__gt=now()) | Q(due_at=None, created_at__gt=now() - LATEST)
    waiting = NoticedPromise.objects.proposed().filter(is_to_come).values("pk")
    parts = waiting.filter(writer=agent).union(waiting.filter(writer=None, conversation__assignee=agent))
    answered = visible_conversations(agent, To.ANSWER).wanted().filter(pk=OuterRef("conversation_id"))
    return NoticedPromise.objects.filter(Exists(answered), pk__in=parts)


def _shown(row: NoticedPromise) -> Proposal:
    conversation = row.conversation
    return Proposal(
        row.pk,
        conversation.pk,
        conversation.customer_id,
        conversation.customer.name,
        conversation.subject,
        row.words,
        row.due_at,
        [one for one in row.choices if one > now()],
    )
