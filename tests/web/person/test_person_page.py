"""A person's page."""

import pytest
from django.test import Client

from goodword.conversations.models import Conversation
from goodword.people.models import Customer, Representation
from goodword.people.queries import addresses_of
from tests.cast import Cast, conversation_with_odile
from tests.query_counts import QueryCount


@pytest.fixture
def odiles(cast: Cast) -> Conversation:
    return conversation_with_odile(cast)


@pytest.fixture
def address(odiles: Conversation) -> str:
    return f"/people/{odiles.customer_id}"


def test_it_tells_who_they_are_and_what_they_wrote_about(desk: Client, address: str) -> None:
    page = desk.get(address).content.decode()

    assert "Odile Hartwell" in page
    assert "o.hartwell@example.org" in page
    assert "The dressings did not come Friday" in page


def test_a_stranger_finds_nobody(client: Client, cast: Cast, address: str) -> None:
    client.force_login(cast.caleb)
    assert client.get(address).status_code == 404
    assert client.post(f"{address}/description", {"name": "X"}).status_code == 404
    assert client.post(f"{address}/death").status_code == 404


def test_who_may_only_look_changes_nothing(client: Client, cast: Cast, odiles: Conversation, address: str) -> None:
    Conversation.objects.filter(pk=odiles.pk).update(assignee=cast.cole)
    client.force_login(cast.cole)

    assert "Change the details" not in client.get(address).content.decode()
    assert client.post(f"{address}/description", {"name": "X"}).status_code == 403


def test_details_are_changed(desk: Client, odiles: Conversation, address: str) -> None:
    desk.post(f"{address}/description", {"name": "Odile H.", "language": "fr", "interpreter_language": "fsl"})

    odiles.customer.refresh_from_db()
    assert (odiles.customer.name, odiles.customer.interpreter_language) == ("Odile H.", "fsl")


def test_what_does_not_fit_stands_at_its_field(desk: Client, address: str) -> None:
    answer = desk.post(f"{address}/description", {"name": " "})

    assert answer.status_code == 422
    assert "This field is required." in answer.content.decode()


def test_addresses_come_and_go(desk: Client, odiles: Conversation, address: str) -> None:
    desk.post(f"{address}/addresses", {"address": "odile@work.example"})
    assert addresses_of(odiles.customer) == ["o.hartwell@example.org", "odile@work.example"]

    identity = odiles.customer.identities.get(value="odile@work.example")
    desk.post(f"{address}/addresses/{identity.pk}/removal")
    assert addresses_of(odiles.customer) == ["o.hartwell@example.org"]


def test_nobody_removes_anothers_address(desk: Client, odiles: Conversation, address: str) -> None:
    other = Customer.objects.create(name="Nina").identities.create(kind="email", value="n@x.example")
    assert desk.post(f"{address}/addresses/{other.pk}/removal").status_code == 404


def test_a_representative_is_recorded_ended_and_resumed(desk: Client, odiles: Conversation, address: str) -> None:
    desk.post(
        f"{address}/representatives",
        {"name": "Dana Hartwell", "address": "dana@example.org", "relation": "child", "authority": "power",
         "scope": ["billing"]},
    )  # fmt: skip
    row = Representation.objects.get()
    assert (row.customer_id, row.representative.name, row.scope) == (odiles.customer_id, "Dana Hartwell", ["billing"])

    desk.post(f"{address}/representatives/{row.pk}/end")
    assert "ended" in desk.get(address).content.decode()
    desk.post(f"{address}/representatives/{row.pk}/resumption")
    row.refresh_from_db()
    assert not row.is_ended
    assert "For whom they may write" in desk.get(f"/people/{row.representative_id}").content.decode()


def test_what_is_missing_of_a_representative_is_said(desk: Client, address: str) -> None:
    told = {"name": "Dana", "address": "dana@example.org", "relation": "other", "authority": "told"}
    answer = desk.post(f"{address}/representatives", told)
    assert answer.status_code == 422
    assert not Representation.objects.exists()


def test_a_death_is_recorded_and_taken_back(desk: Client, odiles: Conversation, address: str) -> None:
    desk.post(f"{address}/death", {"on": "2026-11-01"})
    page = " ".join(desk.get(address).content.decode().split())
    assert "Odile Hartwell died on" in page
    assert "Recorded by Mara Lindqvist" in page

    desk.post(f"{address}/death", {"withdraw": "1"})
    odiles.customer.refresh_from_db()
    assert not odiles.customer.is_deceased


def test_conversations_are_paged_by_key(desk: Client, cast: Cast, odiles: Conversation, address: str) -> None:
    for number in range(25):
        conversation_with_odile(cast, subject=f"Matter {number}")
    first = desk.get(address).content.decode()
    key = first.split("?after=")[1].split("#")[0]

    rest = desk.get(f"{address}?after={key}").content.decode()
    assert sum(f">Matter {number}<" in first + rest for number in range(25)) == 25
    assert desk.get(f"{address}?after=nonsense").status_code == 422


def test_its_queries(desk: Client, address: str, assert_query_count: QueryCount) -> None:
    desk.get(address)
    with assert_query_count("person page"):
        desk.get(address)
