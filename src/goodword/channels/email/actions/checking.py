"""Looking after the mailboxes: an alarm is raised when one fails for ten minutes, or is silent for too long."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from goodword.accounts.queries import organization
from goodword.channels.email.actions.alarms import clear_alarm, raise_alarm
from goodword.channels.email.choices import AlarmKind, Health
from goodword.channels.email.models import Connection, MailboxAlarm, ReceivedMail
from goodword.channels.email.silence import Silence, unusual_silence
from goodword.conversations.models import Mailbox
from goodword.core.clock import now

PATIENCE = timedelta(minutes=10)


def check_connections(*, awake: timedelta) -> None:
    """Raise or clear the alarms about servers: failing for ten minutes, or not looked at by the mail process.

    `awake` is how long the desk itself has run: whoever was asleep has not heard of anybody either.
    """
    open_alarms = _open((AlarmKind.RECEIVING, AlarmKind.SENDING))
    moment = now()
    for connection in Connection.objects.all():
        receiving, sending = _not_receiving(connection, moment, awake), _not_sending(connection, moment)
        _settle(connection.mailbox_id, AlarmKind.RECEIVING, receiving, open_alarms)
        _settle(connection.mailbox_id, AlarmKind.SENDING, sending, open_alarms)
        open_alarms -= {(connection.mailbox_id, AlarmKind.RECEIVING), (connection.mailbox_id, AlarmKind.SENDING)}
    for mailbox_id, kind in open_alarms:  # not connected to a server any more
        clear_alarm(mailbox_id, AlarmKind(kind))


def check_silences(*, awake: timedelta) -> None:
    """Raise the alarm of a mailbox that is silent for longer than usual, unless it is known to fail; clear it when
    mail has come again. Mail that programs wrote, and history, count for neither; nor does what a desk that was asleep
    until now has not taken in yet."""
    house, moment = organization(), now()
    if house is None or awake < PATIENCE:
        return
    open_alarms, zone = _open((AlarmKind.RECEIVING, AlarmKind.SILENT)), ZoneInfo(house.time_zone)
    for mailbox_id in Mailbox.objects.values_list("pk", flat=True):
        if (mailbox_id, AlarmKind.RECEIVING) in open_alarms:
            continue
        silence = unusual_silence(_ArrivalsOf(mailbox_id), moment, zone)
        _settle(mailbox_id, AlarmKind.SILENT, _told(silence), open_alarms)


def end_silences() -> None:
    """Clear the alarm of each silent mailbox to which mail has come since."""
    for alarm in MailboxAlarm.objects.filter(kind=AlarmKind.SILENT, cleared_at=None):
        if _ArrivalsOf(alarm.mailbox_id).first_after(alarm.raised_at) is not None:
            clear_alarm(alarm.mailbox_id, AlarmKind.SILENT)


_Open = set[tuple[int, str]]


def _open(kinds: Iterable[AlarmKind]) -> _Open:
    rows = MailboxAlarm.objects.filter(kind__in=list(kinds), cleared_at=None)
    return set(rows.values_list("mailbox_id", "kind"))


def _settle(mailbox_id: int, kind: AlarmKind, facts: dict[str, object] | None, open_alarms: _Open) -> None:
    if facts is not None:
        raise_alarm(mailbox_id, kind, facts=facts)
    elif (mailbox_id, kind) in open_alarms:
        clear_alarm(mailbox_id, kind)


def _not_receiving(connection: Connection, moment: datetime, awake: timedelta) -> dict[str, object] | None:
    if not connection.imap_host:
        return None
    failing_since = connection.receiving_failing_since or connection.changed_at
    if connection.receiving == Health.FAILING and moment - failing_since >= PATIENCE:
        return {"since": failing_since.isoformat(), "reason": "failing"}
    heard_of = max(connection.looked_at or connection.changed_at, connection.changed_at)
    if min(moment - heard_of, awake) >= PATIENCE:
        return {"since": heard_of.isoformat(), "reason": "unheard"}
    return None


def _not_sending(connection: Connection, moment: datetime) -> dict[str, object] | None:
    since = connection.sending_failing_since or connection.changed_at
    if connection.smtp_host and connection.sending == Health.FAILING and moment - since >= PATIENCE:
        return {"since": since.isoformat(), "reason": "failing"}
    return None


def _told(silence: Silence | None) -> dict[str, object] | None:
    if silence is None:
        return None
    return {"since": silence.since.isoformat(), "usual_minutes": round(silence.usual.total_seconds() / 60)}


@dataclass(frozen=True, slots=True)
class _ArrivalsOf:
    """The mail that people sent to a mailbox, asked by its index."""

    mailbox_id: int

    @property
    def _rows(self) -> "QuerySet[ReceivedMail]":
        rows = ReceivedMail.objects.filter(mailbox_id=self.mailbox_id, is_history=False)
        return rows.exclude(message__is_automatic=True)

    def last_until(self, moment: datetime) -> datetime | None:
        rows = self._rows.filter(received_at__lte=moment).order_by("-received_at")
        return rows.values_list("received_at", flat=True).first()

    def first_after(self, moment: datetime) -> datetime | None:
        rows = self._rows.filter(received_at__gt=moment).order_by("received_at")
        return rows.values_list("received_at", flat=True).first()

    def count_since(self, moment: datetime, most: int) -> int:
        return self._rows.filter(received_at__gt=moment).order_by()[:most].count()
