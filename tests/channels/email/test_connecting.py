"""Connecting a mailbox, and what is known of how its servers do."""

import dataclasses

import pytest

from goodword.channels.email.actions.connecting import connect_mailbox
from goodword.channels.email.actions.health import report_receiving, report_sending
from goodword.channels.email.choices import Health
from goodword.channels.email.connections import first_sending_connection, imap_access, smtp_access
from goodword.channels.email.models import Connection, OutgoingMail
from goodword.channels.email.transports.imap import ImapAccess
from goodword.channels.email.transports.smtp import SmtpAccess
from goodword.core.actor import Actor
from goodword.core.errors import Invalid, NotFound
from goodword.core.models import RecordedEvent
from tests.cast import Cast
from tests.frozen_time import Clock
from tests.timeline import last_event

IMAP = ImapAccess(host="imap.wrenfield.example", username="pharmacy", secret="in")
SMTP = SmtpAccess(host="smtp.wrenfield.example", username="pharmacy", secret="out")


@pytest.fixture
def connection(cast: Cast, adam: Actor) -> Connection:
    return connect_mailbox(cast.mailbox.pk, by=adam, imap=IMAP, smtp=SMTP)


def test_secrets_are_kept_encrypted(connection: Connection, cast: Cast, adam: Actor) -> None:
    connection.refresh_from_db()

    assert "in" not in connection.imap_secret[:4]
    assert (imap_access(connection), smtp_access(connection)) == (IMAP, SMTP)
    assert last_event("mailbox.connected").data == {"mailbox_id": cast.mailbox.pk}


def test_an_empty_password_keeps_the_stored_one(connection: Connection, cast: Cast, adam: Actor) -> None:
    changed = dataclasses.replace(IMAP, secret="", folder="Support")

    connection = connect_mailbox(cast.mailbox.pk, by=adam, imap=changed, smtp=SMTP)

    assert imap_access(connection) == dataclasses.replace(IMAP, folder="Support")


def test_another_server_is_not_told_the_stored_password(connection: Connection, cast: Cast, adam: Actor) -> None:
    elsewhere = dataclasses.replace(SMTP, host="collector.example", secret="")

    connection = connect_mailbox(cast.mailbox.pk, by=adam, imap=IMAP, smtp=elsewhere)

    assert smtp_access(connection) == elsewhere


def test_a_half_that_is_left_out_is_forgotten(connection: Connection, cast: Cast, adam: Actor) -> None:
    connection = connect_mailbox(cast.mailbox.pk, by=adam, smtp=SMTP)

    assert (connection.imap_host, connection.imap_secret) == ("", "")
    assert smtp_access(connection) == SMTP


def test_connecting_a_mailbox_sends_nothing(connection: Connection) -> None:
    assert OutgoingMail.objects.count() == 0


def test_another_account_brings_no_history(connection: Connection, cast: Cast, adam: Actor, clock: Clock) -> None:
    since = connection.receive_since
    clock.forward(days=30)
    moved = connect_mailbox(cast.mailbox.pk, by=adam, imap=dataclasses.replace(IMAP, host="new.example"))
    assert moved.receive_since == since  # the same account elsewhere: nothing between is lost

    other = connect_mailbox(cast.mailbox.pk, by=adam, imap=dataclasses.replace(IMAP, username="nursing"))

    assert other.receive_since == clock.now()


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"host": " "}, "imap_host"), ({"port": 0}, "imap_port"), ({"username": ""}, "imap_username")],
)
def test_what_is_missing_is_named(cast: Cast, adam: Actor, changes: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        connect_mailbox(cast.mailbox.pk, by=adam, imap=dataclasses.replace(IMAP, **changes))  # type: ignore[arg-type]

    assert set(refused.value.fields) == {field}
    assert not Connection.objects.exists()


def test_a_mailbox_that_is_not_there_cannot_be_connected(cast: Cast, adam: Actor) -> None:
    with pytest.raises(NotFound):
        connect_mailbox(cast.mailbox.pk + 1, by=adam, imap=IMAP)


def test_trouble_is_recorded_when_it_begins_and_when_it_ends(connection: Connection) -> None:
    before = RecordedEvent.objects.count()
    for problem in ("no answer", "no answer", "wrong password", ""):
        report_receiving(connection.pk, problem=problem)
        report_sending(connection.pk, problem=problem)

    connection.refresh_from_db()
    assert (connection.receiving, connection.receiving_problem) == (Health.WORKING, "")
    assert [event.kind for event in RecordedEvent.objects.order_by("id")[before:]] == [
        "mailbox.receiving-failed",
        "mailbox.sending-failed",
        "mailbox.receiving-recovered",
        "mailbox.sending-recovered",
    ]


def test_the_desks_own_mail_takes_a_relay_that_works(connection: Connection) -> None:
    assert first_sending_connection() == connection

    Connection.objects.update(smtp_host="")

    assert first_sending_connection() is None
