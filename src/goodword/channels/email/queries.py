"""Mailboxes with the servers behind them, and mail that went wrong, for the screens."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from goodword.channels.email.choices import Reading, Sending
from goodword.channels.email.models import Connection, OutgoingMail, ReceivedMail
from goodword.conversations.models import Mailbox
from goodword.core.errors import NotFound
from goodword.people.addresses import normalize_address


def connected_mailboxes() -> Sequence[Mailbox]:
    """Every mailbox by address, with its team and its connection, if it has one."""
    return list(Mailbox.objects.select_related("team", "email_connection").order_by("address"))


def mailbox_and_connection(mailbox_id: int) -> tuple[Mailbox, Connection | None]:
    """The mailbox, and how it is connected if it is. Raises NotFound."""
    mailbox = Mailbox.objects.select_related("team", "email_connection").filter(pk=mailbox_id).first()
    if mailbox is None:
        raise NotFound
    return mailbox, getattr(mailbox, "email_connection", None)


def mailbox_at(address: str) -> Mailbox:
    """The mailbox with this address. Raises NotFound saying which there are."""
    mailboxes = list(Mailbox.objects.order_by("address"))
    for mailbox in mailboxes:
        if mailbox.address == normalize_address(address):
            return mailbox
    there = ", ".join(mailbox.address for mailbox in mailboxes) or _("none yet")
    raise NotFound(_("There is no mailbox %(address)s. Mailboxes: %(there)s.") % {"address": address, "there": there})


def unreadable_mail(before: int | None = None, size: int = 50) -> Sequence[ReceivedMail]:
    """Mail that could not be read, newest first; `before` is the id of the last one seen."""
    rows = ReceivedMail.objects.filter(reading=Reading.UNREADABLE).exclude(reading=Reading.READ)  # as its index says
    rows = rows.select_related("mailbox", "raw")
    return list((rows.filter(pk__lt=before) if before else rows).order_by("-pk")[:size])


def failed_mail(before: int | None = None, size: int = 50) -> Sequence[OutgoingMail]:
    """Replies that could not be delivered to the relay, newest first."""
    rows = OutgoingMail.objects.filter(sending=Sending.FAILED).select_related("message__conversation__customer")
    return list((rows.filter(pk__lt=before) if before else rows).order_by("-pk")[:size])


def waiting_mail_of(mailbox_id: int) -> Sequence[OutgoingMail]:
    """Replies that have not begun to leave the mailbox, in the order in which they were put into the outbox."""
    waiting = OutgoingMail.objects.filter(sending=Sending.WAITING, message__conversation__mailbox_id=mailbox_id)
    return list(waiting.order_by("pk"))
