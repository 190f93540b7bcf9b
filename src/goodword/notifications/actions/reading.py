"""Notifications are read: by their agent, or because somebody has what they were about."""

from collections.abc import Iterable

from django.db import transaction

from goodword.core.actor import SYSTEM, Actor
from goodword.core.clock import now
from goodword.core.events import record
from goodword.notifications.choices import Matter
from goodword.notifications.events import NotificationsRead
from goodword.notifications.models import Notification, NotificationQuerySet

OF_PROMISES = (Matter.DUE_MINE, Matter.BROKEN_MINE, Matter.DUE_TEAM, Matter.BROKEN_TEAM)


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
def mark_held_settled(conversation_id: int) -> int:
    """Nobody need answer any more: what was said of a reply held back there is read."""
    return _read(Notification.objects.filter(matter=Matter.HELD, conversation_id=conversation_id), by=SYSTEM)


@transaction.atomic
def mark_promise_settled(conversation_id: int, promise_id: int) -> int:
    """Nothing is owed any more: that it was due, or not kept, is read."""
    rows = Notification.objects.filter(conversation_id=conversation_id, matter__in=OF_PROMISES)
    return _read(rows.filter(facts__promise=promise_id), by=SYSTEM)


@transaction.atomic
def mark_looked_at(conversation_id: int, *, by: Actor) -> int:
    """The agent looks at the conversation: what they were told of it is read, and no mail need follow."""
    return _read(Notification.objects.filter(conversation_id=conversation_id, agent_id=by.writer_id), by=by)


@transaction.atomic
def mark_given_away(conversation_id: int, agent_id: int) -> int:
    """The conversation is somebody else's now: that it was given to this agent, and written to, is read."""
    rows = Notification.objects.filter(conversation_id=conversation_id, agent_id=agent_id)
    return _read(rows.filter(matter__in=(Matter.ASSIGNED, Matter.WROTE_MINE)), by=SYSTEM)


@transaction.atomic
def retract(about: str, agent_ids: Iterable[int]) -> None:
    """These agents are told of the occasion in other words; of what it was counted with, one less is left."""
    for row in Notification.objects.select_for_update().filter(about=about, agent__in=list(agent_ids), read_at=None):
        if row.count > 1:
            row.count -= 1
            row.save(update_fields=["count"])
        else:
            row.delete()


def _read(rows: NotificationQuerySet, *, by: Actor) -> int:
    unread = list(rows.unread().values_list("pk", "agent_id"))
    if unread:
        Notification.objects.filter(pk__in=[pk for pk, _agent in unread]).update(read_at=now())
        record(NotificationsRead(by=by, told=sorted({agent for _pk, agent in unread}), count=len(unread)))
    return len(unread)
