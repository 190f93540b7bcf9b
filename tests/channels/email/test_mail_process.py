"""The mail process: what arrives at its doors is in the desk, and what is connected is followed."""

import dataclasses
import smtplib
import threading
import time
from collections.abc import Iterator

import pytest
from django.db import OperationalError
from pytest_django.fixtures import Settings

from goodword.channels.email import mailroom
from goodword.channels.email.actions.connecting import connect_mailbox
from goodword.channels.email.choices import Health, Source
from goodword.channels.email.models import DoorTrouble, ReceivedMail
from goodword.channels.email.process import run_mail
from goodword.channels.email.threading import reply_address
from goodword.channels.email.transports.imap import ImapAccess
from goodword.conversations.actions.mailboxes import add_mailbox
from goodword.core.actor import Actor
from goodword.core.blobs import read_blob
from goodword.core.models import Blob
from tests.cast import Cast
from tests.engines import free_port
from tests.servers.dovecot import DovecotServer
from tests.servers.exim import EximServer
from tests.waiting import wait_until

pytestmark = [pytest.mark.real_time, pytest.mark.django_db(transaction=True)]
LETTER = b"From: ana@customers.test\r\nMessage-ID: <1@customers.test>\r\nSubject: Hello\r\n\r\nHello.\r\n"


@pytest.fixture
def ports(cast: Cast, settings: Settings) -> Iterator[tuple[int, int]]:
    """The process, listening for SMTP and LMTP."""
    smtp, lmtp = free_port(), free_port()
    settings.GOODWORD = dataclasses.replace(
        settings.GOODWORD, smtp_listen=f"127.0.0.1:{smtp}", lmtp_listen=f"127.0.0.1:{lmtp}"
    )
    stop = threading.Event()
    process = threading.Thread(target=run_mail, args=(stop,))
    process.start()
    wait_until(lambda: answers(smtp) and answers(lmtp))
    yield smtp, lmtp
    stop.set()
    process.join(10)
    assert not process.is_alive()


def answers(port: int) -> bool:
    try:
        smtplib.SMTP("127.0.0.1", port).close()
    except OSError:
        return False
    return True


def deliver(port: int, *recipients: str) -> None:
    with smtplib.SMTP("127.0.0.1", port) as smtp:
        smtp.sendmail("ana@customers.test", recipients, LETTER)


def test_when_the_door_says_stored_it_is(ports: tuple[int, int], cast: Cast) -> None:
    deliver(ports[0], cast.mailbox.address.upper())

    mail = ReceivedMail.objects.get()
    assert (mail.source, mail.envelope_from, mail.mailbox) == (Source.SMTP, "ana@customers.test", cast.mailbox)
    assert read_blob(mail.raw_id) == LETTER


def test_a_signed_reply_address_is_ours_and_a_forged_one_is_not(ports: tuple[int, int], cast: Cast) -> None:
    signed = reply_address(cast.mailbox.address, 1042)
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        deliver(ports[0], signed.replace("1042", "1043"))

    deliver(ports[0], signed, cast.mailbox.address)

    assert ReceivedMail.objects.get().envelope_to == signed


def test_storage_that_fails_refuses_for_now_and_keeps_nothing(
    ports: tuple[int, int], cast: Cast, adam: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = add_mailbox(by=adam, address="care@wrenfield.example", name="Care", team=None)
    store = mailroom.store_for_mailboxes

    def fail_for_the_second(batch: mailroom.Delivery, **how: Source) -> object:
        if any(mailbox_id == second.pk for mailbox_id, _ in batch):
            raise OperationalError("disk I/O error")
        return store(batch, **how)

    monkeypatch.setattr(mailroom, "store_for_mailboxes", fail_for_the_second)
    with pytest.raises(smtplib.SMTPDataError, match="451"):
        deliver(ports[0], cast.mailbox.address, second.address)
    assert ReceivedMail.objects.count() == 0
    assert DoorTrouble.objects.get().over_at is None

    monkeypatch.undo()
    deliver(ports[0], cast.mailbox.address, second.address)

    assert DoorTrouble.objects.get().over_at is not None
    assert ReceivedMail.objects.count() == 2
    assert Blob.objects.get().references == 2


def test_a_letter_delivered_twice_is_kept_once(ports: tuple[int, int], cast: Cast) -> None:
    deliver(ports[0], cast.mailbox.address)
    deliver(ports[0], cast.mailbox.address)

    assert ReceivedMail.objects.count() == 1


def test_a_real_relay_hands_over_by_lmtp(ports: tuple[int, int], exim: EximServer, cast: Cast) -> None:
    exim.route("wrenfield.example", port=ports[1], protocol="lmtp")
    exim.send("ana@customers.test", [cast.mailbox.address], LETTER)

    wait_until(lambda: ReceivedMail.objects.filter(source=Source.LMTP).count() == 1)
    exim.wait_until_idle()


def test_a_mailbox_connected_while_it_runs_is_followed_within_two_seconds(
    ports: tuple[int, int], trusted_dovecot: DovecotServer, cast: Cast, adam: Actor
) -> None:
    user = trusted_dovecot.add_user("new-mailbox@desk.test")
    time.sleep(0.5)
    imap = ImapAccess(host="localhost", port=trusted_dovecot.imaps_port, username=user, secret="secret")

    connection = connect_mailbox(cast.mailbox.pk, by=adam, imap=imap)

    def works() -> bool:
        connection.refresh_from_db()
        return connection.receiving == Health.WORKING

    wait_until(works)
