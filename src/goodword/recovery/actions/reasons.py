"""Why somebody complains: the reason of a complaint is said, and may be said otherwise later."""

from django.db import transaction

from goodword.core.actor import Actor
from goodword.playbook.actions.reasons import chosen_reason
from goodword.playbook.models import Reason
from goodword.recovery.actions.complaining import locked_complaint, tell
from goodword.recovery.complaint_events import ComplaintReasonSaid
from goodword.recovery.models import Complaint


@transaction.atomic
def say_reason(number: int, reason: str, *, by: Actor) -> Complaint:
    """The open complaint of the conversation is for this reason (its key); for none that is known, by an empty one.

    What was given before keeps the reason of then. Raises NotFound, NoComplaint, Invalid.
    """
    complaint = locked_complaint(number)
    if complaint.reason is not None and complaint.reason.key == reason:
        return complaint
    return _say(complaint, chosen_reason(reason), by)


@transaction.atomic
def say_reason_again(number: int, reason_id: int | None, *, by: Actor, undoes: int) -> Complaint:
    """The reason that was said before, retired since or not; None: none was. Raises NotFound, NoComplaint."""
    return _say(locked_complaint(number), Reason.objects.filter(pk=reason_id or 0).first(), by, undoes)


def _say(complaint: Complaint, reason: Reason | None, by: Actor, undoes: int | None = None) -> Complaint:
    before, after = complaint.reason_id, reason.pk if reason else None
    if before != after:
        complaint.change(reason=reason)
        tell(ComplaintReasonSaid, complaint, by=by, undoes=undoes, reason_id=after, before_id=before)
    return complaint
