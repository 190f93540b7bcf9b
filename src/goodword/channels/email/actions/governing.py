"""The governor: every mail that the desk writes by itself asks here first, so that it never becomes a flood."""

import re
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.channels.email.actions.alarms import clear_alarm, raise_alarm
from goodword.channels.email.choices import AlarmKind, HeldBack, Purpose
from goodword.channels.email.events import AutomaticMailLimited, AutomaticMailResumed
from goodword.channels.email.ledger import AutomaticMail, AutomaticMailLimits
from goodword.channels.email.models import MailboxAlarm
from goodword.channels.email.threading import mailbox_address_of
from goodword.conversations.models import Mailbox
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.db.locks import lock_name
from goodword.core.errors import Invalid, NotFound
from goodword.core.events import record
from goodword.people.addresses import normalize_address
from goodword.people.queries import may_be_written_automatically, standing_of

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MOST_PER_HOUR = 10_000
_NOBODY = re.compile(
    r"(?:no|not|do-?not|dont|never)[-_.]?(?:reply|respond|answer)|.*[-_.+](?:no-?reply|bounces?)|bounces?(?:[-_.+=].*)?|"
    r"mailer[-_]?daemon|mail[-_]?daemon|postmaster|abuse|listserv|majordomo|nobody|devnull|.*-(?:request|owner)|owner-.*",
)


@transaction.atomic
def allow_automatic_mail(
    address: str,
    mailbox_id: int,
    *,
    purpose: Purpose,
    conversation_id: int | None = None,
    customer_id: int | None = None,
    is_repeated: bool = False,
) -> HeldBack:
    """Whether a program may write to the address from the mailbox now; `HeldBack.NO` means yes, and counts.

    Call it in the transaction that writes the mail, after the conversation is locked. Two workers never exceed a limit
    together. A mailbox that reaches its limit stops, with an alarm, until an administrator lets it go on.
    """
    value = normalize_address(address)
    lock_name(f"automatic-mail-from:{mailbox_id}")
    lock_name(f"automatic-mail-to:{value}")
    limits = limits_of(mailbox_id)
    held = _never(value, customer_id) or (HeldBack.REPEATED if is_repeated else _too_much(value, mailbox_id, limits))
    AutomaticMail.objects.create(
        mailbox_id=mailbox_id, conversation_id=conversation_id, address=value, purpose=purpose, at=now(), held=held
    )
    if held is HeldBack.FLOOD:
        raise_alarm(mailbox_id, AlarmKind.FLOOD, facts={"per_hour": limits.per_hour})
    return held


def limits_of(mailbox_id: int) -> AutomaticMailLimits:
    """The mailbox's limits: those set for it, else those that all have."""
    found = AutomaticMailLimits.objects.filter(mailbox_id=mailbox_id).first()
    return found or AutomaticMailLimits(mailbox_id=mailbox_id)


def _never(address: str, customer_id: int | None) -> HeldBack:
    """Who is never written to by a program, however little it would be."""
    local, at, _domain = address.rpartition("@")
    if not at or _NOBODY.fullmatch(local):
        return HeldBack.NO_REPLY
    if Mailbox.objects.filter(address__in={address, mailbox_address_of(address), _without_extension(address)}).exists():
        return HeldBack.OWN_MAILBOX
    standing = standing_of(address)
    if standing is not None and standing.complained_at:
        return HeldBack.COMPLAINED
    if standing is not None and standing.bounced_at and standing.is_hard:
        return HeldBack.BOUNCED
    if not may_be_written_automatically(address=address, customer_id=customer_id):
        return HeldBack.DECEASED
    return HeldBack.NO


def _without_extension(address: str) -> str:
    local, _at, domain = address.rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _too_much(address: str, mailbox_id: int, limits: AutomaticMailLimits) -> HeldBack:
    left = AutomaticMail.objects.filter(held=HeldBack.NO)
    alarms = MailboxAlarm.objects.filter(mailbox_id=mailbox_id, kind=AlarmKind.FLOOD)
    if alarms.filter(cleared_at=None).exists():
        return HeldBack.FLOOD
    to_them = left.filter(address=address)
    if to_them.filter(at__gt=now() - HOUR).count() >= limits.per_address_and_hour:
        return HeldBack.ADDRESS_HOUR
    if to_them.filter(at__gt=now() - DAY).count() >= limits.per_address_and_day:
        return HeldBack.ADDRESS_DAY
    last: datetime | None = alarms.order_by("-cleared_at").values_list("cleared_at", flat=True).first()
    from_it = left.filter(mailbox_id=mailbox_id, at__gte=max(filter(None, (last, now() - HOUR))))
    return HeldBack.FLOOD if from_it.count() >= limits.per_hour else HeldBack.NO


@transaction.atomic
def resume_automatic_mail(mailbox_id: int, *, by: Actor) -> bool:
    """Let a mailbox that was stopped write by itself again; its count begins anew. False when it was not stopped."""
    lock_name(f"automatic-mail-from:{mailbox_id}")
    if not clear_alarm(mailbox_id, AlarmKind.FLOOD):
        return False
    record(AutomaticMailResumed(by=by, mailbox_id=mailbox_id))
    return True


@transaction.atomic
def limit_automatic_mail(
    mailbox_id: int, *, by: Actor, per_hour: int, per_address_and_hour: int, per_address_and_day: int
) -> AutomaticMailLimits:
    """Set how much may leave the mailbox by itself. Raises NotFound, Invalid."""
    if not Mailbox.objects.select_for_update().filter(pk=mailbox_id).exists():
        raise NotFound
    figures = {
        "per_hour": per_hour,
        "per_address_and_hour": per_address_and_hour,
        "per_address_and_day": per_address_and_day,
    }
    wrong = {
        name: _("Give a number from 1 to 10,000.") for name, most in figures.items() if not 0 < most <= MOST_PER_HOUR
    }
    if wrong:
        raise Invalid(**wrong)
    limits = limits_of(mailbox_id)
    if {name: getattr(limits, name) for name in figures} == figures:
        return limits
    row, _made = AutomaticMailLimits.objects.update_or_create(mailbox_id=mailbox_id, defaults=figures)
    record(AutomaticMailLimited(by=by, mailbox_id=mailbox_id))
    return row
