"""Where a colleague's answer to a notice may go: to a mailbox at which it can be told who sent it."""

from dataclasses import dataclass

from goodword.channels.email.answering import Noticed, notice_address
from goodword.channels.email.forwarding import servers_known
from goodword.channels.email.looping import takes_reply_addresses
from goodword.channels.email.models import Connection
from goodword.conversations.models import Conversation


@dataclass(frozen=True, slots=True)
class AnswerWay:
    """The address that answers go to."""

    reply_to: str


def answer_way(noticed: Noticed) -> AnswerWay | None:
    """How the agent can answer the notice by mail: best through the conversation's own mailbox. None if no mailbox's
    server tells us who sent a mail, since everybody can write somebody else's address into From."""
    own = Conversation.objects.filter(pk=noticed.number).values_list("mailbox_id", flat=True).first()
    able = Connection.objects.exclude(imap_host="").select_related("mailbox").order_by("pk")
    for connection in sorted(able, key=lambda one: one.mailbox_id != own):
        if servers_known(connection):
            address = connection.mailbox.address
            return AnswerWay(notice_address(address, noticed) if takes_reply_addresses(connection) else address)
    return None
