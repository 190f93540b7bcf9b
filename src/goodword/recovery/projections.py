"""What follows of a conversation: what its row keeps of complaints, and for whom it says that something was given."""

from goodword.conversations.actions.marking_complaints import keep_complaint_mark
from goodword.conversations.choices import ComplaintMark
from goodword.conversations.models import Conversation
from goodword.recovery.complaint_choices import IsIt
from goodword.recovery.models import Complaint, NoticedComplaint, Remedy
from goodword.recovery.queries.complaints import open_complaint


def restate_complaint(number: int) -> None:
    """Bring the row of a conversation that the caller holds under lock up to date."""
    conversation = Conversation.objects.filter(pk=number).first()
    if conversation is not None:
        keep_complaint_mark(conversation, _mark_of(conversation))


def _mark_of(conversation: Conversation) -> ComplaintMark:
    if conversation.is_spam:
        return ComplaintMark.NONE
    complaint = open_complaint(conversation)
    if complaint is not None:
        return ComplaintMark.GRAVE if complaint.is_grave else ComplaintMark.OPEN
    waits = NoticedComplaint.objects.filter(conversation=conversation, answer=IsIt.WAITING).exists()
    return ComplaintMark.NOTICED if waits else ComplaintMark.NONE


def follow_customer(number: int, *, before: int, after: int) -> None:
    """The conversation, held by the caller, is another person's matter: so is what they complained of and were given in
    it, and counts for them. What is still asked for stays: it is to be asked anew."""
    Complaint.objects.filter(conversation=number, customer=before).update(customer=after)
    Remedy.objects.given().filter(conversation=number, customer=before).update(customer=after)
