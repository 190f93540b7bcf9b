"""Reading a folder: by UID, in bounded memory, and without a trace."""

import dataclasses
import socket
import threading
import time
from datetime import UTC, datetime, timedelta

import imapclient
import pytest

from goodword.channels.email.choices import Security
from goodword.channels.email.transports import errors
from goodword.channels.email.transports.imap import PIECE, FetchedMail, ImapAccess, ImapFolder
from tests.servers.dovecot import DovecotServer

pytestmark = pytest.mark.real_time


def letter(subject: str, size: int = 0) -> bytes:
    line = b"x" * 76 + b"\r\n"
    return f"From: ana@elsewhere.test\r\nSubject: {subject}\r\n\r\n".encode() + line * (size // len(line) + 1)


def size_of(mail: FetchedMail) -> int:
    assert mail.raw is not None
    with mail.raw as raw:
        return len(raw.read())


@pytest.fixture
def access(trusted_dovecot: DovecotServer, request: pytest.FixtureRequest) -> ImapAccess:
    user = trusted_dovecot.add_user(f"{abs(hash(request.node.name))}@desk.test", "sécret")
    return ImapAccess(host="localhost", port=trusted_dovecot.imaps_port, username=user, secret="sécret")


def other(access: ImapAccess) -> imapclient.IMAPClient:
    """Another mail program on the same mailbox."""
    client = imapclient.IMAPClient("localhost", access.port)
    client.sasl_login("PLAIN", lambda _: f"\0{access.username}\0{access.secret}".encode())
    client.select_folder("INBOX")
    return client


def test_mails_come_whole_and_in_order(access: ImapAccess, dovecot: DovecotServer) -> None:
    for subject in "abc":
        dovecot.deliver(access.username, letter(subject))
    with ImapFolder(access) as folder:
        state = folder.select()
        mails = list(folder.fetch(folder.uids_from(2)))

    assert state.uid_next == 4
    assert [mail.uid for mail in mails] == [2, 3]
    assert mails[0].raw is not None
    assert mails[0].raw.read().endswith(letter("b"))


def test_reading_leaves_no_trace(access: ImapAccess, dovecot: DovecotServer) -> None:
    dovecot.deliver(access.username, letter("a"))
    with ImapFolder(access) as folder:
        folder.select()
        list(folder.fetch([1]))
    with other(access) as client:
        assert client.get_flags([1])[1] in {(), (b"\\Recent",)}


def test_a_large_mail_comes_in_pieces(access: ImapAccess, dovecot: DovecotServer) -> None:
    dovecot.deliver(access.username, letter("small"))
    dovecot.deliver(access.username, letter("large", 3 * PIECE))
    dovecot.deliver(access.username, letter("small"))
    with ImapFolder(access) as folder:
        folder.select()
        sizes = [size_of(mail) for mail in folder.fetch([1, 2, 3])]

    assert sizes[1] > 3 * PIECE
    assert max(sizes[0], sizes[2]) < 1000


def test_a_mail_deleted_meanwhile_is_left_out(access: ImapAccess, dovecot: DovecotServer) -> None:
    dovecot.deliver(access.username, letter("a"))
    dovecot.deliver(access.username, letter("b"))
    with ImapFolder(access) as folder:
        folder.select()
        with other(access) as client:
            client.delete_messages([1])
            client.expunge()
        assert [mail.uid for mail in folder.fetch([1, 2, 3])] == [2]


def test_history_is_told_from_news_by_when_it_reached_the_server(access: ImapAccess) -> None:
    began = datetime.now(UTC)
    with other(access) as client:
        client.append("INBOX", letter("last year"), msg_time=began - timedelta(days=365))
        client.append("INBOX", letter("an hour ago"), msg_time=began - timedelta(hours=1))
        client.append("INBOX", letter("now"), msg_time=began + timedelta(seconds=5))
    with ImapFolder(access) as folder:
        folder.select()
        assert folder.uids_since(began) == {2, 3}  # by days; what comes is then told apart by the moment
        mails = list(folder.fetch([1, 2, 3], oldest=lambda _uid: began))
    assert [(mail.uid, mail.is_older, mail.raw is None) for mail in mails] == [
        (1, True, True), (2, True, True), (3, False, False)
    ]  # fmt: skip


def test_a_new_mail_ends_the_wait_at_once(access: ImapAccess, dovecot: DovecotServer) -> None:
    with ImapFolder(access) as folder:
        folder.select()
        threading.Timer(0.5, dovecot.deliver, (access.username, letter("a"))).start()
        began = time.monotonic()
        folder.wait(30, lambda: False)
        assert time.monotonic() - began < 2
        assert folder.uids_from(1) == [1]


def test_the_wait_ends_soon_after_it_is_interrupted(access: ImapAccess) -> None:
    with ImapFolder(access) as folder:
        folder.select()
        began = time.monotonic()
        folder.wait(30, lambda: time.monotonic() - began > 0.5)
        assert time.monotonic() - began < 2


def test_a_server_that_dies_while_we_wait_is_noticed(access: ImapAccess, dovecot: DovecotServer) -> None:
    with ImapFolder(access) as folder:
        folder.select()
        threading.Timer(0.5, dovecot.kill).start()
        began = time.monotonic()
        with pytest.raises(errors.ConnectionLost):
            folder.wait(30, lambda: False)
        assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"host": "imap.nowhere.invalid"}, errors.NameUnknown),
        ({"port": 1}, errors.NobodyListens),
        ({"secret": "wrong"}, errors.LoginRefused),
        ({"folder": "Nowhere"}, errors.FolderMissing),
        ({"security": Security.STARTTLS, "port": 1}, errors.NobodyListens),
    ],
)
def test_what_is_wrong_is_told_apart(
    access: ImapAccess, dovecot: DovecotServer, change: dict[str, object], error: type[errors.TransportError]
) -> None:
    with pytest.raises(error), ImapFolder(dataclasses.replace(access, **change)) as folder:  # type: ignore[arg-type]
        folder.select()


def test_a_certificate_nobody_vouches_for_is_refused(access: ImapAccess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(errors.CertificateUntrusted), ImapFolder(access):
        pass


def test_tls_and_starttls_are_told_apart(access: ImapAccess, dovecot: DovecotServer) -> None:
    with pytest.raises(errors.NoEncryption), ImapFolder(dataclasses.replace(access, port=dovecot.imap_port)):
        pass
    starttls = dataclasses.replace(access, port=dovecot.imap_port, security=Security.STARTTLS)
    with ImapFolder(starttls) as folder:
        assert folder.select().uid_next == 1


def test_no_password_goes_unencrypted_over_a_network(access: ImapAccess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.getaddrinfo", lambda *_args, **_kwargs: [(0, 0, 0, "", ("192.0.2.1", 143))])
    bare = dataclasses.replace(access, security=Security.NONE)
    with pytest.raises(errors.PlainTextRefused), ImapFolder(bare):
        pass


@pytest.mark.parametrize(
    "said",
    [b"", b"lorem ipsum\r\n" * 50, b"* BYE busy\r\n", b"* OK hi\r\n* OK {99999999999\r\n\x00\xff", b"* OK \xff" * 9000],
)
def test_whatever_a_server_says_it_is_an_error_in_words(said: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def talk() -> None:
            client, _address = server.accept()
            with client:
                client.sendall(said)

        talker = threading.Thread(target=talk)
        talker.start()
        access = ImapAccess(host="127.0.0.1", port=server.getsockname()[1], security=Security.NONE, username="a")
        with pytest.raises(errors.TransportError) as raised, ImapFolder(access):
            pass
        talker.join()

    assert "127.0.0.1" in str(raised.value)
