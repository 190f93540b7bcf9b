"""How a mailbox stands, wherever its page tells of it."""

from typing import Any

from django import template

from goodword.channels.email.reckoning import standing_of
from goodword.channels.email.types import Connection
from goodword.conversations.types import Mailbox

register = template.Library()


@register.inclusion_tag("settings/_on_server.html")
def on_server(mailbox: Mailbox, connection: Connection | None) -> dict[str, Any]:
    """What its server holds, and where to see more; nothing for a mailbox that is not read by IMAP."""
    read = connection is not None and bool(connection.imap_host)
    standing = standing_of(connection) if connection is not None and read else None
    return {"mailbox": mailbox, "connection": connection, "standing": standing}
