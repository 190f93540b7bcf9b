"""Handing mail to a relay: encrypted, signed in, and with every no told apart."""

import dataclasses
import socket
import threading

import pytest

from goodword.channels.email.choices import Security
from goodword.channels.email.transports import errors
from goodword.channels.email.transports.smtp import Relay, SmtpAccess
from tests.channels.email.scripted_relay import BREAKS_OFF, ScriptedRelay
from tests.servers.dovecot import DovecotServer
from tests.servers.exim import EximServer

pytestmark = pytest.mark.real_time
LETTER = b"From: help@desk.test\r\nSubject: Hello\r\n\r\n.\r\nHello.\r\n"


@pytest.fixture
def access(exim: EximServer, monkeypatch: pytest.MonkeyPatch) -> SmtpAccess:
    monkeypatch.setenv("SSL_CERT_FILE", str(exim.certificate))
    return SmtpAccess(host="localhost", port=exim.port, username=exim.username, secret=exim.password)


def send(access: SmtpAccess, recipient: str = "someone@customers.test") -> None:
    with Relay(access, "desk.test") as relay:
        relay.offer("help@desk.test", [recipient])
        relay.hand_over(LETTER)


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_a_mail_reaches_the_mailbox(
    access: SmtpAccess, exim: EximServer, dovecot: DovecotServer, security: Security
) -> None:
    address = dovecot.add_user(f"handed-over-by-{security}@customers.test")
    port = exim.tls_port if security is Security.TLS else exim.port

    send(dataclasses.replace(access, security=security, port=port), address)

    (mail,) = dovecot.wait_for_messages(address, 1)
    assert mail.endswith(b"\n\n.\nHello.\n")


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"secret": "wrong"}, errors.LoginRefused),
        ({"security": Security.TLS}, errors.NoEncryption),
        ({"host": "smtp.nowhere.invalid"}, errors.NameUnknown),
        ({"port": 1}, errors.NobodyListens),
    ],
)
def test_what_is_wrong_is_told_apart(
    access: SmtpAccess, change: dict[str, object], error: type[errors.TransportError]
) -> None:
    with pytest.raises(error):
        send(dataclasses.replace(access, **change))  # type: ignore[arg-type]


def test_a_certificate_nobody_vouches_for_is_refused(access: SmtpAccess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(errors.CertificateUntrusted):
        send(access)


def test_no_domain_without_a_route_is_taken(access: SmtpAccess) -> None:
    with pytest.raises(errors.RecipientRefused, match="no route to this domain"):
        send(access, "someone@elsewhere.invalid")


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ("451 later", errors.RefusedForNow),
        ("554 spam", errors.Refused),
        (BREAKS_OFF, errors.AnswerLost),
    ],
)
def test_the_answer_to_the_mail_decides(relay: ScriptedRelay, answer: str, error: type[errors.TransportError]) -> None:
    relay.answers_to_data.append(answer)
    with pytest.raises(error):
        send(relay.access)


def test_a_relay_without_starttls_gets_nothing(relay: ScriptedRelay) -> None:
    with pytest.raises(errors.NoEncryption):
        send(dataclasses.replace(relay.access, security=Security.STARTTLS))

    assert relay.given == []


@pytest.mark.parametrize("said", [b"", b"lorem ipsum\r\n", b"421 busy\r\n", b"220 hi\r\n\x00\xff\r\n", b"2" * 99999])
def test_whatever_a_server_says_it_is_an_error_in_words(said: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def talk() -> None:
            client, _address = server.accept()
            with client:
                client.sendall(said)

        talker = threading.Thread(target=talk)
        talker.start()
        access = SmtpAccess(host="127.0.0.1", port=server.getsockname()[1], security=Security.NONE)
        with pytest.raises(errors.TransportError) as raised:
            send(access)
        talker.join()

    assert "127.0.0.1" in str(raised.value)
