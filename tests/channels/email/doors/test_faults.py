"""The disk is full, the database is gone: whoever brought the mail keeps it, and it comes in later without hands."""

import base64
import errno
import os
import random
import resource
import smtplib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from pytest_django.fixtures import Settings

from goodword.channels.email.choices import Trouble
from goodword.channels.email.mailroom import DatabaseThreads, DeskMailroom
from goodword.channels.email.models import DoorTrouble, ReceivedMail
from goodword.channels.email.transports.listener import Listener, Speaks
from goodword.core.blobs.disk import BlobFolder
from tests.cast import Cast, found_cast
from tests.channels.email.mails import mail
from tests.soak.crowd import ROOT, database_url

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_time]
SECRET = "provider:a-very-long-password"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return found_cast()


@pytest.fixture
def lmtp_port(cast: Cast) -> Iterator[int]:
    with DatabaseThreads() as threads:
        listener = Listener("127.0.0.1:0", DeskMailroom(), threads.executor, speaks=Speaks.LMTP)
        listener.start()
        yield listener.port
        listener.stop()


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> dict[str, bool]:
    """The blobs' disk; `disk["full"] = True` fills it."""
    state, save = {"full": False}, BlobFolder._save

    def on_the_disk(self: BlobFolder, name: str, content: object) -> str:
        if state["full"]:
            raise OSError(errno.ENOSPC, "No space left on device")
        return save(self, name, content)  # type: ignore[arg-type]

    monkeypatch.setattr(BlobFolder, "_save", on_the_disk)
    return state


def deliver(port: int, address: str, raw: bytes) -> None:
    with smtplib.LMTP("127.0.0.1", port) as lmtp:
        lmtp.sendmail("ana@customers.test", [address], raw)


def bring(raw: bytes, address: str) -> int:
    given = base64.b64encode(SECRET.encode()).decode()
    told = {"RawEmail": raw.decode(), "Headers": [], "OriginalRecipient": address}
    return (
        Client()
        .post(
            "/hooks/mail/postmark",
            data=told,
            content_type="application/json",
            headers={"authorization": f"Basic {given}"},
        )
        .status_code
    )


def receive(raw: bytes, address: str, *, largest_file: int = resource.RLIM_INFINITY) -> int:
    """`goodword receive` in a process of its own, in which no file may grow beyond the limit."""
    environment = os.environ | {"DATABASE_URL": database_url(), "GOODWORD_DATA": str(settings.GOODWORD.data)}
    command = "import sys; from goodword.config.command import main; sys.exit(main(sys.argv[1:]))"
    return subprocess.run(
        [sys.executable, "-c", command, "receive", "--mailbox", address],
        input=raw,
        env=environment,
        cwd=ROOT,
        check=False,
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, resource.RLIM_INFINITY)),
    ).returncode


def test_a_full_disk_leaves_mail_with_its_server_and_is_seen(cast: Cast, lmtp_port: int, disk: dict[str, bool]) -> None:
    disk["full"] = True
    with pytest.raises(smtplib.SMTPDataError, match="451"):
        deliver(lmtp_port, cast.mailbox.address, mail())
    trouble = DoorTrouble.objects.get()
    assert (trouble.door, trouble.kind, trouble.over_at) == ("lmtp", Trouble.DISK, None)
    assert not ReceivedMail.objects.exists()

    disk["full"] = False
    deliver(lmtp_port, cast.mailbox.address, mail())

    trouble.refresh_from_db()
    assert trouble.over_at is not None
    assert ReceivedMail.objects.count() == 1


def test_a_full_disk_leaves_mail_with_its_provider(cast: Cast, disk: dict[str, bool], settings: Settings) -> None:
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET}
    raw, disk["full"] = mail(), True
    assert bring(raw, cast.mailbox.address) == 503

    disk["full"] = False

    assert bring(raw, cast.mailbox.address) == 200
    assert ReceivedMail.objects.count() == 1


def test_a_file_that_cannot_grow_leaves_mail_with_the_pipe(cast: Cast) -> None:
    scan = base64.encodebytes(random.Random(1).randbytes(400_000))
    raw = mail() + scan
    assert receive(raw, cast.mailbox.address, largest_file=100_000) == 75
    assert not ReceivedMail.objects.exists()

    assert receive(raw, cast.mailbox.address) == 0
    assert ReceivedMail.objects.count() == 1


def test_a_database_that_ends_our_sessions_costs_an_attempt_at_most(cast: Cast, lmtp_port: int) -> None:
    for number in range(10):  # each thread of the pool has its session
        deliver(lmtp_port, cast.mailbox.address, mail(str(number)))
    end_other_sessions()

    refused = 0
    for number in range(10, 20):
        raw = mail(str(number))
        try:
            deliver(lmtp_port, cast.mailbox.address, raw)
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError):
            refused += 1
            deliver_until_taken(lmtp_port, cast.mailbox.address, raw)

    assert ReceivedMail.objects.count() == 20
    assert refused <= 10


def deliver_until_taken(port: int, address: str, raw: bytes) -> None:
    for _ in range(20):
        with suppress(smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError):
            return deliver(port, address, raw)
    raise AssertionError("it never came back")


def end_other_sessions() -> None:
    """What a restart of PostgreSQL does to us; SQLite has no sessions that anybody could end."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
