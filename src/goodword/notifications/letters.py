"""A notification as a mail: a few lines, a link, and headers that keep machines from answering it."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from goodword.accounts.queries import organization
from goodword.channels.email.choices import AlarmKind
from goodword.notifications.choices import Matter
from goodword.notifications.models import Notification
from goodword.notifications.queries import addresses
from goodword.notifications.wording import advice, sentence

_STOPS = frozenset({AlarmKind.FLOOD.value, AlarmKind.LOOP.value})


def notice_address(notification: Notification) -> str:
    """Where whoever is told goes next, within the desk; access is checked there."""
    if notification.conversation_id is not None:
        return reverse("conversation", args=[notification.conversation_id])
    if notification.mailbox_id is not None:
        return alarm_address(str(notification.facts.get("alarm", "")), notification.mailbox_id)
    return reverse("notifications")


def alarm_address(alarm: str, mailbox_id: int) -> str:
    """Where something can be done about it: what was stopped is let go on above its figures."""
    if alarm in _STOPS:
        return reverse("settings-acknowledgement", args=[mailbox_id]) + "#stopped"
    return reverse("settings-mailbox", args=[mailbox_id])


def notice_letter(notification: Notification) -> EmailMessage:
    """The mail to the agent, in their language. It names numbers and kinds, never a customer's words."""
    known = addresses([notification.mailbox_id] if notification.mailbox_id else [])
    house = organization()
    with translation.override(notification.agent.language):
        said = sentence(notification, known.get(notification.mailbox_id or 0, ""))
        link = f"{settings.GOODWORD.address}{notice_address(notification)}"
        parts = [said, advice(notification), link, _why(notification)]
    host = urlsplit(settings.GOODWORD.address).hostname or "localhost"
    headers = {
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "List-Id": f"{(house.name if house else 'Goodword').encode('ascii', 'ignore').decode()} <notices.{host}>",
    }
    body = "\n\n".join(part for part in parts if part) + "\n"
    return EmailMessage(said.split("\n")[0], body, to=[notification.agent.email], headers=headers)


def _why(notification: Notification) -> str:
    if notification.matter == Matter.URGENT:
        return _(
            "You are told because you are named for this mailbox, or because you administer the desk and nobody is. "
            "The desk sent this by itself; nobody reads answers to it."
        )
    return _("You are told because you administer the desk. It sent this by itself; nobody reads answers to it.")
