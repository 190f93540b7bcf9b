"""Deliveries of the same moment are stored together, and each is told the truth about its own mail."""

import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from django.db import connection

from goodword.channels.email import mailroom
from goodword.channels.email.actions.taking_in import IncomingMail
from goodword.channels.email.choices import Source
from goodword.channels.email.mailroom import Delivery, Gathering
from goodword.channels.email.models import ReceivedMail
from tests.cast import Cast, found_cast
from tests.channels.email.mails import mail

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 12


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return found_cast()


@pytest.fixture
def rounds(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many mails each transaction stored; the first one takes its time, so that others gather."""
    sizes, store, late = list[int](), mailroom.store_for_mailboxes, threading.Event()

    def slowly(batch: Delivery, *, source: Source) -> object:
        sizes.append(len(batch))
        late.wait(0.3)
        return store(batch, source=source)

    monkeypatch.setattr(mailroom, "store_for_mailboxes", slowly)
    return sizes


def bring(mailbox_ids: Sequence[int]) -> list[Future[None]]:
    gathering = Gathering(Source.SMTP)

    def one(number: int, mailbox_id: int) -> None:
        try:
            gathering.store([(mailbox_id, IncomingMail(mail(str(number))))])
        finally:
            connection.close()

    with ThreadPoolExecutor(len(mailbox_ids)) as pool:
        return [pool.submit(one, *delivery) for delivery in enumerate(mailbox_ids)]


def test_those_who_come_meanwhile_share_one_commit(cast: Cast, rounds: list[int]) -> None:
    outcomes = bring([cast.mailbox.pk] * MANY)

    assert [outcome.exception() for outcome in outcomes] == [None] * MANY
    assert ReceivedMail.objects.count() == sum(rounds) == MANY
    assert len(rounds) < MANY / 2


def test_one_that_cannot_be_stored_fails_no_other(cast: Cast, rounds: list[int]) -> None:
    outcomes = bring([cast.mailbox.pk, 999_999, *[cast.mailbox.pk] * (MANY - 2)])

    assert [number for number, outcome in enumerate(outcomes) if outcome.exception()] == [1]
    assert ReceivedMail.objects.count() == MANY - 1
