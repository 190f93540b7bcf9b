"""Whose notifications are whose: everybody's are their own, whatever the role; and who may be told of what."""

from collections.abc import Iterable

from goodword.accounts.models import Agent
from goodword.conversations.access import To, visible_conversations
from goodword.core.errors import NotFound
from goodword.notifications.models import Device, Notification, NotificationQuerySet


def own_notifications(agent: Agent) -> NotificationQuerySet:
    """The notifications that the agent may see: their own."""
    return Notification.objects.filter(agent=agent)


def notification_for(agent: Agent, notification_id: int) -> Notification:
    """One of the agent's own notifications. Raises NotFound for anybody else's."""
    found = own_notifications(agent).filter(pk=notification_id).first()
    if found is None:
        raise NotFound
    return found


def device_for(agent: Agent, device_id: int) -> Device:
    """One of the agent's own devices. Raises NotFound for anybody else's."""
    found = Device.objects.filter(pk=device_id, agent=agent).first()
    if found is None:
        raise NotFound
    return found


def who_may_read(agents: Iterable[Agent], number: int) -> list[Agent]:
    """Those of the agents who may read the conversation."""
    return [agent for agent in agents if may(agent, number)]


def may(agent: Agent, number: int, to: To = To.READ) -> bool:
    """Whether the agent may read (note, answer) the conversation."""
    return visible_conversations(agent, to).filter(pk=number).exists()
