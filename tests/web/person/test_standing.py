"""That mail came back, or that somebody complained, is said on the person's page, and whoever may answer lifts it."""

import pytest
from django.test import Client

from goodword.conversations.models import Conversation
from goodword.people.actions.standing import mark_complained, mark_undeliverable
from goodword.people.queries import troubled_addresses
from tests.cast import Cast, conversation_with_odile

ODILE = "o.hartwell@example.org"


@pytest.fixture
def odiles(cast: Cast) -> Conversation:
    mark_undeliverable(ODILE, hard=True, reason="no-mailbox")
    mark_complained(ODILE)
    return conversation_with_odile(cast)


@pytest.fixture
def clearing(odiles: Conversation) -> str:
    return f"/people/{odiles.customer_id}/addresses/{odiles.customer.identities.get().pk}/clearing"


def mark() -> None:
    mark_undeliverable(ODILE, hard=True, reason="no-mailbox")


def test_the_page_says_it_and_lifts_it(desk: Client, odiles: Conversation, clearing: str) -> None:
    mark()
    page = desk.get(f"/people/{odiles.customer_id}").content.decode()
    assert f"Mail to {ODILE} came back on" in page
    assert f"{ODILE} complained about our mail" in page
    assert f'action="{clearing}"' in page

    assert desk.post(clearing).status_code == 302

    page = desk.get(f"/people/{odiles.customer_id}").content.decode()
    assert "came back on" not in page
    assert f"{ODILE} counts as reachable again." in page
    assert troubled_addresses([ODILE]) == []


def test_the_composers_warning_leads_there(desk: Client, odiles: Conversation) -> None:
    mark()
    part = desk.get(f"/conversations/{odiles.pk}/composer/reply", headers={"HX-Request": "true"}).content.decode()
    assert f'<a href="/people/{odiles.customer_id}#addresses">Look at the address</a>' in part


def test_who_may_only_look_or_is_a_stranger_lifts_nothing(
    client: Client, cast: Cast, odiles: Conversation, clearing: str
) -> None:
    mark()
    Conversation.objects.filter(pk=odiles.pk).update(assignee=cast.cole)
    client.force_login(cast.cole)
    page = client.get(f"/people/{odiles.customer_id}").content.decode()
    assert "came back on" in page
    assert clearing not in page
    assert client.post(clearing).status_code == 403

    client.force_login(cast.caleb)
    assert client.post(clearing).status_code == 404
    assert len(troubled_addresses([ODILE])) == 1


def test_anothers_address_is_not_found(desk: Client, odiles: Conversation, clearing: str) -> None:
    assert desk.post(clearing.replace("/addresses/", "/addresses/9")).status_code == 404
