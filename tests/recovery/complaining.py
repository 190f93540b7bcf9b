"""A complaint of Odile's, and what tests do with it."""

from datetime import timedelta

from goodword.conversations.actions.matters import open_matter
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.choices import Says
from goodword.conversations.types import Conversation, MatterLink, Message
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.promises.actions.asking import Question
from goodword.recovery.actions.assessing import Assessment, assess_complaint
from goodword.recovery.actions.complaining import mark_complaint
from goodword.recovery.actions.correcting import fix_for_cause, fix_for_person
from goodword.recovery.actions.declining import ask_to_decline
from goodword.recovery.complaint_choices import Severity
from goodword.recovery.queries.complaints import open_complaint
from goodword.recovery.types import Complaint, ComplaintDecline
from tests.cast import Cast


def complaint_of(conversation: Conversation, by: Actor) -> Complaint:
    return mark_complaint(conversation.messages.order_by("id").first().pk, by=by)  # type: ignore[union-attr]


def solved(conversation: Conversation, by: Actor) -> Message:
    return send_reply(conversation.pk, by=by, html="<p>New ones come today.</p>", says=Says.SOLVES)


def assessed(conversation: Conversation, by: Actor) -> Complaint:
    return assess_complaint(conversation.pk, Assessment(severity=Severity.LOW), by=by)


def put_right(conversation: Conversation, by: Actor) -> None:
    """How bad it is, a fix for the person, and one for the cause with owner and date."""
    if not open_complaint(conversation).severity:  # type: ignore[union-attr] # there is one
        assessed(conversation, by)
    fix_for_person(conversation.pk, "Brought new dressings by hand.", by=by)
    due = now() + timedelta(days=14)
    fix_for_cause(conversation.pk, "Call before each delivery.", who=f"agent:{by.id}", due=due, by=by)


def link_of(conversation: Conversation) -> MatterLink:
    return open_matter(conversation.pk, person_id=conversation.customer_id, by=Actor.customer(conversation.customer_id))


def asked_to_decline(conversation: Conversation, cast: Cast, by: Actor) -> ComplaintDecline:
    question = Question(who=f"agent:{cast.tess.pk}", words="Decline?", due=now() + timedelta(hours=2))
    return ask_to_decline(conversation.pk, "Offered a replacement.", question, by=by)
