"""Why a customer contacted us, as their complaint says it."""

from goodword.conversations.models import Conversation
from goodword.playbook.models import Reason
from goodword.recovery.models import Complaint


def reason_here(conversation: Conversation) -> Reason | None:
    """That of the open complaint of the conversation; None if there is none, or nobody has said it."""
    rows = Complaint.objects.open().filter(conversation=conversation).select_related("reason")
    found = rows.exclude(reason=None).first()
    return found.reason if found else None
