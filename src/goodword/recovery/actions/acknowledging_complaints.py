"""The customer is told at once that we have their complaint, by when they have a solution, and where they can look."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goodword.accounts.queries import organization
from goodword.channels.email.actions.governing import allow_automatic_mail
from goodword.channels.email.choices import HeldBack, Purpose
from goodword.channels.email.models import Connection
from goodword.conversations.acknowledgements import harmless_name, spoken
from goodword.conversations.actions.acknowledging import write_by_desk
from goodword.conversations.events import AcknowledgementQueued
from goodword.conversations.matter_links import is_reached_from_outside
from goodword.conversations.models import Conversation, Message
from goodword.core.actor import SYSTEM, Actor
from goodword.core.clock import NEVER, now
from goodword.core.events import record
from goodword.promises.actions.complaining import complaint_owed, tell_complaint_time
from goodword.recovery.actions.complaining import locked_complaint, tell
from goodword.recovery.complaint_choices import Stage
from goodword.recovery.complaint_events import ComplaintAcknowledged, ComplaintNotAcknowledged
from goodword.recovery.models import Complaint

NO_ADDRESS = "no-address"


@transaction.atomic
def acknowledge_complaint(complaint_id: int) -> Message | None:
    """Write to whoever complained, in their language, if mail may leave by itself; else say that nobody was told.

    Idempotent: told once is told. None when no letter leaves.
    """
    number = Complaint.objects.filter(pk=complaint_id).values_list("conversation_id", flat=True).first()
    if number is None:
        return None
    conversation = Conversation.objects.locked(number)
    complaint = Complaint.objects.open().filter(pk=complaint_id).select_related("message").first()
    if complaint is None or complaint.acknowledged_at is not None:
        return None
    complaint.conversation = conversation
    held = _held(complaint)
    if held:
        tell(ComplaintNotAcknowledged, complaint, by=SYSTEM, reason=held)
        return None
    return _acknowledge(complaint)


@transaction.atomic
def say_acknowledged(number: int, *, by: Actor) -> Complaint:
    """The customer knows already: they were told in person, or by telephone. Raises NotFound, NoComplaint."""
    complaint = locked_complaint(number)
    if complaint.acknowledged_at is None:
        _mark_told(complaint, by, None)
    return complaint


def _held(complaint: Complaint) -> str:
    """Why no letter may leave; empty if one may, which counts it."""
    letter, mailbox = complaint.message, complaint.conversation.mailbox
    address = (letter.reply_to or letter.sender_address) if letter else ""
    if "@" not in address or mailbox is None:
        return NO_ADDRESS
    if not Connection.objects.filter(mailbox=mailbox).exclude(smtp_host="").exists():
        return NO_ADDRESS
    held: HeldBack = allow_automatic_mail(
        address,
        mailbox.pk,
        purpose=Purpose.ACKNOWLEDGEMENT,
        conversation_id=complaint.conversation_id,
        customer_id=complaint.customer_id,
    )
    return held.value


def _acknowledge(complaint: Complaint) -> Message:
    conversation, letter = complaint.conversation, complaint.message
    assert letter is not None  # noqa: S101 (_held saw its address)
    name = letter.sender_name if letter.reply_to else conversation.customer.name
    message = write_by_desk(conversation, letter, _text(complaint, name), name=name)
    facts = {"conversation_id": conversation.pk, "person_id": conversation.customer_id}
    record(AcknowledgementQueued(by=SYSTEM, message_id=message.pk, **facts))
    _mark_told(complaint, SYSTEM, message)
    return message


def _mark_told(complaint: Complaint, by: Actor, message: Message | None) -> None:
    stage = Stage.ACKNOWLEDGED if complaint.stage == Stage.RECEIVED else complaint.stage
    complaint.change(acknowledged_at=now(), stage=stage)
    tell_complaint_time(complaint.conversation_id, by=by)
    tell(ComplaintAcknowledged, complaint, by=by, message_id=message.pk if message else None)


def _text(complaint: Complaint, name: str) -> str:
    house, customer = organization(), complaint.conversation.customer
    language = customer.language or (house.language if house else "en")
    zone = ZoneInfo(house.time_zone if house else "UTC")
    promise = complaint_owed(complaint.conversation)
    with translation.override(spoken(language)), timezone.override(zone):
        who = harmless_name(name)
        hello = _("Hello %(name)s,") % {"name": who} if who else _("Hello,")
        have = _("we have your complaint, and we are sorry that you had reason for it. Its number is #%(number)s.")
        by_when = _by_when(promise.due_at) if promise and promise.due_at < NEVER else ""
        page = _("If you want to add something, simply answer this mail.")
        if house is not None and house.links_matters and is_reached_from_outside():
            page = _(
                "On the page of your matter you can see what happens, say whether we understood you, and add to it. "
                "You can also simply answer this mail."
            )
        automatic = _("This mail was sent automatically when your complaint arrived.")
        sender = house.name if house else ""
        parts = [hello, have % {"number": complaint.conversation_id}, by_when, page, f"{automatic}\n{sender}"]
    return "\n\n".join(part for part in parts if part)


def _by_when(due: datetime) -> str:
    """Nobody is promised a time that has passed."""
    if due <= now():
        return _("You should have had a solution from us by %(when)s. We owe it to you still.") % {"when": _when(due)}
    return _("You will have a solution from us by %(when)s.") % {"when": _when(due)}


def _when(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{date_format(local, 'DATETIME_FORMAT')} ({local.tzname()})"
