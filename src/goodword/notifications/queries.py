"""Notifications and open alarms, for the screens."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goodword.accounts.models import Agent, Team
from goodword.channels.email.models import MailboxAlarm
from goodword.conversations.access import visible_conversations
from goodword.conversations.choices import Direction
from goodword.conversations.models import Conversation, Mailbox, Message, Note
from goodword.core.markup import without_signed_links
from goodword.notifications.access import own_notifications
from goodword.notifications.choices import Matter
from goodword.notifications.models import Device, Habits, Notification

PAGE = 30
MOST_COUNTED = 99
MOST_FRESH = 5
MOST_ALARMS = 20
MOST_LETTERS = 3
LONGEST_WORDS = 4_000
_ABOUT_LETTERS = frozenset({Matter.WROTE_MINE, Matter.WROTE_OTHER, Matter.TEAM_NEW, Matter.ASSIGNED})


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a notification: the mailbox's address, who did it, whose conversation it is and its subject.

    Empty where there is none (any more), or where the reader may not know.
    """

    address: str = ""
    colleague: str = ""
    customer: str = ""
    subject: str = ""
    team: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A notification, and what stands around it."""

    notification: Notification
    around: Around


def habits_of(agent: Agent) -> Habits:
    """When the agent wants quiet and a summary; one that was never kept if they did not say."""
    return Habits.objects.filter(agent=agent).first() or Habits(agent=agent)


def devices_of(agent: Agent) -> Sequence[Device]:
    """The agent's browsers that are told by push, the newest first."""
    return list(Device.objects.filter(agent=agent).order_by("-added_at", "-pk"))


def unread_count(agent: Agent) -> int:
    """How many the agent has not read; MOST_COUNTED + 1 stands for more."""
    return own_notifications(agent).unread().order_by()[: MOST_COUNTED + 1].count()


def notices(agent: Agent, before: int | None = None, size: int = PAGE) -> tuple[list[Notice], int | None]:
    """One page of the agent's notifications, newest first, and the id before which the next page begins."""
    rows = own_notifications(agent).order_by("-id")
    found = list((rows.filter(pk__lt=before) if before else rows)[: size + 1])
    shown = found[:size]
    return with_surroundings(agent, shown), shown[-1].pk if len(found) > size else None


def fresh_notices(agent: Agent, since: datetime) -> list[Notice]:
    """The unread ones that came since, oldest first, a few at most."""
    rows = own_notifications(agent).unread().filter(at__gte=since).order_by("-id")[:MOST_FRESH]
    return with_surroundings(agent, list(rows)[::-1])


def with_surroundings(agent: Agent, rows: Sequence[Notification], *, with_words: bool = True) -> list[Notice]:
    """The agent's notifications, each with what stands around it; without words, nothing that comes from customers."""
    known = addresses(row.mailbox_id for row in rows if row.mailbox_id)
    colleagues = _names_of(Agent, (row.facts.get("by") for row in rows))
    teams = _names_of(Team, (row.facts.get("team") for row in rows))
    numbers = {row.conversation_id for row in rows if row.conversation_id} if with_words else set()
    matters = {one.pk: one for one in _readable(agent, numbers)} if numbers else {}
    return [
        Notice(
            row,
            Around(
                address=known.get(row.mailbox_id or 0, ""),
                colleague=colleagues.get(row.facts.get("by"), ""),
                team=teams.get(row.facts.get("team"), ""),
                customer=matters[row.conversation_id].customer.name if row.conversation_id in matters else "",
                subject=matters[row.conversation_id].subject if row.conversation_id in matters else "",
            ),
        )
        for row in rows
    ]


def what_was_written(notification: Notification) -> str:
    """The words that the notification is about: of the customer's last letters, or of the note."""
    note = Note.objects.filter(pk=notification.facts.get("note") or 0).first()
    if note is not None:
        return note.text[:LONGEST_WORDS]
    if notification.matter not in _ABOUT_LETTERS:
        return ""
    letters = Message.objects.filter(conversation_id=notification.conversation_id or 0, direction=Direction.IN)
    latest = letters.select_related("body").order_by("-at", "-id")[: min(notification.count, MOST_LETTERS)]
    fresh = [one.body.text[: one.body.quoted_from].strip()[:LONGEST_WORDS] for one in latest]
    return without_signed_links("\n\n".join(reversed(fresh)))


def _readable(agent: Agent, numbers: Iterable[int]) -> Iterable[Conversation]:
    rows = visible_conversations(agent).filter(pk__in=list(numbers)).select_related("customer")
    return rows.only("subject", "customer__name")


def _names_of(kind: type[Agent] | type[Team], ids: Iterable[Any]) -> dict[Any, str]:
    wanted = {one for one in ids if one}
    return dict(kind._default_manager.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}  # noqa: SLF001


def addresses(mailbox_ids: Iterable[int]) -> dict[int, str]:
    """The addresses of these mailboxes, by id."""
    wanted = set(mailbox_ids)
    return dict(Mailbox.objects.filter(pk__in=wanted).values_list("pk", "address")) if wanted else {}


def open_alarms(mailbox_id: int | None = None) -> Sequence[MailboxAlarm]:
    """The alarms that are not over, the oldest first, with their mailboxes: all of them, or one mailbox's."""
    rows = MailboxAlarm.objects.filter(cleared_at=None).select_related("mailbox").order_by("raised_at", "pk")
    return list((rows if mailbox_id is None else rows.filter(mailbox_id=mailbox_id))[:MOST_ALARMS])
