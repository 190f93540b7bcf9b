"""A mail is kept before anybody reads it, once."""

import io

import pytest
from django.db import IntegrityError

from goodword.channels.email.actions.taking_in import IncomingMail, store_for_mailboxes, store_mail, store_mails
from goodword.channels.email.choices import Reading, Source
from goodword.channels.email.models import ReceivedMail
from goodword.conversations.actions.mailboxes import add_mailbox
from goodword.core.actor import SYSTEM
from goodword.core.blobs import read_blob
from goodword.core.jobs.models import QueuedJob
from goodword.core.models import Blob, RecordedEvent
from tests.cast import Cast
from tests.channels.email.mails import mail

pytestmark = pytest.mark.django_db


def _store(cast: Cast, raw: bytes | io.BytesIO, **changes: object) -> ReceivedMail:
    return store_mail(raw, mailbox_id=cast.mailbox.pk, source=Source.SMTP, **changes)  # type: ignore[arg-type]


def test_a_mail_is_kept_to_the_byte_and_will_be_read(cast: Cast) -> None:
    raw = mail("Hello\n>From me")

    received = _store(cast, raw, envelope_from="o.hartwell@example.org")

    assert received.reading == Reading.STORED
    assert read_blob(received.raw_id) == raw
    assert Blob.objects.get(pk=received.raw_id).references == 1
    assert QueuedJob.objects.filter(name__endswith="read_waiting_mail").count() == 1


def test_a_mail_that_comes_again_changes_nothing(cast: Cast) -> None:
    raw = mail()
    first = _store(cast, raw)
    again = b"Received: from elsewhere\r\n" + raw.replace(b"\n", b"\r\n")

    assert _store(cast, again).pk == first.pk
    assert ReceivedMail.objects.count() == 1
    assert QueuedJob.objects.filter(name__endswith="read_waiting_mail").count() == 1


def test_another_mail_is_another(cast: Cast) -> None:
    assert _store(cast, mail("one", Message_ID="<a@x>")).pk != _store(cast, mail("two", Message_ID="<a@x>")).pk


def test_mails_without_an_id_differ_by_their_date(cast: Cast) -> None:
    first = _store(cast, mail(Message_ID=""))
    second = _store(cast, mail(Message_ID="", Date="Tue, 17 Nov 2026 10:00:00 -0500"))

    assert first.pk != second.pk
    assert _store(cast, mail(Message_ID="")).pk == first.pk


def test_a_batch_is_stored_together_in_its_order_and_known_mail_is_found(cast: Cast) -> None:
    raws = [mail(str(number)) for number in range(4)]
    known = _store(cast, raws[2])

    batch = [IncomingMail(raw, envelope_to=str(number)) for number, raw in enumerate([*raws, raws[0]])]
    rows = store_mails(batch, mailbox_id=cast.mailbox.pk, source=Source.IMAP)

    assert [read_blob(row.raw_id) for row in rows] == [*raws, raws[0]]
    assert (rows[2].pk, rows[4].pk) == (known.pk, rows[0].pk)
    assert sorted(row.pk for row in rows[:2]) == [rows[0].pk, rows[1].pk]
    assert RecordedEvent.objects.filter(kind="mail.stored").latest("pk").data["received_ids"] == [
        rows[0].pk, rows[1].pk, rows[3].pk,
    ]  # fmt: skip


def test_a_stream_is_kept_to_the_byte(cast: Cast) -> None:
    raw = mail("x" * 3_000_000)

    received = _store(cast, io.BytesIO(raw))

    assert read_blob(received.raw_id) == raw
    assert _store(cast, raw).pk == received.pk


def test_one_mail_for_two_mailboxes_is_one_blob_held_twice(cast: Cast) -> None:
    second = add_mailbox(by=SYSTEM, address="care@wrenfield.example", name="Care", team=None)
    one = IncomingMail(mail())

    rows = store_for_mailboxes([(cast.mailbox.pk, one), (second.pk, one)], source=Source.SMTP)

    assert [row.mailbox_id for row in rows] == [cast.mailbox.pk, second.pk]
    assert Blob.objects.get().references == 2


@pytest.mark.django_db(transaction=True)
def test_a_batch_with_a_mailbox_that_is_gone_keeps_nothing(cast: Cast) -> None:
    with pytest.raises(IntegrityError):
        store_for_mailboxes([(cast.mailbox.pk, IncomingMail(mail())), (999, IncomingMail(mail()))], source=Source.SMTP)

    assert not ReceivedMail.objects.exists()
