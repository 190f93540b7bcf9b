"""The servers that other tests lean on: spoken to with the standard library alone."""

import imaplib
import smtplib
import ssl

import pytest

from tests.servers.dovecot import DovecotServer
from tests.servers.exim import EximServer

HELLO = b"From: ben@elsewhere.test\r\nTo: ana@customers.test\r\nSubject: Hello\r\n\r\nHello, Ana.\r\n"


def test_a_mail_travels_from_relay_to_mailbox(dovecot: DovecotServer, exim: EximServer) -> None:
    address = dovecot.add_user("ana@customers.test")
    exim.send("ben@elsewhere.test", [address], HELLO)
    (message,) = dovecot.wait_for_messages(address, 1)
    assert b"Subject: Hello\n" in message
    exim.wait_until_idle()


def test_the_mailbox_is_read_over_imap_with_tls(dovecot: DovecotServer) -> None:
    dovecot.deliver(dovecot.add_user("tls@customers.test", "word"), HELLO)
    context = ssl.create_default_context(cafile=str(dovecot.certificate))
    with imaplib.IMAP4("127.0.0.1", dovecot.imap_port) as imap:
        imap.starttls(context)
        imap.login("tls@customers.test", "word")
        assert imap.select()[1] == [b"1"]
        assert b"IDLE" in imap.capability()[1][0]
    with imaplib.IMAP4_SSL("127.0.0.1", dovecot.imaps_port, ssl_context=context) as imap:
        imap.login("tls@customers.test", "word")


def test_a_wrong_password_is_refused(dovecot: DovecotServer) -> None:
    dovecot.add_user("locked@customers.test", "right")
    with imaplib.IMAP4("127.0.0.1", dovecot.imap_port) as imap, pytest.raises(imaplib.IMAP4.error):
        imap.login("locked@customers.test", "wrong")


def test_an_unknown_domain_is_refused(exim: EximServer) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        exim.send("ben@elsewhere.test", ["nobody@nowhere.test"], HELLO)


def test_mail_waits_in_the_relay_while_the_mailboxes_are_down(dovecot: DovecotServer, exim: EximServer) -> None:
    address = dovecot.add_user("late@customers.test")
    dovecot.kill()
    exim.send("ben@elsewhere.test", [address], HELLO)
    assert exim.queued() == 1
    exim.kill()
    dovecot.start()
    exim.start()
    dovecot.wait_for_messages(address, 1)
