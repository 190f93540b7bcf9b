"""Urgent wording in what a customer writes: noticed as it arrives, marked until somebody has it."""

import re
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


def notice_urgent_wording(conversation: Conversation, message: Message, fresh: str, *, first: bool) -> bool:
    """Mark the message and its conversation when the customer's own words call for somebody at once.

    `fresh` is what they wrote now, without quoted history. The caller holds the conversation under lock, and calls this
    for no history and no automatic mail.
    """
    text = _own_words(fresh)
    if first or _ANSWER.sub("", message.subject) != _ANSWER.sub("", conversation.subject):
        text = f"{message.subject}\n\n{text}"
    found = present_matcher().find(text)
    if not found:
        return False
    kinds = sorted({one.kind for one in found}, key=list(UrgentKind).index)
    UrgentMark.objects.create(
        message=message, conversation=conversation, kinds=kinds, words=_words(text, found), at=message.at
    )
    if conversation.urgent_since is None:
        conversation.change(urgent_since=message.at)
    record(
        UrgentWordingNoticed(
            by=SYSTEM,
            conversation_id=conversation.pk,
            person_id=conversation.customer_id,
            message_id=message.pk,
            kinds=[kind.value for kind in kinds],
        )
    )
    return True


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
