"""The test of reply addresses against Exim and Dovecot, with and without servers that take them."""

import time
from collections.abc import Callable, Iterator

import pytest

from goodword.channels.email.actions.connecting import connect_mailbox
from goodword.channels.email.choices import Security
from goodword.channels.email.looping import takes_reply_addresses
from goodword.channels.email.models import Connection, LoopTest
from goodword.channels.email.process import Watches
from goodword.channels.email.transports.imap import ImapAccess
from goodword.channels.email.transports.smtp import SmtpAccess
from goodword.conversations.actions.mailboxes import add_mailbox
from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.jobs.worker import run_due_jobs
from tests.cast import Cast
from tests.servers.dovecot import DovecotServer
from tests.servers.exim import EximServer

pytestmark = [pytest.mark.real_time, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def connection(cast: Cast, adam: Actor, trusted_dovecot: DovecotServer, exim: EximServer) -> Connection:
    """A mailbox that Dovecot holds and Exim sends for."""
    address = trusted_dovecot.add_user(f"loop{time.monotonic_ns()}@plus.test")
    exim.route("plus.test", port=trusted_dovecot.lmtp_port, protocol="lmtp")
    mailbox = add_mailbox(by=adam, address=address, name="Loop", team=None)
    imap = ImapAccess(host="localhost", port=trusted_dovecot.imaps_port, username=address, secret="secret")
    smtp = SmtpAccess(host="localhost", port=exim.port, security=Security.NONE)
    return connect_mailbox(mailbox.pk, by=adam, imap=imap, smtp=smtp)


@pytest.fixture
def following(connection: Connection) -> Iterator[None]:
    watches = Watches()
    watches.follow_connections()
    yield
    watches.stop()


def _until(true: Callable[[], object], *, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, LoopTest.objects.values().first()
        run_due_jobs()
        time.sleep(0.05)


def test_a_server_that_takes_them_is_found_out(connection: Connection, following: None) -> None:
    _until(lambda: takes_reply_addresses(connection))

    assert not Conversation.objects.exists()


def test_one_that_does_not_is_found_out_too(exim: EximServer, connection: Connection, following: None) -> None:
    with exim.without_details("plus.test"):  # the mail leaves by the next job
        _until(lambda: LoopTest.objects.get().problem)

    assert not takes_reply_addresses(connection)
    assert not Conversation.objects.exists()
