"""The customer's words go; that there was a complaint stays."""

from django.db import transaction

from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import NotFound
from goodword.recovery.actions.complaining import tell
from goodword.recovery.actions.grievance_binders import forget_binders_of
from goodword.recovery.complaint_events import ComplaintErased
from goodword.recovery.models import Complaint, ComplaintLetGo


@transaction.atomic
def erase_complaint(complaint_id: int, *, by: Actor) -> Complaint:
    """Destroy what the customer said, and the key of its hash: nobody can tell any more what it was. What they sought,
    the harm and what we understood, told by us of them, go too, and so do binders with it. Idempotent. Raises NotFound.
    """
    number = Complaint.objects.filter(pk=complaint_id).values_list("conversation_id", flat=True).first()
    conversation = Conversation.objects.locked(number or 0)
    complaint = Complaint.objects.filter(pk=complaint_id, conversation=conversation).first()
    if complaint is None:
        raise NotFound
    if complaint.erased_at is None:
        complaint.change(words="", words_key="", erased_at=now(), remedy_sought="", harm="")
        complaint.restatements.update(words="")
        ComplaintLetGo.objects.filter(complaint=complaint).update(words="", erased_at=now())
        forget_binders_of(complaint)
        tell(ComplaintErased, complaint, by=by)
    return complaint
