"""What promises object to."""

from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.guards import before
from goodword.promises.errors import StillOwed
from goodword.promises.queries.owed import what_blocks_closing


@before(close_conversation)
def nothing_is_owed(conversation: Conversation, *, by: Actor) -> None:  # noqa: ARG001 (whoever closes)
    """A matter is closed when nothing is owed to the customer any more. Raises StillOwed."""
    owed = what_blocks_closing(conversation)
    if owed:
        raise StillOwed(owed)
