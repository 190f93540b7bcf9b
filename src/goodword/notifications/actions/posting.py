"""How far the mail about a notification came."""

from django.db import transaction

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


@transaction.atomic
def note_mailed(notification: Notification) -> None:
    """Its mail was handed to the job that sends it."""
    notification.post, notification.mailed_at = Post.SENT, now()
    notification.save(update_fields=["post", "mailed_at"])


@transaction.atomic
def note_unmailable(notification: Notification) -> None:
    """No mailbox could take its mail: it says so where it is shown."""
    notification.post = Post.NO_WAY
    notification.save(update_fields=["post"])
    record(NotificationNotMailed(by=SYSTEM, told=[notification.agent_id], notification_id=notification.pk))
