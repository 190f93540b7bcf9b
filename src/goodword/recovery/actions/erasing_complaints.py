"""The customer's words go; that there was a complaint stays."""

from django.db import transaction

from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import NotFound
from goodword.recovery.actions.complaining import tell
from goodword.recovery.complaint_events import ComplaintErased
from goodword.recovery.models import Complaint


@transaction.atomic
def erase_complaint(complaint_id: int, *, by: Actor) -> Complaint:
    """Destroy what the customer said, and the key of its hash: nobody can tell any more what it was. What they sought
    and the harm, told by us of them, go too. Idempotent. Raises NotFound."""
    number = Complaint.objects.filter(pk=complaint_id).values_list("conversation_id", flat=True).first()
    conversation = Conversation.objects.locked(number or 0)
    complaint = Complaint.objects.filter(pk=complaint_id, conversation=conversation).first()
    if complaint is None:
        raise NotFound
    if complaint.erased_at is None:
        complaint.change(words="", words_key="", erased_at=now(), remedy_sought="", harm="")
        tell(ComplaintErased, complaint, by=by)
    return complaint
