"""Alarms of a mailbox."""

from goodword.channels.email.actions.alarms import clear_alarm, raise_alarm
from goodword.channels.email.choices import AlarmKind
from goodword.channels.email.models import MailboxAlarm
from goodword.core.models import RecordedEvent
from tests.cast import Cast
from tests.frozen_time import Clock


def raised() -> int:
    return RecordedEvent.objects.filter(kind="mailbox.alarm-raised").count()


def test_an_open_alarm_is_raised_once_and_keeps_its_beginning(cast: Cast, clock: Clock) -> None:
    first = raise_alarm(cast.mailbox.pk, AlarmKind.FLOOD, facts={"mails": 100})
    clock.forward(hours=1)

    raise_alarm(cast.mailbox.pk, AlarmKind.FLOOD, facts={"mails": 150})

    alarm = MailboxAlarm.objects.get()
    assert first is not None
    assert (alarm.raised_at, alarm.facts, raised()) == (first.raised_at, {"mails": 150}, 1)


def test_an_alarm_that_was_cleared_can_be_raised_again(cast: Cast) -> None:
    raise_alarm(cast.mailbox.pk, AlarmKind.SILENT)

    assert clear_alarm(cast.mailbox.pk, AlarmKind.SILENT)
    assert not clear_alarm(cast.mailbox.pk, AlarmKind.SILENT)

    raise_alarm(cast.mailbox.pk, AlarmKind.SILENT)
    assert raised() == 2


def test_kinds_of_alarms_do_not_know_each_other(cast: Cast) -> None:
    raise_alarm(cast.mailbox.pk, AlarmKind.SENDING)

    assert not clear_alarm(cast.mailbox.pk, AlarmKind.RECEIVING)


def test_a_mailbox_that_is_gone_raises_none(cast: Cast) -> None:
    assert raise_alarm(cast.mailbox.pk + 1, AlarmKind.LOOP) is None
