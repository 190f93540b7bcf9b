"""Older mail is counted before it is brought in; it arrives closed, sends nothing and alarms nobody."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from goodword.channels.email.actions.connecting import connect_mailbox
from goodword.channels.email.actions.history import ask_history, begin_history, stop_history
from goodword.channels.email.choices import FolderKind, HistoryState
from goodword.channels.email.intake import Doubts, FolderIntake
from goodword.channels.email.jobs import history as jobs
from goodword.channels.email.models import Connection, FolderMail, FolderProgress, HistoryImport, ReceivedMail
from goodword.channels.email.transports.imap import FetchedMail, ImapFolder
from goodword.conversations.choices import State
from goodword.conversations.models import Conversation, Message
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, NotFound
from goodword.core.jobs.worker import run_due_jobs
from goodword.core.models import RecordedEvent
from goodword.core.problems import say_problem
from tests.cast import Cast
from tests.channels.email.scripted_imap import ScriptedImap, dies, letter

pytestmark = [pytest.mark.real_time, pytest.mark.django_db]
OLD = 12


@pytest.fixture
def imap() -> Iterator[ScriptedImap]:
    with ScriptedImap() as imap:
        for number in range(OLD):
            imap.inbox.append(letter(f"old{number}"), ago=timedelta(days=40 * (number + 1)))
        yield imap


@pytest.fixture
def connection(cast: Cast, adam: Actor, imap: ScriptedImap) -> Connection:
    connection = connect_mailbox(cast.mailbox.pk, by=adam, imap=imap.access)
    look(connection, imap)
    return connection


def look(connection: Connection, imap: ScriptedImap) -> None:
    with ImapFolder(imap.access) as server:
        intake = FolderIntake(connection, server, "INBOX", FolderKind.INCOMING, doubts=Doubts(), ended=lambda: False)
        intake.take_in_everything()


def numbers() -> dict[str, int]:
    return FolderProgress.objects.get().reckoning


def counted(cast: Cast, adam: Actor) -> HistoryImport:
    ask_history(cast.mailbox.pk, by=adam)
    run_due_jobs()
    return HistoryImport.objects.latest("pk")


def test_counting_tells_and_changes_nothing(cast: Cast, adam: Actor, connection: Connection) -> None:
    history = counted(cast, adam)

    assert history.state == HistoryState.COUNTED
    found = history.counted
    assert (found["mails"], found["here"], found["people"], found["new_people"]) == (OLD, 0, 1, 1)
    assert (found["conversations"], sum(found["months"].values())) == (OLD, OLD)
    assert not ReceivedMail.objects.exists()
    assert not FolderMail.objects.exists()


def test_it_is_brought_in_closed_and_accounted_for(
    cast: Cast, adam: Actor, connection: Connection, imap: ScriptedImap
) -> None:
    counted(cast, adam)
    begin_history(cast.mailbox.pk, by=adam)
    run_due_jobs()

    history = HistoryImport.objects.get()
    assert (history.state, history.done, history.taken, history.known) == (HistoryState.DONE, OLD, OLD, 0)
    assert Conversation.objects.filter(state=State.CLOSED).count() == OLD
    kinds = set(RecordedEvent.objects.values_list("kind", flat=True))
    assert not kinds & {"message.received", "conversation.opened", "mail.stored"}
    look(connection, imap)
    assert (numbers()["taken"], numbers()["left"], numbers()["missing"]) == (OLD, 0, 0)


def test_only_as_far_back_as_was_asked(cast: Cast, adam: Actor, connection: Connection) -> None:
    ask_history(cast.mailbox.pk, by=adam, since=connection.receive_since - timedelta(days=100))
    run_due_jobs()
    assert HistoryImport.objects.get().counted["mails"] == 2


def test_stopped_and_begun_again_nothing_is_doubled(
    cast: Cast, adam: Actor, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "_BATCH", 5)
    monkeypatch.setattr(jobs, "_TURN", 0)
    counted(cast, adam)
    begin_history(cast.mailbox.pk, by=adam)
    jobs.bring_history.func(history_id=HistoryImport.objects.get().pk)
    stop_history(cast.mailbox.pk, by=adam)
    run_due_jobs()
    assert 0 < ReceivedMail.objects.count() < OLD

    rest = counted(cast, adam)
    assert rest.counted["mails"] == OLD - ReceivedMail.objects.count()
    begin_history(cast.mailbox.pk, by=adam)
    run_due_jobs()

    assert ReceivedMail.objects.count() == Conversation.objects.count() == OLD


def test_a_crash_between_storing_and_noting_brings_it_again_as_known(
    cast: Cast, adam: Actor, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted(cast, adam)
    begin_history(cast.mailbox.pk, by=adam)
    note = jobs.note_brought
    monkeypatch.setattr(jobs, "note_brought", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        jobs.bring_history.func(history_id=HistoryImport.objects.get().pk)
    monkeypatch.setattr(jobs, "note_brought", note)

    run_due_jobs()

    history = HistoryImport.objects.get()
    assert (history.state, history.taken, history.known) == (HistoryState.DONE, 0, OLD)
    assert ReceivedMail.objects.count() == OLD


def test_a_server_that_dies_is_said_and_tried_again(
    cast: Cast, adam: Actor, connection: Connection, imap: ScriptedImap
) -> None:
    counted(cast, adam)
    begin_history(cast.mailbox.pk, by=adam)
    imap.faults["FETCH"].append(dies)
    with pytest.raises(Exception, match="closed the connection"):
        run_due_jobs()
    assert "closed the connection" in say_problem(HistoryImport.objects.get().problem)

    jobs.bring_history.func(history_id=HistoryImport.objects.get().pk)

    assert (HistoryImport.objects.get().state, HistoryImport.objects.get().problem) == (HistoryState.DONE, "")


def test_a_folder_counted_anew_ends_it_with_words(
    cast: Cast, adam: Actor, connection: Connection, imap: ScriptedImap
) -> None:
    counted(cast, adam)
    begin_history(cast.mailbox.pk, by=adam)
    imap.inbox.validity += 1
    run_due_jobs()
    history = HistoryImport.objects.get()
    assert (history.state, "Count the older mail again" in say_problem(history.problem)) == (HistoryState.FAILED, True)


def test_what_was_not_counted_is_not_brought_in(cast: Cast, adam: Actor, connection: Connection) -> None:
    with pytest.raises(NotFound):
        begin_history(cast.mailbox.pk, by=adam)
    counted(cast, adam)
    begin_history(cast.mailbox.pk, by=adam)
    with pytest.raises(ActionRefused):
        ask_history(cast.mailbox.pk, by=adam)


def test_mail_that_the_server_refuses_is_listed_and_left_as_history(
    cast: Cast, adam: Actor, connection: Connection, imap: ScriptedImap, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = ImapFolder._fetch_whole
    monkeypatch.setattr(
        ImapFolder, "_fetch_whole", lambda self, uids, facts: [*whole(self, [u for u in uids if u != 3], facts)] + [
            FetchedMail(3, None, None, "corrupt") for u in uids if u == 3
        ],
    )  # fmt: skip
    counted(cast, adam)
    begin_history(cast.mailbox.pk, by=adam)
    run_due_jobs()
    assert (HistoryImport.objects.get().refused, FolderMail.objects.get(uid=3).words) == (1, "corrupt")
    monkeypatch.undo()

    look(connection, imap)

    assert (numbers()["refused"], numbers()["left"], ReceivedMail.objects.count()) == (0, 1, OLD - 1)


def test_a_mail_without_a_date_is_as_old_as_the_server_says(cast: Cast, adam: Actor, connection: Connection) -> None:
    counted(cast, adam)
    begin_history(cast.mailbox.pk, by=adam)
    run_due_jobs()

    message = Message.objects.get(subject="old1")
    assert timedelta(days=79) < now() - message.at < timedelta(days=81)
    assert message.conversation.closed_at == message.at
