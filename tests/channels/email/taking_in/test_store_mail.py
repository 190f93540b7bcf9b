"""A mail is kept before anybody reads it, once."""

import pytest

from goodword.channels.email.actions.taking_in import store_mail
from goodword.channels.email.choices import Reading, Source
from goodword.channels.email.models import ReceivedMail
from goodword.core.blobs import read_blob
from goodword.core.jobs.models import QueuedJob
from goodword.core.models import Blob
from tests.cast import Cast
from tests.channels.email.mails import mail

pytestmark = pytest.mark.django_db


def _store(cast: Cast, raw: bytes, **changes: object) -> ReceivedMail:
    return store_mail(raw, mailbox_id=cast.mailbox.pk, source=Source.SMTP, **changes)  # type: ignore[arg-type]


def test_a_mail_is_kept_to_the_byte_and_will_be_read(cast: Cast) -> None:
    raw = mail("Hello\n>From me")

    received = _store(cast, raw, envelope_from="o.hartwell@example.org")

    assert received.reading == Reading.STORED
    assert read_blob(received.raw_id) == raw
    assert Blob.objects.get(pk=received.raw_id).references == 1
    assert QueuedJob.objects.filter(name__endswith="read_received_mail").count() == 1


def test_a_mail_that_comes_again_changes_nothing(cast: Cast) -> None:
    raw = mail()
    first = _store(cast, raw)
    again = b"Received: from elsewhere\r\n" + raw.replace(b"\n", b"\r\n")

    assert _store(cast, again).pk == first.pk
    assert ReceivedMail.objects.count() == 1
    assert QueuedJob.objects.filter(name__endswith="read_received_mail").count() == 1


def test_another_mail_is_another(cast: Cast) -> None:
    assert _store(cast, mail("one", Message_ID="<a@x>")).pk != _store(cast, mail("two", Message_ID="<a@x>")).pk


def test_mails_without_an_id_differ_by_their_date(cast: Cast) -> None:
    first = _store(cast, mail(Message_ID=""))
    second = _store(cast, mail(Message_ID="", Date="Tue, 17 Nov 2026 10:00:00 -0500"))

    assert first.pk != second.pk
    assert _store(cast, mail(Message_ID="")).pk == first.pk
