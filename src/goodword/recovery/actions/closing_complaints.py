"""A complaint is done, or open again."""

from django.db import transaction

from goodword.conversations.choices import Delivery
from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, Invalid
from goodword.promises.actions.complaining import end_complaint
from goodword.promises.choices import Release
from goodword.recovery.actions.complaining import locked_complaint, tell
from goodword.recovery.actions.letting_go import TheirWords, take_let_go_back, write_let_go
from goodword.recovery.complaint_choices import Agreed, Result, Stage
from goodword.recovery.complaint_errors import ComplaintOpen
from goodword.recovery.complaint_events import ComplaintAnswered, ComplaintClosed, ComplaintReopened
from goodword.recovery.models import Complaint
from goodword.recovery.queries.complaints import is_answered, latest_decline, open_complaint, what_is_missing

_LOST = (Delivery.NONE, Delivery.FAILED, Delivery.BOUNCED)


@transaction.atomic
def close_complaint(
    number: int, *, by: Actor, result: Result, said: TheirWords | None = None, undoes: int | None = None
) -> Complaint:
    """It is done, and that came of it. What the customer let go is owed no more: they alone do so, and what they `said`
    is kept.

    Raises NotFound, NoComplaint, Invalid without a word of theirs, ComplaintOpen with what is missing.
    """
    if result not in set(Result) - {Result.NONE}:
        raise Invalid
    complaint = locked_complaint(number)
    if result == Result.WITHDRAWN and said is not None:
        write_let_go(complaint, said, by=by)
    missing = what_is_missing(complaint, result)
    if missing:
        raise ComplaintOpen(missing)
    if result == Result.WITHDRAWN:
        end_complaint(number, by=by, reason=Release.CUSTOMER)
    complaint.change(stage=Stage.CLOSED, closed_at=now(), closed_by_id=by.agent_id, result=result)
    tell(ComplaintClosed, complaint, by=by, undoes=undoes, result=result.value)
    return complaint


@transaction.atomic
def reopen_complaint(number: int, *, by: Actor, undoes: int | None = None) -> Complaint | None:
    """The last complaint of the conversation is open again. None where there is none. Raises NotFound, ActionRefused
    when another is open."""
    conversation = Conversation.objects.locked(number)
    closed = Complaint.objects.standing().filter(conversation=conversation, stage=Stage.CLOSED).order_by("-id").first()
    if closed is None:
        return None
    if open_complaint(conversation) is not None:
        raise ActionRefused
    closed.conversation = conversation
    take_let_go_back(closed, by=by)
    stage = Stage.RESPONDED if is_answered(closed) else Stage.INVESTIGATING
    answered_at = closed.responded_at if stage == Stage.RESPONDED else None  # nothing stands: it counts as open
    closed.change(stage=stage, responded_at=answered_at, closed_at=None, closed_by_id=None, result=Result.NONE)
    tell(ComplaintReopened, closed, by=by, undoes=undoes)
    return closed


@transaction.atomic
def follow_solution(number: int, *, by: Actor) -> Complaint | None:
    """A solution was told, refused or lost: the complaint is answered, or goes on; closed, it is open again. None where
    none is. Raises NotFound."""
    conversation = Conversation.objects.locked(number)
    complaint = open_complaint(conversation)
    if complaint is None:
        last = Complaint.objects.standing().filter(conversation=conversation).order_by("-id").first()
        if last is None or is_answered(last):
            return None
        return reopen_complaint(number, by=by)
    _forget_lost_decline(complaint)
    if is_answered(complaint) and complaint.stage != Stage.RESPONDED:
        complaint.change(stage=Stage.RESPONDED, responded_at=now())
        tell(ComplaintAnswered, complaint, by=by)
    elif not is_answered(complaint) and complaint.stage == Stage.RESPONDED:
        complaint.change(stage=Stage.INVESTIGATING, responded_at=None)
    return complaint


def _forget_lost_decline(complaint: Complaint) -> None:
    """A letter with the "no" that never arrived told nobody of it."""
    decline = latest_decline(complaint)
    if decline is None or decline.agreed != Agreed.AGREED or decline.told_in is None:
        return
    if decline.told_in.delivery in _LOST:
        decline.change(told_in=None)
