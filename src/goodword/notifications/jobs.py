"""Notices by mail, and reminders of what is not over."""

from collections.abc import Iterable

from django.db import transaction

from goodword.accounts.queries import active_agents
from goodword.channels.email.choices import AlarmKind, Health
from goodword.channels.email.models import Connection
from goodword.channels.email.system_mail import send_notice
from goodword.core.clock import now
from goodword.core.jobs import Discard, job
from goodword.notifications.actions.forgetting import forget_read
from goodword.notifications.actions.posting import note_mailed, note_unmailable, waiting_for_post
from goodword.notifications.actions.telling import News, tell
from goodword.notifications.choices import Matter, Post
from goodword.notifications.letters import notice_letter
from goodword.notifications.models import Notification
from goodword.notifications.queries import open_alarms

_CANNOT_SEND = frozenset({AlarmKind.SENDING.value, AlarmKind.TOKEN.value})


@job(queue="mail", priority=100, unique="notice-{notification_id}")
def mail_notice(*, notification_id: int) -> None:
    """Send the notification along by mail, through another mailbox than the one it is about; once, whatever happens."""
    with transaction.atomic():
        notification = waiting_for_post(notification_id)
        if notification is None:
            raise Discard("mailed already, or gone")
        if _send(notification):
            note_mailed(notification)
        else:
            note_unmailable(notification)


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


def post(notifications: Iterable[Notification]) -> None:
    """Have those mailed that wait for it, after the present transaction."""
    for notification in notifications:
        if notification.post == Post.WAITING:
            mail_notice.enqueue(notification_id=notification.pk)


@job(queue="mail", attempts=3)
def remind_of_alarms() -> None:
    """Tell administrators once more of an alarm that has been open for a day, and for each further day."""
    administrators = [agent for agent in active_agents() if agent.administers]
    for alarm in open_alarms():
        days = (now() - alarm.raised_at).days
        if days < 1:
            continue
        news = News(
            matter=Matter.ALARM,
            about=f"alarm:{alarm.pk}:{days}",
            mailbox_id=alarm.mailbox_id,
            facts={**alarm.facts, "alarm": alarm.kind, "open_days": days},
        )
        with transaction.atomic():
            post(tell(news, administrators))


@job(queue="mail", priority=-10)
def forget_notifications() -> None:
    """Forget what was read long ago."""
    forget_read()
