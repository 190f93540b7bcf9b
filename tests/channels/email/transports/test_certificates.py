"""No password and no mail goes to a server that cannot prove its name."""

import datetime
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from goodword.channels.email.choices import Security
from goodword.channels.email.transports import errors
from goodword.channels.email.transports.imap import ImapAccess, ImapFolder
from goodword.channels.email.transports.smtp import Relay, SmtpAccess

NOW = datetime.datetime.now(datetime.UTC)
DAY = datetime.timedelta(days=1)


def certificate(folder: Path, name: str, until: datetime.datetime) -> Path:
    """A certificate of our own and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(until - 9 * DAY)
        .not_valid_after(until)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "both.pem"
    plain = serialization.NoEncryption()
    encoded = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    path.write_bytes(encoded + made.public_bytes(serialization.Encoding.PEM))
    return path


def serving(path: Path) -> Iterator[int]:
    """A port that shows the certificate once."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(path)

    def talk() -> None:
        client, _address = server.accept()
        with client, suppress(OSError), context.wrap_socket(client, server_side=True) as secured:
            secured.sendall(b"220 hello\r\n")

    with socket.create_server(("127.0.0.1", 0)) as server:
        talker = threading.Thread(target=talk)
        talker.start()
        yield server.getsockname()[1]
        talker.join()


CASES = [
    ("localhost", NOW - DAY, errors.CertificateExpired),
    ("mail.somebody.example", NOW + DAY, errors.CertificateForOthers),
]


@pytest.mark.parametrize(("name", "until", "error"), CASES)
def test_a_mailbox_is_not_signed_in_to(
    name: str, until: datetime.datetime, error: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = certificate(tmp_path, name, until)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    for port in serving(path):
        with pytest.raises(error), ImapFolder(ImapAccess(host="localhost", port=port, username="a")):
            pass


@pytest.mark.parametrize(("name", "until", "error"), CASES)
def test_a_relay_is_not_signed_in_to(
    name: str, until: datetime.datetime, error: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = certificate(tmp_path, name, until)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    for port in serving(path):
        access = SmtpAccess(host="localhost", port=port, security=Security.TLS)
        with pytest.raises(error), Relay(access, "desk.test"):
            pass
