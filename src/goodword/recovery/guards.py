"""What complaints object to."""

from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.guards import before
from goodword.recovery.complaint_errors import ComplaintOpen
from goodword.recovery.queries.complaints import open_complaint, what_is_missing


@before(close_conversation)
def no_complaint_is_open(conversation: Conversation, *, by: Actor) -> None:  # noqa: ARG001 (whoever closes)
    """A matter is closed once its complaint is. Raises ComplaintOpen."""
    complaint = open_complaint(conversation)
    if complaint is not None:
        raise ComplaintOpen(what_is_missing(complaint))
