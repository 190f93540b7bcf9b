"""Why somebody complains: the reason of a complaint is said, and may be said otherwise later."""

from django.db import transaction

from goodword.core.actor import Actor
from goodword.playbook.actions.reasons import chosen_reason
from goodword.recovery.actions.complaining import locked_complaint, tell
from goodword.recovery.complaint_events import ComplaintReasonSaid
from goodword.recovery.models import Complaint


@transaction.atomic
def say_reason(number: int, reason: str, *, by: Actor, undoes: int | None = None) -> Complaint:
    """The open complaint of the conversation is for this reason (its key); for none that is said, by an empty one.

    What was given before keeps the reason of then. Raises NotFound, NoComplaint, Invalid.
    """
    complaint = locked_complaint(number)
    row = chosen_reason(reason) if reason != _key_of(complaint) else complaint.reason
    before, after = complaint.reason_id, row.pk if row else None
    if before != after:
        complaint.change(reason=row)
        tell(ComplaintReasonSaid, complaint, by=by, undoes=undoes, reason_id=after, before_id=before)
    return complaint


def _key_of(complaint: Complaint) -> str:
    return complaint.reason.key if complaint.reason else ""
