"""Letters that read like a complaint and wait for somebody's word: in a conversation, and for an agent."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.db.models.functions import Substr

from goodword.accounts.models import Agent
from goodword.conversations.access import To, visible_conversations
from goodword.conversations.choices import ComplaintMark, State
from goodword.conversations.models import Conversation
from goodword.recovery.complaint_choices import IsIt
from goodword.recovery.models import NoticedComplaint

MOST = 10
_ANSWER = re.compile(r"\s*(?:re|aw|fw|fwd|rv|tr|wg|sv)\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadsLike:
    """A letter that reads like a complaint, with the words that say so."""

    message_id: int
    conversation_id: int
    customer_id: int
    customer: str
    about: str
    words: str
    at: datetime


def reads_like_complaint(conversation: Conversation) -> ReadsLike | None:
    """The first that waits; nothing is asked where the row says that none does."""
    if conversation.complaint_mark != ComplaintMark.NOTICED:
        return None
    return next(iter(_shown(conversation=conversation)), None)


def noticed_for(agent: Agent, most: int = MOST) -> list[ReadsLike]:
    """What waits in the conversations that the agent may answer and that are not closed, the oldest first."""
    marked = {"complaint_mark": ComplaintMark.NOTICED, "state__in": [State.OPEN, State.SNOOZED]}
    answered = visible_conversations(agent, To.ANSWER).filter(**marked)
    return _shown(most, conversation__in=answered)


def is_noticed_in(number: int, message_id: int) -> bool:
    """Whether this letter of the conversation reads like a complaint."""
    return NoticedComplaint.objects.filter(pk=message_id, conversation=number).exists()


def is_answer(subject: str) -> bool:
    """Whether the subject is that of another letter, which this one answers or sends on."""
    return _ANSWER.match(subject) is not None


def _shown(most: int = 1, **kept: object) -> list[ReadsLike]:
    rows = NoticedComplaint.objects.filter(answer=IsIt.WAITING, **kept).order_by("noticed_at", "message")
    words = Substr("message__body__text", F("start") + 1, F("end") - F("start"))
    columns = rows.annotate(words=words).values_list(
        "message_id",
        "conversation_id",
        "conversation__customer_id",
        "conversation__customer__name",
        "conversation__subject",
        "words",
        "message__subject",
        "message__at",
        "end",
    )
    return [
        ReadsLike(number, conversation, customer, name, about, " ".join((said if end else subject).split()), at)
        for number, conversation, customer, name, about, said, subject, at, end in columns[:most]
    ]
