"""Refusals of the e-mail channel."""

from django.utils.translation import gettext_lazy as _

from goodword.core.errors import DomainError


class NoMailboxConnected(DomainError):
    """The desk itself has no way to send a mail."""

    code = "no-mailbox-connected"
    default = _(
        "The desk cannot send mail yet: no mailbox is connected to a server for outgoing mail. An administrator can "
        "connect one under Settings, Mailboxes."
    )
