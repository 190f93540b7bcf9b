"""Mailboxes are followed: what arrives is here within two seconds, whatever happens in between, and once."""

import dataclasses
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import imapclient
import pytest

from goodword.channels.email import intake as intake_module
from goodword.channels.email.actions.connecting import connect_mailbox
from goodword.channels.email.choices import Fate, Health
from goodword.channels.email.models import Connection, FolderMail, FolderProgress, ReceivedMail
from goodword.channels.email.process import Watches
from goodword.channels.email.transports.imap import ImapAccess, ImapFolder
from goodword.core.actor import Actor
from goodword.core.problems import say_problem
from tests.cast import Cast
from tests.servers.dovecot import DovecotServer
from tests.waiting import wait_until

pytestmark = [pytest.mark.real_time, pytest.mark.django_db(transaction=True)]


def letter(subject: str) -> bytes:
    headers = f"From: ana@elsewhere.test\r\nMessage-ID: <{subject}@elsewhere.test>\r\nSubject: {subject}\r\n"
    return f"{headers}\r\nHi\r\n".encode()


@pytest.fixture
def access(trusted_dovecot: DovecotServer, request: pytest.FixtureRequest) -> ImapAccess:
    user = trusted_dovecot.add_user(f"w{abs(hash(request.node.name))}@desk.test")
    return ImapAccess(host="localhost", port=trusted_dovecot.imaps_port, username=user, secret="secret")


@pytest.fixture
def connection(cast: Cast, adam: Actor, access: ImapAccess) -> Connection:
    return connect_mailbox(cast.mailbox.pk, by=adam, imap=access)


@pytest.fixture
def watches(transactional_db: None) -> Iterator[Watches]:
    watches = Watches()
    yield watches
    watches.stop()


@pytest.fixture
def following(watches: Watches, connection: Connection) -> Watches:
    watches.follow_connections()
    wait_until(lambda: health(connection) == Health.WORKING)
    return watches


def health(connection: Connection) -> str:
    connection.refresh_from_db()
    return connection.receiving


def problem(connection: Connection) -> str:
    connection.refresh_from_db()
    return say_problem(connection.receiving_problem)


def taken() -> int:
    return ReceivedMail.objects.count()


def test_a_mail_is_here_within_two_seconds(following: Watches, access: ImapAccess, dovecot: DovecotServer) -> None:
    dovecot.deliver(access.username, letter("a"))

    wait_until(lambda: taken() == 1)


def test_what_came_while_we_were_away_is_here_once(
    following: Watches, access: ImapAccess, dovecot: DovecotServer
) -> None:
    dovecot.deliver(access.username, letter("a"))
    wait_until(lambda: taken() == 1)
    following.stop()
    dovecot.deliver(access.username, letter("b"))
    dovecot.deliver(access.username, letter("c"))

    following.follow_connections()

    wait_until(lambda: FolderProgress.objects.get().last_uid == 3)
    assert taken() == 3


def test_a_mail_that_was_stored_but_not_noted_does_not_come_twice(
    following: Watches, access: ImapAccess, dovecot: DovecotServer
) -> None:
    dovecot.deliver(access.username, letter("a"))
    wait_until(lambda: FolderProgress.objects.get().last_uid == 1)
    following.stop()
    FolderProgress.objects.update(last_uid=0)  # as after a kill in between
    FolderMail.objects.all().delete()

    following.follow_connections()

    wait_until(lambda: FolderProgress.objects.get().last_uid == 1)
    assert taken() == 1


def test_history_stays_where_it_is(
    access: ImapAccess, cast: Cast, adam: Actor, watches: Watches, dovecot: DovecotServer
) -> None:
    with imapclient.IMAPClient("localhost", access.port) as other:
        other.login(access.username, "secret")
        for days in range(1, 30):
            other.append("INBOX", letter(f"old{days}"), msg_time=datetime.now(UTC) - timedelta(days=days))
    connect_mailbox(cast.mailbox.pk, by=adam, imap=access)
    dovecot.deliver(access.username, letter("new"))  # before the watch has begun

    watches.follow_connections()

    wait_until(lambda: FolderProgress.objects.filter(last_uid=30).exists())
    assert taken() == 1


def test_a_server_that_counts_anew_doubles_nothing_and_brings_no_history(
    following: Watches, connection: Connection, access: ImapAccess, dovecot: DovecotServer
) -> None:
    dovecot.deliver(access.username, letter("a"))
    wait_until(lambda: FolderProgress.objects.filter(last_uid=1).exists())
    following.stop()
    with imapclient.IMAPClient("localhost", access.port) as other:
        other.login(access.username, "secret")
        other.append("INBOX", letter("old"), msg_time=datetime.now(UTC) - timedelta(days=9))
    before = FolderProgress.objects.get().uid_validity
    (box,) = (dovecot.folder / "mail" / access.username).glob("Maildir/dovecot-uidlist")
    dovecot.kill()
    box.write_text(box.read_text().replace(f"V{before}", f"V{before + 7}", 1))
    for index in box.parent.glob("dovecot.index*"):
        index.unlink()
    dovecot.start()
    dovecot.deliver(access.username, letter("b"))

    following.follow_connections()

    wait_until(lambda: FolderProgress.objects.get().uid_validity != before and FolderProgress.objects.get().last_uid)
    wait_until(lambda: taken() == 2)


def test_a_server_that_dies_is_said_and_waited_for(
    following: Watches, connection: Connection, access: ImapAccess, dovecot: DovecotServer
) -> None:
    dovecot.kill()
    wait_until(lambda: health(connection) == Health.FAILING)
    assert "localhost" in say_problem(connection.receiving_problem)

    dovecot.start()
    dovecot.deliver(access.username, letter("a"))

    wait_until(lambda: taken() == 1)
    wait_until(lambda: health(connection) == Health.WORKING)
    assert connection.receiving_problem == ""


def test_a_server_that_dies_while_it_gives_loses_nothing(
    connection: Connection, access: ImapAccess, watches: Watches, dovecot: DovecotServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    for number in range(60):
        dovecot.deliver(access.username, letter(str(number)))
    monkeypatch.setattr("goodword.channels.email.transports.imap._BATCH", 5)
    watches.follow_connections()
    wait_until(lambda: taken() > 3)
    dovecot.kill()
    dovecot.start()

    wait_until(lambda: FolderProgress.objects.get().last_uid == 60)
    assert taken() == 60


def test_storing_that_fails_is_said_and_tried_again(
    following: Watches,
    connection: Connection,
    access: ImapAccess,
    dovecot: DovecotServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    failures = iter([OSError(28, "No space left on device"), ZeroDivisionError()])

    def store(*args: object, **kwargs: object) -> object:
        if failure := next(failures, None):
            raise failure
        return stored(*args, **kwargs)  # type: ignore[arg-type]

    stored = intake_module.store_mails
    monkeypatch.setattr(intake_module, "store_mails", store)
    dovecot.deliver(access.username, letter("a"))

    wait_until(lambda: "the disk may be full" in problem(connection))
    wait_until(lambda: taken() == 1)
    wait_until(lambda: health(connection) == Health.WORKING)


def test_a_mail_the_server_will_not_give_blocks_nothing_and_is_asked_for_again(
    following: Watches, access: ImapAccess, dovecot: DovecotServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = ImapFolder._fetch_whole

    def but_not_the_first(self: ImapFolder, uids: list[int], facts: dict[int, object]) -> list[object]:
        return [
            dataclasses.replace(mail, raw=None, words="corrupt") if mail.uid == 1 else mail
            for mail in whole(self, uids, facts)
        ]

    monkeypatch.setattr(ImapFolder, "_fetch_whole", but_not_the_first)
    dovecot.deliver(access.username, letter("a"))
    dovecot.deliver(access.username, letter("b"))
    wait_until(lambda: FolderProgress.objects.get().last_uid == 2)
    refused = FolderMail.objects.get(fate=Fate.REFUSED)
    assert (taken(), refused.uid, refused.words) == (1, 1, "corrupt")

    monkeypatch.setattr(ImapFolder, "_fetch_whole", whole)
    following.stop()
    following.follow_connections()

    wait_until(lambda: taken() == 2)
    wait_until(lambda: not FolderMail.objects.filter(fate=Fate.REFUSED).exists())


def test_a_wrong_password_is_said_until_it_is_mended(
    cast: Cast, adam: Actor, access: ImapAccess, watches: Watches
) -> None:
    connection = connect_mailbox(cast.mailbox.pk, by=adam, imap=dataclasses.replace(access, secret="wrong"))
    watches.follow_connections()
    wait_until(lambda: health(connection) == Health.FAILING)
    assert "password" in say_problem(connection.receiving_problem)

    connect_mailbox(cast.mailbox.pk, by=adam, imap=access)
    watches.follow_connections()

    wait_until(lambda: health(connection) == Health.WORKING)


def test_a_mailbox_that_is_disconnected_is_let_go(
    following: Watches, cast: Cast, access: ImapAccess, dovecot: DovecotServer
) -> None:
    Connection.objects.all().delete()
    following.follow_connections()
    dovecot.deliver(access.username, letter("a"))

    time.sleep(1.5)
    assert taken() == 0
