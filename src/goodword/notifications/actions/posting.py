"""How far mail and push about a notification came."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q

from goodword.core.actor import SYSTEM
from goodword.core.clock import now
from goodword.core.events import record
from goodword.notifications.choices import Post
from goodword.notifications.events import NotificationNotMailed
from goodword.notifications.models import Notification


def waiting_for_post(notification_id: int) -> Notification | None:
    """The notification under lock, if its mail still waits. Call it in the transaction that sends the mail along."""
    rows = Notification.objects.select_for_update(of=("self",)).select_related("agent")
    return rows.filter(pk=notification_id, post=Post.WAITING).first()


def waiting_for_push(notification_id: int) -> Notification | None:
    """The same, if its push still waits."""
    rows = Notification.objects.select_for_update(of=("self",)).select_related("agent")
    return rows.filter(pk=notification_id, push=Post.WAITING).first()


def quiet_for(agent_id: int) -> Sequence[Notification]:
    """What waits for the end of the agent's quiet hours, under lock, oldest first."""
    rows = Notification.objects.select_for_update(of=("self",)).select_related("agent")
    return list(rows.filter(Q(post=Post.QUIET) | Q(push=Post.QUIET), agent=agent_id).order_by("pk"))


@transaction.atomic
def note_mailed(notification: Notification) -> None:
    """Its mail was handed to the job that sends it."""
    notification.post, notification.mailed_at = Post.SENT, now()
    notification.save(update_fields=["post", "mailed_at"])


@transaction.atomic
def note_pushed(notification: Notification) -> None:
    """The agent's devices are told."""
    notification.push = Post.SENT
    notification.save(update_fields=["push"])


@transaction.atomic
def note_needless(notification: Notification) -> None:
    """Its agent has looked, or may not know any more: no mail and no push follows."""
    notification.post, notification.push = (
        Post.NONE if state in (Post.WAITING, Post.QUIET) else state for state in (notification.post, notification.push)
    )
    notification.save(update_fields=["post", "push"])


@transaction.atomic
def note_unmailable(notification: Notification) -> None:
    """No mailbox could take its mail: it says so where it is shown."""
    notification.post = Post.NO_WAY
    notification.save(update_fields=["post"])
    record(NotificationNotMailed(by=SYSTEM, told=[notification.agent_id], notification_id=notification.pk))
