"""Thousands of mails, each damaged in its own way: all are kept to the byte, and read or said to be unreadable."""

import logging
from collections import Counter
from collections.abc import Iterator

import pytest

from goodword.channels.email.actions import reading
from goodword.channels.email.actions.reading import read_mail, unexpected
from goodword.channels.email.actions.taking_in import store_mail
from goodword.channels.email.choices import Reading, Source
from goodword.channels.email.models import ReceivedMail
from goodword.conversations.actions.mailboxes import add_mailbox
from goodword.core.actor import SYSTEM
from goodword.core.blobs import read_blob
from goodword.core.problems import code_of
from tests.campaigns import Campaign
from tests.soak.mutations import corpus, mutated

pytestmark = pytest.mark.django_db(transaction=True)
FAULT = unexpected(ValueError()).code


@pytest.fixture
def mailbox_id() -> Iterator[int]:
    logging.disable(logging.WARNING)
    yield add_mailbox(by=SYSTEM, address="desk@wrenfield.example", name="Desk", team=None).pk
    logging.disable(logging.NOTSET)


def _fate(raw: bytes, mailbox_id: int) -> str:
    """What became of the mail: read, unreadable, known; or lost, changed, untold, fault, which must not be."""
    before = ReceivedMail.objects.count()
    stored = store_mail(raw, mailbox_id=mailbox_id, source=Source.LMTP)
    if ReceivedMail.objects.count() == before:
        return "known"
    if read_blob(stored.raw_id) != raw:
        return "changed"
    row = read_mail(stored.pk)
    if code_of(row.problem) == FAULT:
        return "fault"
    if row.reading == Reading.UNREADABLE:
        return "unreadable" if row.problem else "untold"
    return "read" if row.reading == Reading.READ else "lost"


def test_reading_survives_anything(campaign: Campaign, mailbox_id: int) -> None:
    mails, fates = corpus(), Counter[str]()
    for number in range(campaign.size(20_000)):
        raw = mutated(mails, campaign.random)
        fate = _fate(raw, mailbox_id)
        fates[fate] += 1
        assert fate in {"read", "unreadable", "known"}, f"mail {number} (seed {campaign.seed}): {fate}\n{raw[:2000]!r}"

    campaign.report(**fates)
    assert fates["read"] > fates["unreadable"] > 0
    assert ReceivedMail.objects.count() == fates["read"] + fates["unreadable"]


@pytest.mark.parametrize("error", [ValueError, RecursionError, UnicodeDecodeError("utf-8", b"", 0, 1, "x")])
def test_the_campaign_notices_a_fault(
    error: type[Exception] | Exception, mailbox_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_raw: object) -> None:
        raise error

    monkeypatch.setattr(reading, "read_message", fail)

    assert _fate(corpus()[0], mailbox_id) == "fault"


def test_the_campaign_notices_a_change(mailbox_id: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.soak.test_reading_survives_anything.read_blob", lambda _key: b"other")

    assert _fate(corpus()[0], mailbox_id) == "changed"
