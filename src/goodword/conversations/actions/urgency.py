"""Urgent wording in what a customer writes: noticed as it arrives, marked until somebody has it."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from goodword.conversations.actions.assigning import assign
from goodword.conversations.choices import UrgentKind
from goodword.conversations.events import UrgentAcknowledged, UrgentWordingNoticed
from goodword.conversations.models import Conversation, Message, UrgentMark
from goodword.conversations.queries.urgency import present_matcher
from goodword.conversations.urgency import Found
from goodword.core.actor import SYSTEM, Actor
from goodword.core.events import record

MOST_WORDS = 5
_LONGEST = 160
_SIGNATURE = re.compile(r"\n-- ?\r?\n")
_QUOTED_LINE = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_ANSWER = re.compile(r"^(?:\s*[A-Za-z]{2,4}\s*:)+\s*")


@dataclass(frozen=True, slots=True)
class Urgent:
    """What the urgent words are about, and the words."""

    kinds: list[UrgentKind]
    words: list[str]


def urgent_wording(subject: str, fresh: str, *, about: str | None) -> Urgent | None:
    """What in the customer's own words calls for somebody at once; not to be asked of history and automatic mail.

    `fresh` is what they wrote now, without quoted history, `about` the subject that the conversation has already.
    """
    text = _own_words(fresh)
    if about is None or _ANSWER.sub("", subject) != _ANSWER.sub("", about):
        text = f"{subject}\n\n{text}"
    found = present_matcher().find(text)
    if not found:
        return None
    return Urgent(sorted({one.kind for one in found}, key=list(UrgentKind).index), _words(text, found))


def notice_urgent_wording(conversation: Conversation, message: Message, urgent: Urgent) -> None:
    """Mark the message and its conversation, which the caller holds under lock, and tell of it."""
    UrgentMark.objects.create(
        message=message, conversation=conversation, kinds=urgent.kinds, words=urgent.words, at=message.at
    )
    if conversation.urgent_since is None:
        conversation.change(urgent_since=message.at)
    record(
        UrgentWordingNoticed(
            by=SYSTEM,
            conversation_id=conversation.pk,
            person_id=conversation.customer_id,
            message_id=message.pk,
            kinds=[kind.value for kind in urgent.kinds],
        )
    )


def _own_words(fresh: str) -> str:
    return _QUOTED_LINE.sub("", _SIGNATURE.split(fresh, maxsplit=1)[0])


def _words(text: str, found: list[Found]) -> list[str]:
    """What they wrote, each passage once, and none inside of another."""
    passages, end = list[str](), -1
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.end > end:
            passages.append(" ".join(text[one.start : one.end].split())[:_LONGEST])
            end = one.end
    return list(dict.fromkeys(passages))[:MOST_WORDS]


@transaction.atomic
def acknowledge_urgent(number: int, *, by: Actor) -> Conversation:
    """*I have it*: the mark goes, and a conversation that nobody had is theirs. Twice is once. Raises NotFound."""
    conversation = Conversation.objects.locked(number)
    if conversation.urgent_since is None:
        return conversation
    if conversation.assignee_id is None:
        assign(conversation, by=by, to=by.writer_id)
    conversation.change(urgent_since=None)
    record(UrgentAcknowledged(by=by, conversation_id=conversation.pk, person_id=conversation.customer_id))
    return conversation


@transaction.atomic
def settle_urgent(number: int, *, answered_at: datetime | None = None) -> None:
    """The customer was answered, or the matter closed, which its own event tells: the mark goes. Raises NotFound.

    What they wrote after the answer was written is not answered by it.
    """
    if not Conversation.objects.filter(pk=number, urgent_since__isnull=False).exists():
        return
    conversation = Conversation.objects.locked(number)
    if conversation.urgent_since is not None:
        conversation.change(urgent_since=_unanswered(conversation, answered_at) if answered_at else None)


def _unanswered(conversation: Conversation, answered_at: datetime) -> datetime | None:
    marks = UrgentMark.objects.filter(conversation=conversation, at__gte=conversation.urgent_since, at__gt=answered_at)
    return marks.order_by("at").values_list("at", flat=True).first()
