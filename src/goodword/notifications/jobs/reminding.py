"""Reminders of what is not over, and forgetting what is."""

from django.db import transaction

from goodword.accounts.queries import active_agents
from goodword.core.clock import now
from goodword.core.jobs import job
from goodword.notifications.actions.forgetting import forget_read
from goodword.notifications.actions.telling import News, tell
from goodword.notifications.choices import Matter
from goodword.notifications.jobs.posting import post
from goodword.notifications.queries import open_alarms


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
