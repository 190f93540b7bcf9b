"""From what is to be told to the jobs that tell it."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from goodword.accounts.models import Agent
from goodword.core.clock import now
from goodword.notifications.choices import Matter, Post
from goodword.notifications.defaults import NEVER_WAITS
from goodword.notifications.jobs.mailing import mail_notice
from goodword.notifications.jobs.pushing import push_notice
from goodword.notifications.jobs.quiet import tell_after_quiet
from goodword.notifications.models import Notification
from goodword.notifications.ways import quiet_ends

# Who looks within this time needs no mail; and of one conversation there are not more mails than this.
LOOK_FIRST = timedelta(minutes=1)
BETWEEN = timedelta(minutes=5)


def post(notifications: Sequence[Notification]) -> None:
    """Have those told by mail and push that wait for it, after the present transaction or at the end of their quiet."""
    for notification in notifications:
        if notification.post == Post.WAITING:
            _mail(notification)
        if notification.push == Post.WAITING:
            push_notice.enqueue(notification_id=notification.pk)
    _at_the_end_of_quiet(one for one in notifications if Post.QUIET in (one.post, one.push))


def _mail(notification: Notification) -> None:
    due = mail_due(notification)
    if due is None:
        mail_notice.enqueue(notification_id=notification.pk)
    else:
        mail_notice.enqueue_later(due, notification_id=notification.pk)


def mail_due(notification: Notification) -> datetime | None:
    """When its mail leaves; None for at once."""
    if notification.matter in NEVER_WAITS or notification.matter == Matter.REFUSED:
        return None
    first = notification.facts.get("first")
    due = (datetime.fromisoformat(first) if first else notification.at) + LOOK_FIRST
    return max(due, notification.mailed_at + BETWEEN) if notification.mailed_at else due


def _at_the_end_of_quiet(waiting: Iterable[Notification]) -> None:
    ids = {one.agent_id for one in waiting}
    agents = Agent.objects.filter(pk__in=ids) if ids else []
    ends = quiet_ends(list(agents)) if ids else {}
    for agent_id in ids:
        tell_after_quiet.enqueue_later(ends.get(agent_id) or now(), agent_id=agent_id)
