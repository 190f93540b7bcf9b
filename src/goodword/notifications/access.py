"""Whose notifications are whose: everybody's are their own, whatever the role."""

from goodword.accounts.models import Agent
from goodword.core.errors import NotFound
from goodword.notifications.models import Notification, NotificationQuerySet


def own_notifications(agent: Agent) -> NotificationQuerySet:
    """The notifications that the agent may see: their own."""
    return Notification.objects.filter(agent=agent)


def notification_for(agent: Agent, notification_id: int) -> Notification:
    """One of the agent's own notifications. Raises NotFound for anybody else's."""
    found = own_notifications(agent).filter(pk=notification_id).first()
    if found is None:
        raise NotFound
    return found
