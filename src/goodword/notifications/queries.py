"""Notifications and open alarms, for the screens."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from goodword.accounts.models import Agent
from goodword.channels.email.models import MailboxAlarm
from goodword.conversations.models import Mailbox
from goodword.notifications.access import own_notifications
from goodword.notifications.models import Notification

PAGE = 30
MOST_COUNTED = 99
MOST_FRESH = 5
MOST_ALARMS = 20


@dataclass(frozen=True, slots=True)
class Notice:
    """A notification, and the address of the mailbox it is about; empty when there is none (any more)."""

    notification: Notification
    address: str


def unread_count(agent: Agent) -> int:
    """How many the agent has not read; MOST_COUNTED + 1 stands for more."""
    return own_notifications(agent).unread().order_by()[: MOST_COUNTED + 1].count()


def notices(agent: Agent, before: int | None = None, size: int = PAGE) -> tuple[list[Notice], int | None]:
    """One page of the agent's notifications, newest first, and the id before which the next page begins."""
    rows = own_notifications(agent).order_by("-id")
    found = list((rows.filter(pk__lt=before) if before else rows)[: size + 1])
    shown = found[:size]
    return with_addresses(shown), shown[-1].pk if len(found) > size else None


def fresh_notices(agent: Agent, since: datetime) -> list[Notice]:
    """The unread ones that came since, oldest first, a few at most."""
    rows = own_notifications(agent).unread().filter(at__gte=since).order_by("-id")[:MOST_FRESH]
    return with_addresses(list(rows)[::-1])


def with_addresses(rows: Sequence[Notification]) -> list[Notice]:
    """The notifications, each with its mailbox's address."""
    known = addresses(row.mailbox_id for row in rows if row.mailbox_id)
    return [Notice(row, known.get(row.mailbox_id or 0, "")) for row in rows]


def addresses(mailbox_ids: Iterable[int]) -> dict[int, str]:
    """The addresses of these mailboxes, by id."""
    wanted = set(mailbox_ids)
    return dict(Mailbox.objects.filter(pk__in=wanted).values_list("pk", "address")) if wanted else {}


def open_alarms(mailbox_id: int | None = None) -> Sequence[MailboxAlarm]:
    """The alarms that are not over, the oldest first, with their mailboxes: all of them, or one mailbox's."""
    rows = MailboxAlarm.objects.filter(cleared_at=None).select_related("mailbox").order_by("raised_at", "pk")
    return list((rows if mailbox_id is None else rows.filter(mailbox_id=mailbox_id))[:MOST_ALARMS])
