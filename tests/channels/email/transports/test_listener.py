"""The door: who is let in, and what is answered when."""

import io
import smtplib
import socket
import ssl
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO

import pytest

from goodword.channels.email.transports import session
from goodword.channels.email.transports.listener import LARGEST, MOST_RECIPIENTS, MOST_UNKNOWN, Listener, Speaks
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

    def take(self, raw: BinaryIO, *, speaks: Speaks, envelope_from: str, recipients: Sequence[str]) -> None:
        if self.refuses & set(recipients):
            raise OSError("disk full")
        self.taken.append((raw.read(), envelope_from, list(recipients)))


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


def test_dots_are_taken_back_and_only_a_dot_alone_ends_the_letter(smtp: smtplib.SMTP, room: Room) -> None:
    letter = LETTER + b".\r\n..two\r\nbare\n.\nend\r\n"

    smtp.ehlo()
    smtp.docmd("MAIL", "FROM:<ana@customers.test>")
    smtp.docmd("RCPT", "TO:<help@desk.test>")
    smtp.docmd("DATA")
    smtp.send(LETTER + b"..\r\n...two\r\nbare\n.\nend\r\n.\r\n")

    assert smtp.getreply()[0] == 250
    assert room.taken[0][0] == letter


def test_a_mail_that_says_it_is_too_large_is_refused_before_it_is_sent(smtp: smtplib.SMTP) -> None:
    smtp.ehlo()

    assert smtp.mail("ana@customers.test", [f"SIZE={LARGEST + 1}"])[0] == 552


def test_one_mail_has_no_end_of_recipients(smtp: smtplib.SMTP) -> None:
    smtp.ehlo()
    smtp.mail("ana@customers.test")

    codes = [smtp.rcpt("help@desk.test")[0] for _ in range(MOST_RECIPIENTS + 1)]

    assert (set(codes[:-1]), codes[-1]) == ({250}, 452)


def test_who_guesses_addresses_is_not_told_for_long(smtp: smtplib.SMTP) -> None:
    smtp.ehlo()
    smtp.mail("ana@customers.test")

    codes = [smtp.rcpt(f"{number}@desk.test")[0] for number in range(MOST_UNKNOWN + 1)]

    assert (codes[-2], codes[-1]) == (550, 421)
    assert smtp.rcpt("help@desk.test")[0] == 421


def test_a_flood_of_commands_ends_the_connection(smtp: smtplib.SMTP) -> None:
    smtp.ehlo()

    codes = [smtp.noop()[0] for _ in range(101)]

    assert (codes[-2], codes[-1]) == (250, 421)
    with pytest.raises(smtplib.SMTPServerDisconnected):
        smtp.noop()


def test_one_peer_has_so_many_connections_and_no_more(smtp_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "MOST_FROM_ONE", 2)
    first, second = smtplib.SMTP("127.0.0.1", smtp_port), smtplib.SMTP("127.0.0.1", smtp_port)
    with pytest.raises(smtplib.SMTPConnectError, match="421"):
        smtplib.SMTP("127.0.0.1", smtp_port)

    first.quit()

    with smtplib.SMTP("127.0.0.1", smtp_port) as third:
        assert third.noop()[0] == 250
    second.quit()


def test_who_falls_silent_is_let_go(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "SILENCE", 0.2)
    for port in listening(room, Speaks.SMTP):
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.settimeout(5)
            assert client.recv(100).startswith(b"220")
            client.sendall(b"EHLO slow\r\nMAIL FROM:<a@b.test>\r\nRCPT TO:<help@desk.test>\r\nDATA\r\nSubject: sl")
            assert b"354" in b"".join(iter(lambda: client.recv(1000), b""))
    assert room.taken == []


def test_without_room_for_a_letter_the_sender_keeps_it(
    smtp: smtplib.SMTP, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session.tempfile, "SpooledTemporaryFile", FullDisk)

    with pytest.raises(smtplib.SMTPDataError, match="452"):
        smtp.sendmail("ana@customers.test", ["help@desk.test"], LETTER)
    assert room.taken == []


class FullDisk(io.BytesIO):
    def __init__(self, max_size: int) -> None:
        super().__init__()

    def write(self, _content: object) -> int:
        raise OSError(28, "No space left on device")


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
