"""Notices by mail."""

from django.db import transaction

from goodword.channels.email.choices import AlarmKind, Health
from goodword.channels.email.models import Connection
from goodword.channels.email.system_mail import send_notice
from goodword.core.jobs import Discard, job
from goodword.notifications.access import may
from goodword.notifications.actions.posting import note_mailed, note_needless, note_unmailable, waiting_for_post
from goodword.notifications.choices import Matter
from goodword.notifications.defaults import NEVER_WAITS
from goodword.notifications.letters import notice_letter
from goodword.notifications.models import Notification

_CANNOT_SEND = frozenset({AlarmKind.SENDING.value, AlarmKind.TOKEN.value})


@job(queue="mail", priority=100, unique="notice-{notification_id}")
def mail_notice(*, notification_id: int) -> None:
    """Send the notification along by mail, through another mailbox than the one it is about; once, whatever happens.

    Not if its agent has looked at it meanwhile, or may no longer read what it is about.
    """
    with transaction.atomic():
        notification = waiting_for_post(notification_id)
        if notification is None:
            raise Discard("mailed already, or gone")
        if not is_still_wanted(notification):
            note_needless(notification)
        elif _send(notification):
            note_mailed(notification)
        else:
            note_unmailable(notification)


def is_still_wanted(notification: Notification) -> bool:
    """Whether the agent has not looked, works here, and may read what it is about. Alarms are always wanted."""
    if notification.matter in NEVER_WAITS:
        return True
    agent, number = notification.agent, notification.conversation_id
    if notification.was_looked_at or not agent.is_active:
        return False
    return number is None or notification.matter == Matter.REFUSED or may(agent, number)


def _send(notification: Notification) -> bool:
    letter = notice_letter(notification)
    if notification.matter != Matter.ALARM:
        return send_notice(letter)
    if send_notice(letter, avoid=notification.mailbox_id):
        return True
    # Nobody else can. Its own relay may do where it is not what fails.
    if notification.facts.get("alarm") in _CANNOT_SEND:
        return False
    own = Connection.objects.filter(mailbox_id=notification.mailbox_id or 0, sending=Health.WORKING).exclude(
        smtp_host=""
    )
    return own.exists() and send_notice(letter)
