"""Administrators are told of a mailbox's alarms: once, through another mailbox, again each day, and when it is over."""

import pytest

from goodword.channels.email.actions.alarms import clear_alarm, raise_alarm
from goodword.channels.email.actions.connecting import connect_mailbox
from goodword.channels.email.actions.health import report_sending
from goodword.channels.email.choices import AlarmKind
from goodword.channels.email.models import Connection
from goodword.conversations.models import Mailbox
from goodword.core.actor import Actor
from goodword.core.jobs.worker import run_due_jobs
from goodword.notifications.choices import Post
from goodword.notifications.jobs import mail_notice, remind_of_alarms
from goodword.notifications.models import Notification
from tests.cast import Cast
from tests.channels.email.scripted_relay import ScriptedRelay
from tests.frozen_time import Clock


def mailed_to(relay: ScriptedRelay) -> list[str]:
    return sorted(str(mail["To"]) for mail in relay.given)


BOTH = ["adam@wrenfield.example", "olive@wrenfield.example"]


def test_both_administrators_are_told_through_the_other_mailbox(
    cast: Cast, visits: Mailbox, relay: ScriptedRelay
) -> None:
    raise_alarm(cast.mailbox.pk, AlarmKind.RECEIVING, facts={"reason": "failing"})
    run_due_jobs()

    assert mailed_to(relay) == BOTH
    assert {str(mail["From"]) for mail in relay.given} == {"Visits <visits@wrenfield.example>"}
    assert "pharmacy@wrenfield.example cannot be read" in relay.given[0]["Subject"]
    assert f"/settings/mailboxes/{cast.mailbox.pk}" in relay.given[0].get_content()


def test_an_alarm_is_told_once_and_mailed_once(cast: Cast, visits: Mailbox, relay: ScriptedRelay) -> None:
    raise_alarm(cast.mailbox.pk, AlarmKind.RECEIVING)
    raise_alarm(cast.mailbox.pk, AlarmKind.RECEIVING)
    run_due_jobs()
    mail_notice.enqueue(notification_id=Notification.objects.earliest("pk").pk)
    run_due_jobs()

    assert (len(relay.given), Notification.objects.count()) == (2, 2)


@pytest.mark.parametrize("kind", [AlarmKind.SENDING, AlarmKind.TOKEN])
def test_what_nobody_else_can_send_is_said_in_the_app(cast: Cast, visits: Mailbox, kind: AlarmKind) -> None:
    raise_alarm(visits.pk, kind)
    run_due_jobs()

    assert set(Notification.objects.values_list("post", flat=True)) == {Post.NO_WAY}


def test_a_relay_that_is_known_to_fail_is_no_way_out(cast: Cast, visits: Mailbox, adam: Actor) -> None:
    report_sending(Connection.objects.get(mailbox=visits).pk, problem="Refused.")
    raise_alarm(cast.mailbox.pk, AlarmKind.SENDING)
    run_due_jobs()

    assert set(Notification.objects.values_list("post", flat=True)) == {Post.NO_WAY}


def test_the_only_mailbox_tells_of_itself_while_it_still_can_send(
    cast: Cast, visits: Mailbox, relay: ScriptedRelay
) -> None:
    report_sending(Connection.objects.get(mailbox=visits).pk)
    raise_alarm(visits.pk, AlarmKind.RECEIVING)
    run_due_jobs()

    assert mailed_to(relay) == BOTH


def test_a_day_later_it_is_told_again_and_not_before(
    cast: Cast, visits: Mailbox, relay: ScriptedRelay, clock: Clock
) -> None:
    raise_alarm(cast.mailbox.pk, AlarmKind.RECEIVING)
    run_due_jobs()
    for hours in (23, 1, 1):
        clock.forward(hours=hours)
        remind_of_alarms.call()
        run_due_jobs()

    assert len(relay.given) == 4
    assert "This has been so for a day." in relay.given[-1]["Subject"]


@pytest.mark.parametrize("was_mailed", [True, False])
def test_that_it_works_again_is_mailed_if_the_alarm_was(
    cast: Cast, visits: Mailbox, relay: ScriptedRelay, adam: Actor, *, was_mailed: bool
) -> None:
    if not was_mailed:
        report_sending(Connection.objects.get(mailbox=visits).pk, problem="Refused.")
    raise_alarm(cast.mailbox.pk, AlarmKind.RECEIVING)
    run_due_jobs()
    before = len(relay.given)

    clear_alarm(cast.mailbox.pk, AlarmKind.RECEIVING)
    run_due_jobs()

    assert Notification.objects.filter(matter="working").count() == 2
    assert len(relay.given) - before == (2 if was_mailed else 0)
    if was_mailed:
        assert "can be read again" in relay.given[-1]["Subject"]


def test_a_cleared_alarm_reminds_nobody(cast: Cast, clock: Clock) -> None:
    raise_alarm(cast.mailbox.pk, AlarmKind.SILENT)
    clear_alarm(cast.mailbox.pk, AlarmKind.SILENT)
    clock.forward(days=2)

    remind_of_alarms.call()

    assert set(Notification.objects.values_list("matter", flat=True)) == {"alarm", "working"}


@pytest.mark.parametrize("kind", list(AlarmKind))
def test_every_alarm_has_words_of_its_own(cast: Cast, visits: Mailbox, relay: ScriptedRelay, kind: AlarmKind) -> None:
    raise_alarm(cast.mailbox.pk, kind)
    clear_alarm(cast.mailbox.pk, kind)
    run_due_jobs()

    assert all("pharmacy@wrenfield.example" in mail["Subject"] for mail in relay.given)


def test_connecting_is_no_alarm(cast: Cast, adam: Actor, relay: ScriptedRelay) -> None:
    connect_mailbox(cast.mailbox.pk, by=adam, smtp=relay.access)

    assert not Notification.objects.exists()


def test_an_alarm_that_is_raised_anew_is_not_called_over(cast: Cast, visits: Mailbox, relay: ScriptedRelay) -> None:
    raise_alarm(cast.mailbox.pk, AlarmKind.TOKEN, facts={"reason": "ends", "days": 7})
    run_due_jobs()
    clear_alarm(cast.mailbox.pk, AlarmKind.TOKEN)
    raise_alarm(cast.mailbox.pk, AlarmKind.TOKEN, facts={"reason": "ends", "days": 1})
    run_due_jobs()

    assert [str(mail["Subject"]) for mail in relay.given[::2]] == [
        "The sign-in of pharmacy@wrenfield.example at its provider ends within 7 days.",
        "The sign-in of pharmacy@wrenfield.example at its provider ends within a day.",
    ]
    assert not Notification.objects.filter(matter="working").exists()
