"""Whatever the server does: it is said on the mailbox, nothing is lost or doubled, and it goes on without hands."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection as database

from goodword.channels.email.actions.connecting import connect_mailbox
from goodword.channels.email.actions.folders import choose_folders, look_again
from goodword.channels.email.choices import Fate, FolderKind, Health, SentFolder, Source
from goodword.channels.email.models import Connection, FolderMail, FolderProgress, ReceivedMail
from goodword.channels.email.process import Watches
from goodword.conversations.actions.mailboxes import add_mailbox
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.blobs import read_blob
from goodword.core.problems import say_problem
from tests.cast import Cast
from tests.channels.email import scripted_imap as server
from tests.channels.email.scripted_imap import Fault, Folder, ScriptedImap, letter
from tests.waiting import wait_until

pytestmark = [pytest.mark.real_time, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def imap() -> Iterator[ScriptedImap]:
    with ScriptedImap() as imap:
        yield imap


@pytest.fixture
def watches(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watches]:
    monkeypatch.setattr("goodword.channels.email.watch._PAUSES", (0.2,))
    monkeypatch.setattr("goodword.channels.email.intake._LEAST_PAUSE", 0.5)
    watches = Watches()
    yield watches
    watches.stop()


@pytest.fixture
def connection(cast: Cast, adam: Actor, imap: ScriptedImap) -> Connection:
    return connect_mailbox(cast.mailbox.pk, by=adam, imap=imap.access)


def health(connection: Connection) -> str:
    connection.refresh_from_db()
    return connection.receiving


def taken() -> list[bytes]:
    return sorted(read_blob(mail.raw_id) for mail in ReceivedMail.objects.all())


def reckoning() -> dict[str, int]:
    """What the last look at the whole folder found; empty before the first."""
    progress = FolderProgress.objects.filter(folder="INBOX").first()
    return progress.reckoning if progress else {}


def is_whole(count: int) -> bool:
    """Everything on the server is here, as the reckoning says, and as it is."""
    told = reckoning()
    return told.get("on_server") == count and told["taken"] == count and not told["missing"] and len(taken()) == count


@pytest.mark.parametrize(
    ("command", "fault"),
    [
        ("FETCH", server.dies),
        ("FETCH", server.dies_in_mid_literal),
        ("FETCH", server.says_bye),
        ("FETCH", server.says_no),
        ("FETCH", server.says_bad),
        ("FETCH", server.says_garbage),
        ("FETCH", server.lies_about_the_size),
        ("SEARCH", server.dies),
        ("SEARCH", server.says_no),
        ("SEARCH", server.says_garbage),
        ("SEARCH", server.tells_twice_and_backwards),
        ("EXAMINE", server.says_no),
        ("EXAMINE", server.gives_nothing),
        ("LIST", server.says_bad),
        ("LOGIN", server.says_bye),
        ("CAPABILITY", server.says_garbage),
        ("IDLE", server.says_no),
        ("IDLE", server.says_bye),
    ],
)
def test_a_fault_is_survived_and_nothing_is_lost_or_doubled(
    imap: ScriptedImap, watches: Watches, connection: Connection, command: str, fault: Fault
) -> None:
    letters = sorted(letter(str(number)) for number in range(8))
    for raw in letters:
        imap.inbox.append(raw)
    imap.faults[command].extend([fault, fault])

    watches.follow_connections()

    wait_until(lambda: is_whole(8))
    assert taken() == letters
    wait_until(lambda: health(connection) == Health.WORKING)
    wait_until(lambda: not imap.faults[command])


def test_a_mail_that_is_listed_but_not_given_is_asked_for_at_the_next_look(
    imap: ScriptedImap, watches: Watches, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goodword.channels.email.watch.RENEWAL_SECONDS", 2.0)
    imap.inbox.append(letter("a"))
    imap.faults["FETCH"].append(server.gives_nothing)

    watches.follow_connections()

    wait_until(lambda: reckoning().get("refused") == 1)
    assert "gives nothing" in FolderMail.objects.get().words
    wait_until(lambda: is_whole(1))


@pytest.mark.parametrize("fault", [server.says_bye, server.says_no, server.says_garbage, server.dies])
def test_a_fault_that_lasts_is_said(imap: ScriptedImap, watches: Watches, connection: Connection, fault: Fault) -> None:
    imap.inbox.append(letter("a"))
    imap.always["SEARCH"] = fault
    watches.follow_connections()
    wait_until(lambda: health(connection) == Health.FAILING)
    assert "127.0.0.1" in say_problem(connection.receiving_problem)

    imap.always.clear()

    wait_until(lambda: is_whole(1))
    wait_until(lambda: health(connection) == Health.WORKING)
    assert connection.receiving_problem == ""


def test_a_mail_at_which_every_connection_ends_stops_no_other(
    imap: ScriptedImap, watches: Watches, connection: Connection
) -> None:
    for number in range(6):
        imap.inbox.append(letter(str(number)))
    imap.poison = {3}

    watches.follow_connections()

    wait_until(lambda: FolderMail.objects.filter(fate=Fate.REFUSED).exists())
    wait_until(lambda: health(connection) == Health.WORKING)
    assert FolderMail.objects.get(fate=Fate.REFUSED).uid == 3
    assert len(taken()) == 5
    wait_until(lambda: reckoning().get("refused") == 1 and reckoning()["missing"] == 0)

    imap.inbox.append(letter("late"))
    imap.tell()
    wait_until(lambda: len(taken()) == 6)


def test_a_server_that_falls_silent_is_left_and_tried_again(
    imap: ScriptedImap, watches: Watches, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goodword.channels.email.transports.imap_connection.ANSWER_SECONDS", 1)
    imap.inbox.append(letter("a"))
    imap.faults["FETCH"].append(server.falls_silent)

    watches.follow_connections()

    wait_until(lambda: health(connection) == Health.FAILING)
    assert "in time" in say_problem(connection.receiving_problem)
    wait_until(lambda: is_whole(1))


def test_a_server_that_drips_is_broken_off(
    imap: ScriptedImap, watches: Watches, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def drips(talk: server.Talk, _tag: bytes, _rest: bytes) -> None:
        for _ in range(600):
            talk.wfile.write(b" ")
            time.sleep(0.05)

    monkeypatch.setattr("goodword.channels.email.watch._MOST_BUSY", 1.0)
    imap.inbox.append(letter("a"))
    imap.faults["FETCH"].append(drips)
    watches.follow_connections()
    until = time.monotonic() + 20
    while health(connection) != Health.FAILING and time.monotonic() < until:
        watches.keep_leases()
        time.sleep(0.05)
    assert "in time" in say_problem(connection.receiving_problem)

    wait_until(lambda: is_whole(1))


def test_one_mailbox_that_fails_harms_no_other(
    imap: ScriptedImap, watches: Watches, connection: Connection, adam: Actor
) -> None:
    second = add_mailbox(by=adam, address="care@wrenfield.example", name="Care", team=None)
    imap.always["LOGIN"] = server.falls_silent
    with ScriptedImap() as other:
        connect_mailbox(second.pk, by=adam, imap=other.access)
        watches.follow_connections()
        other.inbox.append(letter("a"))
        other.tell()

        wait_until(lambda: ReceivedMail.objects.filter(mailbox=second).count() == 1, seconds=25)
        assert health(connection) == Health.UNKNOWN


def test_a_wrong_password_at_the_server_is_said_until_it_is_right(
    imap: ScriptedImap, watches: Watches, connection: Connection
) -> None:
    imap.password = "another"
    imap.inbox.append(letter("a"))
    watches.follow_connections()
    wait_until(lambda: health(connection) == Health.FAILING)
    assert "password" in say_problem(connection.receiving_problem)

    imap.password = server.PASSWORD

    wait_until(lambda: is_whole(1))


def test_without_idle_and_special_use_mail_comes_too(
    watches: Watches, cast: Cast, adam: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goodword.channels.email.transports.imap._POLL_SECONDS", 0.5)
    with ScriptedImap(capabilities="IMAP4rev1") as plain:
        connection = connect_mailbox(cast.mailbox.pk, by=adam, imap=plain.access)
        watches.follow_connections()
        wait_until(lambda: health(connection) == Health.WORKING)
        plain.inbox.append(letter("a"))

        wait_until(lambda: len(taken()) == 1)


def test_ten_thousand_old_mails_are_left_where_they_are(
    imap: ScriptedImap, watches: Watches, connection: Connection
) -> None:
    for number in range(10_000):
        imap.inbox.append(b"", ago=timedelta(days=9 + number % 300))
    imap.inbox.append(letter("new"))

    watches.follow_connections()

    wait_until(lambda: len(taken()) == 1)
    wait_until(lambda: reckoning().get("on_server") == 10_001)
    assert (reckoning()["left"], reckoning()["taken"], reckoning()["missing"]) == (10_000, 1, 0)
    assert FolderMail.objects.count() == 1
    assert FolderProgress.objects.get().left_out == [[1, 10_000]]


def test_what_is_told_in_the_moment_before_the_server_lets_us_idle_is_heard(
    imap: ScriptedImap, watches: Watches, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    agrees = server.Talk.do_idle

    def tells_first(talk: server.Talk, tag: bytes, rest: bytes) -> bool:
        if not imap.inbox.mails:
            imap.inbox.append(letter("a"))
            talk.say(b"* 1 EXISTS")
        return agrees(talk, tag, rest)

    monkeypatch.setattr(server.Talk, "do_idle", tells_first)

    watches.follow_connections()

    wait_until(lambda: len(taken()) == 1, seconds=20)  # the next look of its own is minutes away
    assert health(connection) == Health.WORKING


def test_old_mail_that_is_moved_here_later_is_history_too(
    imap: ScriptedImap, watches: Watches, connection: Connection
) -> None:
    watches.follow_connections()
    wait_until(lambda: health(connection) == Health.WORKING)
    imap.inbox.append(letter("last year"), ago=timedelta(days=400))
    imap.inbox.append(letter("now"))

    imap.tell()
    wait_until(lambda: len(taken()) == 1)
    wait_until(lambda: FolderProgress.objects.get().left_out == [[1, 1]])
    assert taken() == [letter("now")]


def test_what_is_deleted_on_the_server_is_gone_from_there_only(
    imap: ScriptedImap, watches: Watches, connection: Connection
) -> None:
    for number in range(3):
        imap.inbox.append(letter(str(number)))
    watches.follow_connections()
    wait_until(lambda: is_whole(3))
    del imap.inbox.mails[2]

    Connection.objects.update(look_asked_at=connection.changed_at)
    watches.follow_connections()

    wait_until(lambda: reckoning()["gone"] == 1)
    assert (reckoning()["on_server"], reckoning()["taken"], len(taken())) == (2, 2, 3)


def test_what_is_missing_is_fetched_at_the_next_look(
    imap: ScriptedImap, watches: Watches, connection: Connection
) -> None:
    for number in range(3):
        imap.inbox.append(letter(str(number)))
    watches.follow_connections()
    wait_until(lambda: is_whole(3))
    FolderMail.objects.filter(uid=2).delete()
    ReceivedMail.objects.filter(pk=ReceivedMail.objects.order_by("pk")[1].pk).delete()

    Connection.objects.update(look_asked_at=connection.changed_at)
    watches.follow_connections()

    wait_until(lambda: is_whole(3))
    assert taken() == sorted(letter(str(number)) for number in range(3))


def test_a_folder_counted_anew_doubles_nothing(imap: ScriptedImap, watches: Watches, connection: Connection) -> None:
    for number in range(3):
        imap.inbox.append(letter(str(number)))
    watches.follow_connections()
    wait_until(lambda: is_whole(3))

    imap.inbox.validity, imap.inbox.uid_next = 2, 100
    imap.inbox.mails = {90 + uid: mail for uid, mail in imap.inbox.mails.items()}
    imap.inbox.append(letter("after"))
    for talk in list(imap.talks):
        talk.die()

    wait_until(lambda: is_whole(4))
    assert FolderProgress.objects.get().uid_validity == 2


def test_what_was_sent_elsewhere_comes_in_and_our_own_is_only_counted(
    imap: ScriptedImap, watches: Watches, connection: Connection, conversation: Conversation, mara: Actor
) -> None:
    outgoing = send_reply(conversation.pk, by=mara, html="<p>Tomorrow.</p>").outgoing_mail
    own = letter("own").replace(b"<own@elsewhere.test>", outgoing.message_id_header.encode())
    sent = imap.folders["Sent Items"] = Folder(flags="\\Sent")
    sent.append(letter("old"), ago=timedelta(days=9))
    for raw in (own, letter("by phone")):
        sent.append(raw)

    watches.follow_connections()

    wait_until(lambda: ReceivedMail.objects.filter(source=Source.SENT).count() == 1)
    wait_until(lambda: FolderProgress.objects.filter(folder="Sent Items", reckoned_at__isnull=False).exists())
    told = FolderProgress.objects.get(folder="Sent Items")
    assert told.kind == FolderKind.SENT
    assert (told.reckoning["on_server"], told.reckoning["ours"], told.reckoning["taken"]) == (3, 1, 1)
    assert (told.reckoning["left"], told.reckoning["missing"]) == (1, 0)


def test_a_chosen_folder_that_is_gone_is_said_and_the_others_go_on(
    imap: ScriptedImap, watches: Watches, connection: Connection, adam: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goodword.channels.email.watch.OTHERS_SECONDS", 0.5)
    imap.folders["Orders"] = Folder()
    choose_folders(connection.mailbox_id, by=adam, beside=["Orders"], sent=SentFolder.OFF)
    watches.follow_connections()
    wait_until(lambda: health(connection) == Health.WORKING)
    imap.folders["Orders"].append(letter("order"))
    wait_until(lambda: len(taken()) == 1)

    lost = imap.folders.pop("Orders")
    look_again(connection.mailbox_id, by=adam)
    watches.follow_connections()
    wait_until(lambda: health(connection) == Health.FAILING)
    assert "Orders" in say_problem(connection.receiving_problem)
    imap.inbox.append(letter("a"))
    imap.tell()
    wait_until(lambda: len(taken()) == 2)

    imap.folders["Orders"] = lost
    look_again(connection.mailbox_id, by=adam)
    watches.follow_connections()
    wait_until(lambda: health(connection) == Health.WORKING)


def test_a_database_that_goes_away_is_waited_for(imap: ScriptedImap, watches: Watches, connection: Connection) -> None:
    """PostgreSQL ends every other session; on SQLite somebody holds the lock for longer than is waited."""
    watches.follow_connections()
    wait_until(lambda: health(connection) == Health.WORKING)
    with database_gone():
        imap.inbox.append(letter("a"))
        imap.tell()
        time.sleep(2)
    imap.inbox.append(letter("b"))
    imap.tell()

    wait_until(lambda: len(taken()) == 2)
    wait_until(lambda: is_whole(2))
    wait_until(lambda: health(connection) == Health.WORKING)


@contextmanager
def database_gone() -> Iterator[None]:
    if database.vendor == "postgresql":
        with database.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        yield
        return
    holder = sqlite3.connect(database.settings_dict["NAME"], isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    yield
    holder.execute("ROLLBACK")
    holder.close()
