"""Older mail on its page: counted, brought in by one button, seen while it goes on."""

import pytest
from django.test import Client

from goodword.channels.email.actions.connecting import connect_mailbox
from goodword.channels.email.actions.history import keep_count
from goodword.channels.email.choices import HistoryState
from goodword.channels.email.models import Connection, HistoryImport
from goodword.channels.email.transports.imap import ImapAccess
from goodword.core.actor import SYSTEM
from goodword.core.jobs.models import QueuedJob
from tests.cast import Cast

FOUND = {
    "mails": 1204, "size": 99_000, "here": 4, "people": 80, "new_people": 70, "conversations": 900,
    "months": {"2025-01": 1000, "2026-02": 204},
}  # fmt: skip


@pytest.fixture
def connection(cast: Cast) -> Connection:
    access = ImapAccess(host="imap.wrenfield.example", username="pharmacy", secret="rosebud")
    return connect_mailbox(cast.mailbox.pk, by=SYSTEM, imap=access)


@pytest.fixture
def address(cast: Cast, connection: Connection) -> str:
    return f"/settings/mailboxes/{cast.mailbox.pk}/history"


def counted(browser: Client, address: str) -> HistoryImport:
    browser.post(address, {"years": 0})
    history = HistoryImport.objects.latest("pk")
    keep_count(history.pk, counted=FOUND, folders={"INBOX": {"validity": 1, "rest": [[1, 1204]]}})
    return history


def test_counting_is_asked_for_and_watched(adam: Client, address: str) -> None:
    assert "Count it first" in adam.get(address).content.decode()
    assert adam.post(address, {"years": 2}).status_code == 302

    text = adam.get(address).content.decode()
    assert "Asking the server what there is" in text
    assert f'hx-get="{address}/state"' in text
    assert QueuedJob.objects.filter(name__endswith="count_history").count() == 1


def test_what_was_found_is_told_before_anything_comes(adam: Client, address: str) -> None:
    counted(adam, address)
    text = adam.get(address).content.decode()
    assert "Bring in 1,204 mails" in text
    assert "2026-02" in text
    assert not QueuedJob.objects.filter(name__endswith="bring_history").exists()


def test_one_button_brings_it_in_and_another_stops_it(adam: Client, address: str) -> None:
    history = counted(adam, address)
    adam.post(f"{address}/begin")
    assert "Brought in 0 of 1,204" in adam.get(f"{address}/state").content.decode()

    adam.post(f"{address}/stop")

    history.refresh_from_db()
    assert history.state == HistoryState.STOPPED
    assert "every 2s" not in adam.get(f"{address}/state").content.decode()


def test_what_was_not_counted_cannot_be_brought_in(adam: Client, address: str) -> None:
    assert adam.post(f"{address}/begin").status_code == 404
    assert adam.post(f"{address}/stop").status_code == 404
