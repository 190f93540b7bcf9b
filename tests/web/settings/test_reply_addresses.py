"""The test of reply addresses on their page."""

import pytest
from django.test import Client

from goodword.channels.email.models import Connection, LoopTest
from goodword.core.clock import now
from tests.cast import Cast
from tests.frozen_time import Clock
from tests.timeline import last_event


@pytest.fixture
def connection(cast: Cast) -> Connection:
    return Connection.objects.create(mailbox=cast.mailbox, imap_host="imap.example", smtp_host="smtp.example")


@pytest.fixture
def administrator(client: Client, cast: Cast) -> Client:
    client.force_login(cast.adam)
    return client


def _part(browser: Client, cast: Cast) -> str:
    page = browser.get(f"/settings/mailboxes/{cast.mailbox.pk}/reply-addresses").content.decode()
    return " ".join(page.split('id="reply-addresses"')[1].split("</section>")[0].split())


def test_it_is_asked_for_and_seen(administrator: Client, cast: Cast, connection: Connection, clock: Clock) -> None:
    assert "asked for" not in _part(administrator, cast)
    administrator.post(f"/settings/mailboxes/{cast.mailbox.pk}/reply-addresses")

    assert last_event("mailbox.loop-asked").actor_id == cast.adam.pk
    assert "It has not come in yet" in _part(administrator, cast)
    clock.forward(hours=1)
    assert "It has not come in; test again" in _part(administrator, cast)


def test_what_became_of_it_is_seen(administrator: Client, cast: Cast, connection: Connection) -> None:
    test = LoopTest.objects.create(connection=connection, token="t", asked_at=now(), proven_at=now())
    assert "The server takes them" in _part(administrator, cast)

    test.proven_at, test.problem = None, "no such user"
    test.save()
    assert "The server does not take them: no such user" in _part(administrator, cast)


def test_half_a_connection_cannot_be_tested(administrator: Client, cast: Cast) -> None:
    Connection.objects.create(mailbox=cast.mailbox, smtp_host="smtp.example")
    assert "Test now" not in _part(administrator, cast)

    page = administrator.post(f"/settings/mailboxes/{cast.mailbox.pk}/reply-addresses", follow=True).content.decode()
    assert "Connect the mailbox both ways first" in page
    assert not LoopTest.objects.exists()
