"""Several things in one mail: what waited for the end of quiet hours, and the summary of what waits."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.accounts.models import Agent
from goodword.conversations.models import Conversation
from goodword.notifications.discretion import words_may_leave
from goodword.notifications.letters import house_letter, notice_address
from goodword.notifications.models import Notification
from goodword.notifications.queries import Notice, with_surroundings
from goodword.notifications.queries_of_summaries import Waiting
from goodword.notifications.wording import sentence


def quiet_letter(notifications: Sequence[Notification]) -> EmailMessage:
    """What came during the agent's quiet hours, in one mail."""
    agent = notifications[0].agent
    notices = with_surroundings(agent, notifications, with_words=words_may_leave())
    with translation.override(agent.language), timezone.override(ZoneInfo(agent.time_zone)):
        count = len(notices)
        said = ngettext("%(n)s thing while you were away", "%(n)s things while you were away", count) % {"n": count}
        return house_letter(agent, said, [*map(_line, notices), _foot()])


def summary_letter(agent: Agent, waiting: Waiting) -> EmailMessage:
    """What waits for the agent, in their language and by the clock of their zone."""
    with translation.override(agent.language), timezone.override(ZoneInfo(agent.time_zone)):
        parts = [_mine(waiting), _unassigned(waiting), *map(_line, waiting.told), _foot()]
        return house_letter(agent, _subject(waiting), parts)


def _subject(waiting: Waiting) -> str:
    if not waiting.count:
        return _("Your summary")
    said = ngettext("%(n)s conversation waits for you", "%(n)s conversations wait for you", waiting.count)
    return said % {"n": waiting.count}


def _mine(waiting: Waiting) -> str:
    if not waiting.count:
        return ""
    rest = waiting.count - len(waiting.mine)
    head = ngettext("%(n)s customer waits for you:", "%(n)s customers wait for you:", waiting.count)
    more = [ngettext("… and %(n)s more.", "… and %(n)s more.", rest) % {"n": rest}] if rest > 0 else []
    listed = [_waits(one, with_words=waiting.with_words) for one in waiting.mine]
    return "\n".join([head % {"n": waiting.count}, *listed, *more])


def _waits(conversation: Conversation, *, with_words: bool) -> str:
    since = date_format(timezone.localtime(conversation.waiting_since), "DATETIME_FORMAT")
    named = _named(conversation) if with_words else f"#{conversation.pk}"
    address = f"{settings.GOODWORD.address}{reverse('conversation', args=[conversation.pk])}"
    return "- " + _("%(named)s, since %(since)s") % {"named": named, "since": since} + f"\n  {address}"


def _named(conversation: Conversation) -> str:
    return f"#{conversation.pk} {conversation.customer.name}: {conversation.subject}"


def _unassigned(waiting: Waiting) -> str:
    if not waiting.unassigned:
        return ""
    said = ngettext(
        "In your teams %(n)s conversation waits that nobody has.",
        "In your teams %(n)s conversations wait that nobody has.",
        waiting.unassigned,
    )
    return said % {"n": waiting.unassigned} + f"\n{settings.GOODWORD.address}{reverse('inbox')}?box=unassigned"


def _line(notice: Notice) -> str:
    subject = f" {notice.around.subject}" if notice.around.subject else ""
    address = f"{settings.GOODWORD.address}{notice_address(notice.notification)}"
    return f"- {sentence(notice.notification, notice.around)}{subject}\n  {address}"


def _foot() -> str:
    address = f"{settings.GOODWORD.address}{reverse('settings-notifications')}"
    return "-- \n" + _("What you are told of, and when, you choose here: %(address)s") % {"address": address}
