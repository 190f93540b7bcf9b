"""Notifications are read: by their agent, or because somebody has what they were about."""

from django.db import transaction

from goodword.core.actor import SYSTEM, Actor
from goodword.core.clock import now
from goodword.core.events import record
from goodword.notifications.choices import Matter
from goodword.notifications.events import NotificationsRead
from goodword.notifications.models import Notification, NotificationQuerySet


@transaction.atomic
def mark_read(notification_id: int, *, by: Actor) -> int:
    """Mark one of the agent's own notifications as read; returns 0 when it is, or is somebody else's."""
    return _read(Notification.objects.filter(pk=notification_id, agent_id=by.writer_id), by=by)


@transaction.atomic
def mark_all_read(*, by: Actor, until: int) -> int:
    """Mark the agent's notifications as read, up to the one with this id: the newest that they have seen."""
    return _read(Notification.objects.filter(pk__lte=until, agent_id=by.writer_id), by=by)


@transaction.atomic
def mark_handled(conversation_id: int) -> int:
    """Somebody has the urgent conversation: nobody else need look."""
    return _read(Notification.objects.filter(matter=Matter.URGENT, conversation_id=conversation_id), by=SYSTEM)


@transaction.atomic
def mark_held_settled(conversation_id: int, *, agent_id: int | None = None) -> int:
    """The agent replied after all, or nobody need: what was said of a reply held back there is read."""
    rows = Notification.objects.filter(matter=Matter.HELD, conversation_id=conversation_id)
    return _read(rows if agent_id is None else rows.filter(agent_id=agent_id), by=SYSTEM)


def _read(rows: NotificationQuerySet, *, by: Actor) -> int:
    unread = list(rows.unread().values_list("pk", "agent_id"))
    if unread:
        Notification.objects.filter(pk__in=[pk for pk, _agent in unread]).update(read_at=now())
        record(NotificationsRead(by=by, told=sorted({agent for _pk, agent in unread}), count=len(unread)))
    return len(unread)
