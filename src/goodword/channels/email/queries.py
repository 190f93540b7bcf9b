"""Mailboxes with the servers behind them, and mail that went wrong, for the screens."""

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from goodword.channels.email.choices import AlarmKind, HeldBack, Reading, Sending
from goodword.channels.email.ledger import AutomaticMail
from goodword.channels.email.models import (
    Connection,
    DoorTrouble,
    Grant,
    MailboxAlarm,
    OutgoingMail,
    ReceivedMail,
    Registration,
)
from goodword.conversations.models import Mailbox
from goodword.core.clock import now
from goodword.core.errors import NotFound
from goodword.people.addresses import normalize_address


def connected_mailboxes() -> Sequence[Mailbox]:
    """Every mailbox by address, with its team and its connection, if it has one."""
    return list(Mailbox.objects.select_related("team", "email_connection").order_by("address"))


def is_any_connected() -> bool:
    """Whether a mailbox has a server of its own, for mail in or out."""
    return Connection.objects.exists()


def mailbox_and_connection(mailbox_id: int) -> tuple[Mailbox, Connection | None]:
    """The mailbox, and how it is connected if it is. Raises NotFound."""
    mailbox = Mailbox.objects.select_related("team", "email_connection").filter(pk=mailbox_id).first()
    if mailbox is None:
        raise NotFound
    return mailbox, getattr(mailbox, "email_connection", None)


def grant_of(mailbox_id: int) -> Grant | None:
    """What a provider granted for the mailbox, with the desk's registration there; None when nobody signed in."""
    return Grant.objects.select_related("registration").filter(mailbox_id=mailbox_id).first()


def all_registrations() -> Sequence[Registration]:
    """How the desk is registered at sign-in providers, by name."""
    return list(Registration.objects.order_by("name", "pk"))


def registration_at(registration_id: int) -> Registration:
    """The registration of this id. Raises NotFound."""
    registration = Registration.objects.filter(pk=registration_id).first()
    if registration is None:
        raise NotFound
    return registration


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


def held_back_mail(mailbox_id: int, size: int = 20) -> Sequence[AutomaticMail]:
    """What the desk wanted to write by itself and did not, newest first."""
    rows = AutomaticMail.objects.filter(mailbox_id=mailbox_id).exclude(held=HeldBack.NO)
    return list(rows.order_by("-at", "-pk")[:size])


def open_alarms(mailbox_id: int, kinds: Sequence[AlarmKind]) -> Sequence[MailboxAlarm]:
    """The mailbox's alarms of these kinds that are not over."""
    return list(MailboxAlarm.objects.filter(mailbox_id=mailbox_id, kind__in=kinds, cleared_at=None).order_by("pk"))


def door_troubles(size: int = 20) -> Sequence[DoorTrouble]:
    """When doors could not keep what they were given: what lasts, and what ended in the last week, newest first."""
    recent = Q(over_at=None) | Q(over_at__gte=now() - timedelta(days=7))
    return list(DoorTrouble.objects.filter(recent).order_by("-last_at")[:size])
