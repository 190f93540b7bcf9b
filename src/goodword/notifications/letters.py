"""A notification as a mail: a few lines, a link, and headers that keep machines from answering it."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from goodword.accounts.models import Agent
from goodword.accounts.queries import organization
from goodword.channels.email.answering import ABOVE, TO_CUSTOMER, Noticed, notice_message_id
from goodword.channels.email.choices import AlarmKind
from goodword.channels.email.noticing import answer_way
from goodword.notifications.choices import Matter
from goodword.notifications.discretion import words_may_leave
from goodword.notifications.models import Notification
from goodword.notifications.queries import Notice, what_was_written, with_surroundings
from goodword.notifications.wording import advice, sentence

_STOPS = frozenset({AlarmKind.FLOOD.value, AlarmKind.LOOP.value})
# Of these the mail belongs to the conversation: it stands in one thread, and can be answered.
_ANSWERABLE = frozenset({
    Matter.ASSIGNED, Matter.WROTE_MINE, Matter.WROTE_OTHER, Matter.MENTIONED, Matter.NOTED, Matter.TEAM_NEW,
    Matter.WOKE,
})  # fmt: skip


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
    """The mail to the agent, in their language: numbers and kinds; a customer's words only if they may leave."""
    notice = with_surroundings(notification.agent, [notification], with_words=words_may_leave())[0]
    with translation.override(notification.agent.language):
        if notification.matter in _ANSWERABLE:
            return _of_conversation(notice)
        said = sentence(notification, notice.around)
        link = f"{settings.GOODWORD.address}{notice_address(notification)}"
        return house_letter(notification.agent, said, [said, advice(notification), link, _why(notification)])


def house_letter(agent: Agent, subject: str, parts: list[str], headers: dict[str, str] | None = None) -> EmailMessage:
    """A mail of the desk itself to one of its people."""
    house = organization()
    always = {
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "List-Id": f"{(house.name if house else 'Goodword').encode('ascii', 'ignore').decode()} <notices.{_host()}>",
    }
    body = "\n\n".join(part for part in parts if part) + "\n"
    return EmailMessage(subject.split("\n", maxsplit=1)[0], body, to=[agent.email], headers=always | (headers or {}))


def _host() -> str:
    return urlsplit(settings.GOODWORD.address).hostname or "localhost"


def _of_conversation(notice: Notice) -> EmailMessage:
    """In one thread for each conversation, with a way to answer where who answers can be told."""
    notification, number = notice.notification, notice.notification.conversation_id or 0
    noticed = Noticed(notification.agent_id, number)
    way = answer_way(noticed)
    thread = f"<gw-matter.{notification.agent_id}.{number}@{_host()}>"
    headers = {"In-Reply-To": thread, "References": thread}
    if way:
        headers |= {"Reply-To": way.reply_to, "Message-ID": notice_message_id(noticed, _host())}
    parts = [
        f"{ABOVE} {_('Write your answer above this line.')}" if way else "",
        sentence(notification, notice.around),
        what_was_written(notification) if notice.around.subject else "",
        f"{settings.GOODWORD.address}{notice_address(notification)}",
        "-- \n" + (_how_to_answer() if way else _("The desk sent this by itself; nobody reads answers to it.")),
        _choose(),
    ]
    subject = f"#{number} · {notice.around.subject}" if notice.around.subject else _("Conversation #%s") % number
    return house_letter(notification.agent, subject, parts, headers)


def _how_to_answer() -> str:
    return _(
        "If you answer this mail, your words become a note, which only your colleagues see. To write to the customer "
        "instead, put %(marker)s on the first line."
    ) % {"marker": TO_CUSTOMER}


def _choose() -> str:
    address = f"{settings.GOODWORD.address}{reverse('settings-notifications')}"
    return _("What you are told of, and how, you choose here: %(address)s") % {"address": address}


def _why(notification: Notification) -> str:
    if notification.matter == Matter.URGENT:
        return _(
            "You are told because you are named for this mailbox, or because you administer the desk and nobody is. "
            "The desk sent this by itself; nobody reads answers to it."
        )
    if notification.matter in (Matter.ALARM, Matter.WORKING):
        return _("You are told because you administer the desk. It sent this by itself; nobody reads answers to it.")
    return _("The desk sent this by itself; nobody reads answers to it.")
