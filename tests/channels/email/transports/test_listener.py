"""The door: who is let in, and what is answered when."""

import smtplib
import socket
import ssl
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from goodword.channels.email.transports.listener import LARGEST, Listener, Speaks
from goodword.channels.email.transports.security import server_context
from tests.servers.certificate import make_certificate

LETTER = b"From: ana@customers.test\r\nSubject: Hello\r\n\r\nHello.\r\n"


class Room:
    """A mailroom that knows two addresses and can be broken."""

    def __init__(self) -> None:
        self.taken: list[tuple[bytes, str, list[str]]] = []
        self.refuses: set[str] = set()

    def knows(self, address: str) -> bool:
        return address in {"help@desk.test", "care@desk.test"}

    def take(self, raw: bytes, *, speaks: Speaks, envelope_from: str, recipients: Sequence[str]) -> None:
        if self.refuses & set(recipients):
            raise OSError("disk full")
        self.taken.append((raw, envelope_from, list(recipients)))


@pytest.fixture
def room() -> Room:
    return Room()


def listening(room: Room, speaks: Speaks) -> Iterator[int]:
    with ThreadPoolExecutor(2) as executor:
        listener = Listener("127.0.0.1:0", room, executor, speaks=speaks)
        listener.start()
        yield listener.port
        listener.stop()


@pytest.fixture
def smtp_port(room: Room) -> Iterator[int]:
    yield from listening(room, Speaks.SMTP)


@pytest.fixture
def lmtp(room: Room) -> Iterator[smtplib.LMTP]:
    for port in listening(room, Speaks.LMTP):
        with smtplib.LMTP("127.0.0.1", port) as client:
            client.ehlo_or_helo_if_needed()
            yield client


@pytest.fixture
def smtp(smtp_port: int) -> Iterator[smtplib.SMTP]:
    with smtplib.SMTP("127.0.0.1", smtp_port) as client:
        yield client


def test_a_letter_is_taken_as_it_came(smtp: smtplib.SMTP, room: Room) -> None:
    smtp.sendmail("ana@customers.test", ["help@desk.test"], LETTER)

    assert room.taken == [(LETTER, "ana@customers.test", ["help@desk.test"])]


def test_strangers_mail_is_not_ours(smtp: smtplib.SMTP, room: Room) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        smtp.sendmail("ana@customers.test", ["someone@else.test"], LETTER)

    assert refused.value.recipients["someone@else.test"][0] == 550
    assert room.taken == []


def test_what_cannot_be_stored_is_not_accepted(smtp: smtplib.SMTP, room: Room) -> None:
    room.refuses = {"help@desk.test"}
    with pytest.raises(smtplib.SMTPDataError) as refused:
        smtp.sendmail("ana@customers.test", ["help@desk.test"], LETTER)
    assert refused.value.smtp_code == 451

    room.refuses = set()
    smtp.sendmail("ana@customers.test", ["help@desk.test"], LETTER)

    assert len(room.taken) == 1


def test_a_very_long_line_is_no_reason_to_refuse(smtp: smtplib.SMTP, room: Room) -> None:
    letter = LETTER + b"x" * 200_000 + b"\r\n"

    smtp.sendmail("ana@customers.test", ["help@desk.test"], letter)

    assert room.taken[0][0] == letter


def test_a_bounce_has_no_sender(smtp: smtplib.SMTP, room: Room) -> None:
    smtp.sendmail("", ["help@desk.test"], LETTER)

    assert room.taken[0][1] == ""


def test_lmtp_answers_for_each_recipient(lmtp: smtplib.LMTP, room: Room) -> None:
    room.refuses = {"care@desk.test"}

    assert [code for code, _words in deliver(lmtp, LETTER)] == [250, 451]
    assert [taken[2] for taken in room.taken] == [["help@desk.test"]]


def test_lmtp_refuses_what_is_too_large_for_each_recipient(lmtp: smtplib.LMTP, room: Room) -> None:
    piece = b"x" * 9_998 + b"\r\n"

    answers = deliver(lmtp, LETTER + piece * (LARGEST // len(piece) + 1))

    assert [code for code, _words in answers] == [552, 552]
    assert lmtp.noop()[0] == 250  # no answer was left over


def deliver(lmtp: smtplib.LMTP, letter: bytes) -> list[tuple[int, bytes]]:
    """Deliver to both addresses; the standard library reads only one of the answers by itself."""
    lmtp.mail("ana@customers.test")
    lmtp.rcpt("help@desk.test")
    lmtp.rcpt("care@desk.test")
    return [lmtp.data(letter), lmtp.getreply()]


def test_a_port_that_is_taken_is_told(smtp_port: int, room: Room) -> None:
    with ThreadPoolExecutor(1) as executor, pytest.raises(OSError, match="in use"):
        Listener(f"127.0.0.1:{smtp_port}", room, executor, speaks=Speaks.SMTP).start()


def test_a_certificate_brings_starttls(room: Room, tmp_path: Path) -> None:
    certificate, key = make_certificate(tmp_path)
    with ThreadPoolExecutor(2) as executor:
        tls = server_context(str(certificate), str(key))
        listener = Listener("127.0.0.1:0", room, executor, speaks=Speaks.SMTP, tls=tls)
        listener.start()
        with smtplib.SMTP("localhost", listener.port) as client:
            client.starttls(context=ssl.create_default_context(cafile=str(certificate)))
            client.sendmail("ana@customers.test", ["help@desk.test"], LETTER)
        listener.stop()

    assert len(room.taken) == 1


def test_stopping_breaks_off_without_an_answer(room: Room) -> None:
    for port in listening(room, Speaks.SMTP):
        client = socket.create_connection(("127.0.0.1", port))
        client.recv(100)
    assert client.recv(100) == b""
    client.close()
