"""What the row keeps of complaints."""

from goodword.conversations.choices import ComplaintMark
from goodword.conversations.models import Conversation


def keep_complaint_mark(conversation: Conversation, mark: ComplaintMark) -> None:
    """Write on the row of a conversation that the caller holds under lock whether a complaint is open there, so that
    lists tell without asking. The room of complaints says so, whose events tell of it."""
    if conversation.complaint_mark != mark:
        conversation.change(complaint_mark=mark)
