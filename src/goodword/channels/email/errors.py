"""Refusals of the e-mail channel."""

from django.utils.translation import gettext_lazy as _

from goodword.core.errors import DomainError
from goodword.core.problems import Problem


class NoMailboxConnected(DomainError):
    """The desk itself has no way to send a mail."""

    code = "no-mailbox-connected"
    default = _(
        "The desk cannot send mail yet: no mailbox is connected to a server for outgoing mail. An administrator can "
        "connect one under Settings, Mailboxes."
    )


class MailboxGone(Problem):
    """The conversation has no mailbox to answer from."""

    code = "mailbox-gone"
    template = _("The mailbox of this conversation is gone, so there is no address to answer from.")


class NoRelay(Problem):
    """The mailbox has no server for outgoing mail."""

    code = "no-relay"
    template = _(
        "No server for outgoing mail is connected to {address}. An administrator can connect one under Settings, "
        "Mailboxes; then try again."
    )


class NotComposed(Problem):
    """The reply's rows do not make a mail."""

    code = "not-composed"
    template = _(
        "This reply could not be put together as a mail. Check the customer's address; if it is right, tell an "
        "administrator: the log says more."
    )


class BrokeOffTwice(Problem):
    """The relay was handed the mail twice and never answered."""

    code = "broke-off-twice"
    template = _(
        "The mail server broke off twice before it answered, so the reply has probably arrived. Ask the customer "
        "before you send it again."
    )


class LimitReached(Problem):
    """The mailbox may send no more for now."""

    code = "sending-limit"
    template = _("{address} may send no more for now: its limit is reached. The reply leaves on {leaves_at}.")
