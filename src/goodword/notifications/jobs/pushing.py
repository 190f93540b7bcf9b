"""Notices by push: one job for each browser, so that one that cannot be reached keeps no other waiting."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from goodword.accounts.models import Agent
from goodword.accounts.queries import sessions_of
from goodword.core.clock import now
from goodword.core.jobs import Discard, job
from goodword.core.keys import decrypt
from goodword.notifications.actions.devices import forget_device, note_told, push_key
from goodword.notifications.actions.posting import note_needless, note_pushed, waiting_for_push
from goodword.notifications.jobs.mailing import is_still_wanted
from goodword.notifications.models import Device, Notification
from goodword.notifications.pushes import Push, of_many, of_notification
from goodword.notifications.sealing import decode, introduction, seal
from goodword.notifications.transports.push import Outcome, deliver, origin_of

_KEPT_FOR = timedelta(days=1)  # by the push service, for a browser that is not there
_INTRODUCED_FOR = timedelta(hours=12)


class PushesNotTaken(Exception):
    """The push service takes nothing now; the job is tried again."""


@job(queue="mail", priority=90, unique="push-{notification_id}")
def push_notice(*, notification_id: int) -> None:
    """Tell the agent's browsers of the notification, unless they have looked or may not know any more."""
    with transaction.atomic():
        notification = waiting_for_push(notification_id)
        if notification is None:
            raise Discard("told already, or gone")
        if not is_still_wanted(notification):
            note_needless(notification)
            return
        note_pushed(notification)
        for device in _listening(notification.agent):
            push_to_device.enqueue(device_id=device.pk, notification_id=notification_id)


@job(queue="mail", priority=60)
def push_summary(*, agent_id: int, count: int) -> None:
    """Tell the agent's browsers how much came while they wanted quiet."""
    agent = Agent.objects.filter(pk=agent_id, is_active=True).first()
    if agent is None:
        raise Discard("gone")
    with transaction.atomic():
        for device in _listening(agent):
            push_to_device.enqueue(device_id=device.pk, count=count)


def _listening(agent: Agent) -> list[Device]:
    """The agent's browsers; not one that was signed out, which may be somebody else's now."""
    devices = list(Device.objects.filter(agent=agent))
    open_sessions = {session.session_key for session in sessions_of(agent)} if devices else set()
    return [device for device in devices if device.session_key in open_sessions]


@job(queue="mail", priority=90, attempts=6)
def push_to_device(*, device_id: int, notification_id: int = 0, count: int = 0) -> None:
    """Hand the notice, or how many there are, to the browser's push service; a browser that is gone is forgotten."""
    device = Device.objects.select_related("agent").filter(pk=device_id).first()
    notification = Notification.objects.select_related("agent").filter(pk=notification_id).first()
    if device is None or (notification is None and not count):
        raise Discard("removed, or read")
    push = of_notification(notification) if notification else of_many(device.agent, count)
    endpoint = decrypt(device.endpoint_secret)
    sealed = seal(push.content, public_key=decode(device.public_key), auth=decode(decrypt(device.auth_secret)))
    answer = deliver(endpoint, body=sealed, headers=_headers(endpoint, push))
    if answer.outcome is Outcome.GONE:
        forget_device(device_id)
    elif answer.outcome is Outcome.LATER:
        raise PushesNotTaken
    else:
        note_told(device_id, problem="" if answer.outcome is Outcome.TAKEN else answer.words)


def _headers(endpoint: str, push: Push) -> dict[str, str]:
    own = settings.GOODWORD.address
    subject = own if own.startswith("https://") else f"mailto:notices@{urlsplit(own).hostname or 'localhost'}"
    private = decrypt(push_key().private_secret)
    until = now() + _INTRODUCED_FOR
    return {
        "Authorization": introduction(private, audience=origin_of(endpoint), subject=subject, until=until),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(int(_KEPT_FOR.total_seconds())),
        "Urgency": "high" if push.is_urgent else "normal",
        "Topic": push.topic,
    }
