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


class CameBack(Problem):
    """A mail came back. `words` are those of the server in quotation marks, or nothing."""

    code = "came-back"
    template = _("Mail to {address} came back, and their server does not say why.{words} Reach them another way.")


class NoSuchMailbox(CameBack):
    code = "came-back-no-mailbox"
    template = _("{address}: this mailbox does not exist.{words} Check the address, or reach them another way.")


class NoSuchDomain(CameBack):
    code = "came-back-no-domain"
    template = _("{address}: nobody takes mail for this domain.{words} Check what stands behind the @.")


class MailboxClosed(CameBack):
    code = "came-back-closed"
    template = _("{address}: this mailbox is closed.{words} Reach them another way.")


class MailboxFull(CameBack):
    code = "came-back-full"
    template = _("{address}: this mailbox is full.{words} Write again later, or reach them another way.")


class LetterTooLarge(CameBack):
    code = "came-back-too-large"
    template = _("{address}: the letter is too large for this mailbox.{words} Send it again with smaller files.")


class LetterRefused(CameBack):
    code = "came-back-refused"
    template = _("{address}: their server refuses our mail.{words} Tell an administrator; reach them another way.")


class ServerUnreachable(CameBack):
    code = "came-back-unreachable"
    template = _("{address}: their server could not be reached for days.{words} Check what stands behind the @.")


class WentInCircles(CameBack):
    code = "came-back-loop"
    template = _("{address}: mail to this address goes in circles between servers.{words} Reach them another way.")


class Delayed(Problem):
    """A mail waits at a relay; nobody must do anything yet."""

    code = "mail-delayed"
    template = _("{address}: their server cannot take it yet.{words} It is tried again; you will see if it comes back.")


class FolderCountedAnew(DomainError):
    """The UIDs that were counted no longer name the same mails."""

    code = "folder-counted-anew"
    default = _("The server has numbered the mails of a folder anew. Count the older mail again.")


class DatabaseAway(Problem):
    """Mail cannot be taken in: the database fails."""

    code = "mail-waits-database"
    template = _("Mail stays at the provider: the database here does not answer.")


class DiskFails(Problem):
    """Mail cannot be taken in: the disk fails."""

    code = "mail-waits-disk"
    template = _("Mail stays at the provider: it cannot be stored here, the disk may be full.")


class ReadingBroke(Problem):
    """The program failed at a mailbox."""

    code = "mail-reading-broke"
    template = _("Something unexpected went wrong while reading the mailbox. The log says more.")


class NobodyAt(Problem):
    """Mail for no mailbox of ours."""

    code = "mail-nobody-at"
    template = _("No mailbox of this desk has its address, {address}. Add the mailbox, then try again.")


class NobodyMeant(Problem):
    """The same, where not even the address is known."""

    code = "mail-nobody-meant"
    template = _("It is not known for which mailbox this mail is.")


class ReadingFailed(Problem):
    """A fault of the program with this mail."""

    code = "mail-reading-failed"
    template = _("The program failed while reading it ({kind}). The log says more.")


class ReadingStopped(Problem):
    """The program died each time."""

    code = "mail-reading-stopped"
    template = _("The program stopped each time it read this mail ({times} times).")


class SentBack(Problem):
    """The test of reply addresses failed."""

    code = "loop-sent-back"
    template = _("The server sent the test mail back: it knows no such address.")


class FolderLost(Problem):
    """A folder that was chosen cannot be opened any more."""

    code = "mail-folder-lost"
    template = _(
        "The server has no folder {folder} any more, or does not let us open it. Choose the folders again. It said: "
        "{words}"
    )
