"""The same mail arrives by several ways at the same moment."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from goodword.channels.email.actions.reading import read_mail
from goodword.channels.email.actions.taking_in import store_mail
from goodword.channels.email.choices import Source
from goodword.channels.email.models import ReceivedMail
from goodword.conversations.models import Message
from goodword.core.models import Blob
from tests.cast import found_cast
from tests.channels.email.mails import mail

pytestmark = pytest.mark.django_db(transaction=True)

WAYS = 4


def test_a_mail_that_comes_by_four_ways_at_once_is_one_message() -> None:
    mailbox_id, raw, start = found_cast().mailbox.pk, mail(), threading.Barrier(WAYS)

    def arrive(_way: int) -> int:
        start.wait()
        try:
            return read_mail(store_mail(raw, mailbox_id=mailbox_id, source=Source.SMTP).pk).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(WAYS) as pool:
        rows = set(pool.map(arrive, range(WAYS)))

    assert rows == {ReceivedMail.objects.get().pk}
    assert Message.objects.count() == 1
    assert Blob.objects.get().references == 1
