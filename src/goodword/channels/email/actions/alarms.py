"""Alarms of a mailbox: raised once, open until what they are about is over."""

from collections.abc import Mapping

from django.db import transaction

from goodword.channels.email.choices import AlarmKind
from goodword.channels.email.events import MailboxAlarmCleared, MailboxAlarmRaised
from goodword.channels.email.models import MailboxAlarm
from goodword.conversations.models import Mailbox
from goodword.core.actor import SYSTEM
from goodword.core.clock import now
from goodword.core.events import record


@transaction.atomic
def raise_alarm(mailbox_id: int, kind: AlarmKind, *, facts: Mapping[str, object] | None = None) -> MailboxAlarm | None:
    """Open an alarm; one that is open already keeps its beginning and takes the new facts (codes and numbers only).

    Returns None when there is no such mailbox any more.
    """
    if not Mailbox.objects.select_for_update().filter(pk=mailbox_id).exists():
        return None
    alarm = MailboxAlarm.objects.filter(mailbox_id=mailbox_id, kind=kind, cleared_at=None).first()
    if alarm is not None:
        if facts is not None and alarm.facts != dict(facts):
            alarm.facts = dict(facts)
            alarm.save(update_fields=["facts"])
        return alarm
    alarm = MailboxAlarm.objects.create(mailbox_id=mailbox_id, kind=kind, raised_at=now(), facts=dict(facts or {}))
    record(MailboxAlarmRaised(by=SYSTEM, mailbox_id=mailbox_id, alarm_id=alarm.pk, alarm=kind.value))
    return alarm


@transaction.atomic
def clear_alarm(mailbox_id: int, kind: AlarmKind) -> bool:
    """Close the mailbox's open alarm of this kind; False when there is none."""
    alarm = MailboxAlarm.objects.select_for_update().filter(mailbox_id=mailbox_id, kind=kind, cleared_at=None).first()
    if alarm is None:
        return False
    alarm.cleared_at = now()
    alarm.save(update_fields=["cleared_at"])
    record(MailboxAlarmCleared(by=SYSTEM, mailbox_id=mailbox_id, alarm_id=alarm.pk, alarm=kind.value))
    return True
