"""One process follows a mailbox, however many run; another takes over within seconds when it dies."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings

from goodword.channels.email.actions import watching
from goodword.channels.email.actions.connecting import connect_mailbox
from goodword.channels.email.actions.watching import hold_mailboxes, leave_mailboxes, new_holder
from goodword.channels.email.models import Connection, MailboxLease, ReceivedMail
from goodword.channels.email.process import Watches
from goodword.core.actor import Actor
from tests.cast import Cast
from tests.channels.email.scripted_imap import ScriptedImap, letter
from tests.frozen_time import Clock
from tests.soak.crowd import ROOT, database_url
from tests.waiting import wait_until


@pytest.fixture
def imap() -> Iterator[ScriptedImap]:
    with ScriptedImap() as imap:
        yield imap


@pytest.fixture
def connection(cast: Cast, adam: Actor, imap: ScriptedImap) -> Connection:
    return connect_mailbox(cast.mailbox.pk, by=adam, imap=imap.access)


def elsewhere(holder: str) -> str:
    """The same, on another machine: only its lease tells whether it lives."""
    return "another-" + holder


@pytest.mark.django_db
def test_a_mailbox_is_held_by_one(connection: Connection, clock: Clock) -> None:
    ours, theirs = elsewhere(new_holder()), elsewhere(new_holder())
    assert hold_mailboxes(ours, {connection.pk}) == {connection.pk}
    assert hold_mailboxes(theirs, {connection.pk}) == set()


@pytest.mark.django_db
def test_a_lease_that_is_not_renewed_ends(connection: Connection, clock: Clock) -> None:
    ours, theirs = elsewhere(new_holder()), elsewhere(new_holder())
    hold_mailboxes(ours, {connection.pk})
    clock.forward(seconds=watching.lease_length().total_seconds() - 1)
    assert hold_mailboxes(ours, {connection.pk}) == {connection.pk}
    clock.forward(seconds=watching.lease_length().total_seconds() - 1)
    assert hold_mailboxes(theirs, {connection.pk}) == set()
    clock.forward(seconds=2)
    assert hold_mailboxes(theirs, {connection.pk}) == {connection.pk}
    assert hold_mailboxes(ours, {connection.pk}) == set()


@pytest.mark.django_db
def test_a_lease_given_back_is_free_at_once(connection: Connection) -> None:
    ours, theirs = elsewhere(new_holder()), elsewhere(new_holder())
    hold_mailboxes(ours, {connection.pk})
    leave_mailboxes(ours)
    assert hold_mailboxes(theirs, {connection.pk}) == {connection.pk}


@pytest.mark.django_db
def test_a_process_of_this_machine_that_is_dead_is_seen_at_once(connection: Connection) -> None:
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    machine, _pid, _started, token = new_holder().split(":")
    holder = f"{machine}:{child.pid}:{watching._started(child.pid)}:{token}"
    hold_mailboxes(holder, {connection.pk})
    assert hold_mailboxes(new_holder(), {connection.pk}) == set()

    child.kill()
    child.wait()

    assert hold_mailboxes(new_holder(), {connection.pk}) == {connection.pk}


@pytest.mark.real_time
@pytest.mark.django_db(transaction=True)
def test_of_two_processes_one_follows_and_the_other_takes_over(
    connection: Connection, imap: ScriptedImap, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goodword.channels.email.process.lease_length", lambda: timedelta(seconds=1.5))
    monkeypatch.setattr(watching, "lease_length", lambda: timedelta(seconds=1.5))
    first, second = Watches(), Watches()
    try:
        first.follow_connections()
        second.follow_connections()
        wait_until(lambda: len(imap.talks) == 1)
        time.sleep(0.5)
        assert len(imap.talks) == 1

        for _connected, watch in first._running.values():  # it is gone, and gives nothing back
            watch.end()
        imap.inbox.append(letter("a"))

        def taken() -> bool:
            second.keep_leases()
            return ReceivedMail.objects.count() == 1

        wait_until(taken)
    finally:
        first.stop()
        second.stop()


@pytest.mark.real_time
@pytest.mark.django_db(transaction=True)
def test_a_killed_process_is_replaced(connection: Connection, imap: ScriptedImap) -> None:
    """The real program, twice, on one database: the one that follows is killed."""
    environment = os.environ | {"DATABASE_URL": database_url(), "GOODWORD_DATA": str(settings.GOODWORD.data)}
    command = [sys.executable, "-m", "tests.soak.killable_part", "mail"]
    processes = [subprocess.Popen(command, env=environment, cwd=ROOT) for _ in range(2)]
    try:
        wait_until(lambda: len(imap.talks) == 1)
        imap.inbox.append(letter("a"))
        imap.tell()
        wait_until(lambda: ReceivedMail.objects.count() == 1)
        holder = int(MailboxLease.objects.get().holder.split(":")[1])
        os.kill(holder, signal.SIGKILL)
        imap.inbox.append(letter("b"))

        wait_until(lambda: ReceivedMail.objects.count() == 2)
        assert int(MailboxLease.objects.get().holder.split(":")[1]) != holder
    finally:
        for process in processes:
            process.kill()
            process.wait()
