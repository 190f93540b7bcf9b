"""A customer's letter reads like a complaint: somebody of the house is asked, and nothing is marked by itself."""

from django.db import transaction

from goodword.channels.email.forwarding import is_ours
from goodword.conversations.models import Conversation, Message
from goodword.core.actor import SYSTEM, Actor
from goodword.core.clock import now
from goodword.core.errors import NotFound
from goodword.core.events import record
from goodword.recovery.actions.complaining import mark_complaint
from goodword.recovery.complaint_choices import IsIt, Source
from goodword.recovery.complaint_events import ComplaintNoticed, NoticedComplaintDismissed
from goodword.recovery.models import Complaint, NoticedComplaint
from goodword.recovery.noticing import notice_complaint
from goodword.recovery.projections import restate_complaint
from goodword.recovery.queries.complaints import open_complaint
from goodword.recovery.queries.noticed import is_answer


@transaction.atomic
def notice_in(message_id: int, *, is_first: bool) -> NoticedComplaint | None:
    """Read a letter that has just come, by its own words without what it quotes; `is_first`: the matter began with it.
    None where it does not complain, a colleague or another mailbox wrote it, or a complaint is open already."""
    message = Message.objects.select_related("body", "conversation").filter(pk=message_id).first()
    if message is None:
        return None
    is_of_matter = not is_first and message.subject == message.conversation.subject
    subject = "" if is_of_matter or is_answer(message.subject) else message.subject
    found = notice_complaint(message.body.text[: message.body.quoted_from], subject)
    if found is None or is_ours(message.sender_address) or open_complaint(message.conversation) is not None:
        return None
    row, is_new = NoticedComplaint.objects.get_or_create(
        message=message,
        defaults={
            "conversation": message.conversation,
            "cue": found.cue,
            "start": found.start,
            "end": found.end,
        },
    )
    if is_new:
        conversation = message.conversation
        record(
            ComplaintNoticed(
                by=SYSTEM,
                conversation_id=conversation.pk,
                person_id=conversation.customer_id,
                message_id=message.pk,
                cue=found.cue.value,
            )
        )
    return row


@transaction.atomic
def confirm_noticed(message_id: int, *, by: Actor) -> Complaint:
    """It is one: its day has run since the letter came. Raises NotFound, ActionRefused."""
    _locked(message_id)
    return mark_complaint(message_id, by=by, source=Source.NOTICED)


@transaction.atomic
def dismiss_noticed(message_id: int, *, by: Actor) -> NoticedComplaint:
    """It is none, and the letter is not asked about again. Idempotent. Raises NotFound."""
    row = _locked(message_id)
    if row.answer == IsIt.WAITING:
        _answer(row, IsIt.NONE, by)
        _tell_dismissed(row, by)
    return row


@transaction.atomic
def ask_again(message_id: int, *, by: Actor, undoes: int | None = None) -> NoticedComplaint:
    """Somebody dismissed it by mistake. Raises NotFound."""
    row = _locked(message_id)
    if row.answer == IsIt.NONE and open_complaint(row.conversation) is None:
        _forget_answer(row)
        record(
            ComplaintNoticed(
                by=by,
                undoes=undoes,
                conversation_id=row.conversation_id,
                person_id=row.conversation.customer_id,
                message_id=row.pk,
                cue=row.cue,
            )
        )
    return row


def settle_noticed(number: int, *, by: Actor) -> None:
    """A letter of the conversation is a complaint now: nothing else is asked there. The caller holds it."""
    for row in NoticedComplaint.objects.filter(conversation=number, answer=IsIt.WAITING):
        _answer(row, IsIt.COMPLAINT, by)
    restate_complaint(number)


def follow_withdrawal(complaint_id: int, *, by: Actor, is_undone: bool) -> None:
    """The complaint that was marked is none: so are the letters; a slip of the key asks about them again. The caller
    holds the conversation."""
    complaint = Complaint.objects.get(pk=complaint_id)
    rows = NoticedComplaint.objects.filter(conversation=complaint.conversation_id, answer=IsIt.COMPLAINT)
    for row in rows.filter(answered_at__gte=complaint.marked_at):
        if is_undone:
            _forget_answer(row)
        else:
            _answer(row, IsIt.NONE, by)
    restate_complaint(complaint.conversation_id)


def _locked(message_id: int) -> NoticedComplaint:
    """The row, its conversation under lock. Raises NotFound."""
    number = NoticedComplaint.objects.filter(pk=message_id).values_list("conversation_id", flat=True).first()
    conversation = Conversation.objects.locked(number or 0)
    row = NoticedComplaint.objects.filter(pk=message_id).first()
    if row is None:
        raise NotFound
    row.conversation = conversation
    return row


def _answer(row: NoticedComplaint, answer: IsIt, by: Actor) -> None:
    row.change(answer=answer, answered_by_id=by.agent_id, answered_at=now())


def _forget_answer(row: NoticedComplaint) -> None:
    row.change(answer=IsIt.WAITING, answered_by_id=None, answered_at=None)


def _tell_dismissed(row: NoticedComplaint, by: Actor) -> None:
    record(
        NoticedComplaintDismissed(
            by=by,
            conversation_id=row.conversation_id,
            person_id=row.conversation.customer_id,
            message_id=row.pk,
        )
    )
