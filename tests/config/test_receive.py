"""`goodword receive`: a mail server's pipe gets the exit status that it understands."""

import io
import sys
from types import SimpleNamespace

import pytest

from goodword.channels.email.actions import taking_in
from goodword.channels.email.choices import Source
from goodword.channels.email.models import ReceivedMail
from goodword.config.command import main
from goodword.conversations.actions.mailboxes import add_mailbox
from goodword.core.actor import SYSTEM
from tests.channels.email.mails import mail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _mailbox(db: None) -> None:
    add_mailbox(by=SYSTEM, address="pharmacy@wrenfield.example", name="Pharmacy line", team=None)


def _pipe(monkeypatch: pytest.MonkeyPatch, raw: bytes, *arguments: str) -> int:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
    return main(["receive", *arguments])


def test_a_mail_is_stored_for_the_mailbox_it_is_written_to(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _pipe(monkeypatch, mail(), "--from", "o.hartwell@example.org") == 0

    received = ReceivedMail.objects.get()
    assert (received.source, received.envelope_from) == (Source.STDIN, "o.hartwell@example.org")
    assert received.mailbox is not None
    assert received.mailbox.address == "pharmacy@wrenfield.example"


def test_a_mail_is_stored_for_the_mailbox_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _pipe(monkeypatch, mail(To="list@example.org"), "--mailbox", "Pharmacy@wrenfield.example") == 0


def test_nobody_of_ours_is_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _pipe(monkeypatch, mail(To="list@example.org")) == 67
    assert not ReceivedMail.objects.exists()


def test_there_is_no_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _pipe(monkeypatch, b"\n") == 65


def test_a_mail_that_cannot_be_stored_stays_with_its_server(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_contents: list[object]) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(taking_in, "store_blobs", full)

    assert _pipe(monkeypatch, mail()) == 75
