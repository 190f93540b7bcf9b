"""Notifications and alarms as the templates need them: a sentence, what to do, where to go."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from goodword.channels.email.types import MailboxAlarm
from goodword.notifications.choices import Matter, Post
from goodword.notifications.letters import alarm_address
from goodword.notifications.queries import Notice
from goodword.notifications.types import Notification
from goodword.notifications.wording import advice, alarm_advice, alarm_sentence, sentence

ICONS = {
    Matter.URGENT: "circle-alert",
    Matter.ALARM: "triangle-alert",
    Matter.WORKING: "circle-check",
    Matter.HELD: "calendar-clock",
    Matter.ASSIGNED: "user-check",
    Matter.WROTE_MINE: "mail",
    Matter.WROTE_OTHER: "mail",
    Matter.MENTIONED: "at-sign",
    Matter.NOTED: "pencil",
    Matter.TEAM_NEW: "inbox",
    Matter.WOKE: "clock",
    Matter.UNDELIVERED: "mail-warning",
    Matter.DUE_MINE: "clock",
    Matter.DUE_TEAM: "clock",
    Matter.BROKEN_MINE: "circle-alert",
    Matter.BROKEN_TEAM: "circle-alert",
    Matter.ASKED: "quote",
    Matter.COMPLAINT: "circle-alert",
    Matter.FEEDBACK: "quote",
    Matter.REQUEST: "hand-heart",
    Matter.PAYOUT: "circle-alert",
    Matter.REFUSED: "mail-warning",
}
_LATE = (Matter.HELD, Matter.WOKE, Matter.DUE_MINE, Matter.DUE_TEAM)
_TONES = {Matter.WORKING: "kept", **dict.fromkeys(_LATE, "late")}
_BAD = frozenset(
    {
        Matter.URGENT,
        Matter.ALARM,
        Matter.UNDELIVERED,
        Matter.REFUSED,
        Matter.BROKEN_MINE,
        Matter.BROKEN_TEAM,
        Matter.PAYOUT,
    }
)
_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Shown:
    """A notification in words; `tone` is "plain", "broken", "late" for what waits, or "kept" when something is over."""

    notification: Notification
    words: str
    subject: str
    advice: str
    icon: str
    tone: str
    was_not_mailed: bool


@dataclass(frozen=True, slots=True)
class ShownAlarm:
    """An open alarm in words, and the page where something can be done about it."""

    alarm: MailboxAlarm
    words: str
    advice: str
    since: datetime
    address: str


def shown(notices: Iterable[Notice]) -> list[Shown]:
    """The notifications in the reader's language."""
    return [_shown(notice) for notice in notices]


def _shown(notice: Notice) -> Shown:
    row = notice.notification
    matter = Matter(row.matter)
    return Shown(
        notification=row,
        words=sentence(row, notice.around),
        subject=notice.around.subject,
        advice=advice(row),
        icon=ICONS[matter],
        tone="broken" if matter in _BAD else _TONES.get(matter, "plain"),
        was_not_mailed=row.post == Post.NO_WAY,
    )


def shown_alarms(alarms: Iterable[MailboxAlarm]) -> list[ShownAlarm]:
    """The alarms in the reader's language."""
    return [
        ShownAlarm(
            alarm=alarm,
            words=alarm_sentence(alarm.kind, alarm.facts, alarm.mailbox.address),
            advice=alarm_advice(alarm.kind, alarm.facts),
            since=_since(alarm),
            address=alarm_address(alarm.kind, alarm.mailbox_id),
        )
        for alarm in alarms
    ]


def _since(alarm: MailboxAlarm) -> datetime:
    """Since when: what is wrong began before anybody was alarmed."""
    try:
        since = datetime.fromisoformat(str(alarm.facts["since"]))
    except (KeyError, ValueError):
        return alarm.raised_at
    return max(since, _EARLIEST) if since.tzinfo else alarm.raised_at
