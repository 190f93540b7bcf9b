"""The desk looks after its mailboxes: alarms for those that fail for ten minutes or fall silent."""

import time
from datetime import datetime, timedelta

import pytest
from django.db import transaction

from goodword.channels.email.actions.checking import check_connections, check_silences, end_silences
from goodword.channels.email.actions.connecting import connect_mailbox
from goodword.channels.email.actions.health import note_look, report_receiving, report_sending
from goodword.channels.email.choices import AlarmKind, Health, Source
from goodword.channels.email.jobs import checking
from goodword.channels.email.jobs.checking import listen_for_silence, look_after_mailboxes
from goodword.channels.email.models import Connection, MailboxAlarm, ReceivedMail
from goodword.channels.email.transports.imap import ImapAccess
from goodword.channels.email.transports.smtp import SmtpAccess
from goodword.channels.email.watch import MailboxWatch
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.models import Message
from goodword.core.actor import Actor
from goodword.core.blobs import store_blob
from goodword.core.clock import now
from goodword.core.models import Blob
from goodword.people.actions.recognizing import recognize_customer
from tests.cast import Cast, letter
from tests.config.running_desk import eventually
from tests.frozen_time import Clock

AWAKE = timedelta(hours=1)


@pytest.fixture
def connection(cast: Cast, adam: Actor) -> Connection:
    imap = ImapAccess(host="imap.wrenfield.example", username="pharmacy", secret="rosebud")
    return connect_mailbox(cast.mailbox.pk, by=adam, imap=imap, smtp=SmtpAccess(host="smtp.wrenfield.example"))


def open_kinds() -> set[str]:
    return set(MailboxAlarm.objects.filter(cleared_at=None).values_list("kind", flat=True))


def look(connection: Connection, awake: timedelta = AWAKE) -> set[str]:
    note_look(connection.pk)
    check_connections(awake=awake)
    return open_kinds()


@pytest.mark.parametrize(
    ("report", "kind"), [(report_receiving, AlarmKind.RECEIVING), (report_sending, AlarmKind.SENDING)]
)
def test_ten_minutes_of_failing_are_an_alarm_until_it_works(
    connection: Connection, clock: Clock, report: type, kind: AlarmKind
) -> None:
    report(connection.pk, problem="The password was refused.")
    clock.forward(minutes=9)
    assert look(connection) == set()
    report(connection.pk, problem="Another reason.")
    clock.forward(minutes=1)
    assert look(connection) == {kind}

    report(connection.pk)
    assert look(connection) == set()


def test_failing_anew_begins_anew(connection: Connection, clock: Clock) -> None:
    report_receiving(connection.pk, problem="No answer.")
    clock.forward(minutes=6)
    report_receiving(connection.pk)
    report_receiving(connection.pk, problem="No answer.")
    clock.forward(minutes=6)

    assert look(connection) == set()


def test_a_mail_process_that_is_not_heard_of_is_an_alarm(connection: Connection, clock: Clock) -> None:
    note_look(connection.pk)
    clock.forward(minutes=10)
    check_connections(awake=timedelta(minutes=9))
    assert open_kinds() == set()

    check_connections(awake=AWAKE)

    assert MailboxAlarm.objects.get().facts["reason"] == "unheard"
    assert look(connection) == set()


def test_a_look_is_noted_once_a_minute(connection: Connection, clock: Clock) -> None:
    note_look(connection.pk)
    first = now()
    clock.forward(seconds=30)
    note_look(connection.pk)
    connection.refresh_from_db()
    assert connection.looked_at == first


def test_a_mailbox_without_a_server_is_nobodys_worry(cast: Cast, adam: Actor, clock: Clock) -> None:
    connect_mailbox(cast.mailbox.pk, by=adam, smtp=SmtpAccess(host="smtp.wrenfield.example"))
    clock.forward(hours=1)

    check_connections(awake=AWAKE)

    assert open_kinds() == set()


def test_an_alarm_ends_with_its_connection(connection: Connection, clock: Clock) -> None:
    report_receiving(connection.pk, problem="No answer.")
    clock.forward(minutes=10)
    look(connection)
    Connection.objects.all().delete()

    check_connections(awake=AWAKE)

    assert open_kinds() == set()


def blob() -> Blob:
    with transaction.atomic():
        return store_blob(b"x")


def keep(cast: Cast, at: datetime, number: int, **changes: object) -> ReceivedMail:
    row = {"mailbox": cast.mailbox, "source": Source.IMAP, "fingerprint": str(number), "received_at": at}
    return ReceivedMail.objects.create(**{**row, "raw": blob(), **changes})


@pytest.fixture
def busy(cast: Cast, clock: Clock) -> Cast:
    """A mail every six hours for nine weeks, until half a day ago."""
    start, raw = now() - timedelta(hours=12), blob()
    ReceivedMail.objects.bulk_create(
        ReceivedMail(
            mailbox=cast.mailbox, source=Source.IMAP, raw=raw, fingerprint=f"{number}",
            received_at=start - number * timedelta(hours=6),
        )
        for number in range(9 * 28)
    )  # fmt: skip
    return cast


def test_a_busy_mailbox_that_falls_silent_is_an_alarm_until_mail_comes(busy: Cast, clock: Clock) -> None:
    check_silences(awake=AWAKE)
    assert open_kinds() == {AlarmKind.SILENT}
    assert MailboxAlarm.objects.get().facts["usual_minutes"] <= 6 * 60

    clock.forward(minutes=1)
    keep(busy, now(), -1)
    end_silences()

    assert open_kinds() == set()


def test_history_and_machines_end_no_silence(busy: Cast, clock: Clock) -> None:
    check_silences(awake=AWAKE)
    clock.forward(minutes=1)
    message = automatic(busy)
    keep(busy, now(), -1, is_history=True)
    keep(busy, now(), -2, message=message)

    end_silences()
    check_silences(awake=AWAKE)

    assert open_kinds() == {AlarmKind.SILENT}


def automatic(cast: Cast) -> Message:
    robot = recognize_customer(address="robot@example.org", name="Robot")
    return receive_message(letter(cast, robot, is_automatic=True))


def test_a_desk_that_was_asleep_does_not_judge(busy: Cast) -> None:
    check_silences(awake=timedelta(minutes=1))

    assert open_kinds() == set()


def test_what_fails_is_not_called_silent_as_well(busy: Cast, adam: Actor, clock: Clock) -> None:
    imap = ImapAccess(host="imap.wrenfield.example", username="pharmacy", secret="rosebud")
    connection = connect_mailbox(busy.mailbox.pk, by=adam, imap=imap)
    report_receiving(connection.pk, problem="No answer.")
    clock.forward(minutes=10)
    look(connection)

    check_silences(awake=AWAKE)

    assert open_kinds() == {AlarmKind.RECEIVING}


def test_a_look_takes_few_queries(busy: Cast, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(60):  # type: ignore[operator] # a dozen of them tell the administrators
        check_silences(awake=AWAKE)


def test_the_recurring_jobs_run(busy: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "_BEGAN", time.monotonic())
    look_after_mailboxes.call()
    listen_for_silence.call()

    assert open_kinds() == set()  # the process has only begun


@pytest.mark.real_time
@pytest.mark.django_db(transaction=True)
def test_a_watch_is_heard_of_though_its_server_does_not_answer(connection: Connection) -> None:
    Connection.objects.update(imap_host="nowhere.invalid")
    watch = MailboxWatch(connection.pk)
    watch.start()
    try:
        assert eventually(lambda: Connection.objects.filter(looked_at__isnull=False).exists())
    finally:
        watch.end()
        watch.join(10)
    assert Connection.objects.get().receiving == Health.FAILING
