"""A person's record, changed where it stands: in the panel, on the page, without JavaScript; each with its way back."""

import pytest
from django.test import Client

from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.people.actions.companies import create_company
from goodword.people.actions.recognizing import recognize_customer
from goodword.people.models import Customer
from goodword.people.queries import person_notes
from tests.cast import Cast, conversation_with_odile

HTMX = {"HX-Request": "true"}
NOTE = {"text": "Knock twice.", "consent": "agreed"}


@pytest.fixture
def odile(cast: Cast) -> Customer:
    return conversation_with_odile(cast).customer


@pytest.fixture
def address(odile: Customer) -> str:
    return f"/people/{odile.pk}"


def _undo(desk: Client, answer: str) -> None:
    path = answer.split('hx-post="/activity/')[1].split('"', maxsplit=1)[0]
    assert desk.post(f"/activity/{path}", headers=HTMX)["HX-Trigger"] == "person-changed, inbox-changed"


@pytest.mark.parametrize("part", ["details", "addresses", "company", "notes"])
def test_each_part_opens_where_it_stands(desk: Client, address: str, part: str) -> None:
    opened = desk.get(f"{address}/{part}?in=panel&edit=1", headers=HTMX).content.decode()
    assert f'id="person-{part}"' in opened
    assert "<form" in opened
    assert "?in=panel" in opened
    assert "<html" not in opened
    assert "<html" in desk.get(f"{address}/{part}?edit=1").content.decode()


def test_details_are_saved_and_taken_back(desk: Client, odile: Customer, address: str) -> None:
    told = {"name": "Odile H.", "language": "fr", "reached_by": "phone", "reached_words": "after five"}
    answer = desk.post(f"{address}/description?in=panel", told, headers=HTMX).content.decode()
    assert "Telephone, after five" in answer

    _undo(desk, answer)
    odile.refresh_from_db()
    assert (odile.name, odile.reached_by) == ("Odile H.", "")


def test_what_is_wrong_stands_in_the_part(desk: Client, address: str) -> None:
    answer = desk.post(f"{address}/addresses?in=panel", {"address": "nonsense"}, headers=HTMX)
    assert answer.status_code == 422
    assert "Give the whole address" in answer.content.decode()


def test_whose_an_address_is_already(desk: Client, cast: Cast, odile: Customer, address: str) -> None:
    nina = recognize_customer(address="nina@example.org", name="Nina Brandt")
    told = {"address": "nina@example.org"}
    assert "Nina Brandt" not in desk.post(f"{address}/addresses", told, headers=HTMX).content.decode()

    Conversation.objects.filter(customer=odile).update(customer=nina)
    desk.force_login(cast.olive)
    assert "Nina Brandt" in desk.post(f"{address}/addresses", told, headers=HTMX).content.decode()
    assert desk.post(f"{address}/addresses", {**told, "shared": "on"}, headers=HTMX).status_code == 200


def test_a_number_is_added_preferred_and_removed(desk: Client, odile: Customer, address: str) -> None:
    desk.post(f"{address}/addresses", {"address": "(202) 555-0143"}, headers=HTMX)
    identity = odile.identities.get(kind="phone")
    assert "Preferred" in desk.post(f"{address}/addresses/{identity.pk}/preference", headers=HTMX).content.decode()

    answer = desk.post(f"{address}/addresses/{identity.pk}/removal", headers=HTMX).content.decode()
    assert not odile.identities.filter(kind="phone").exists()
    _undo(desk, answer)
    assert odile.identities.get(kind="phone").is_preferred


def test_a_company_is_suggested_confirmed_or_declined(desk: Client, cast: Cast, odile: Customer, address: str) -> None:
    company = create_company(by=Actor.agent(cast.mara.pk), name="Brandt", domains=["example.org"])
    assert "Their address suggests" in desk.get(address).content.decode()

    declined = desk.post(f"{address}/company/refusal", {"company": company.pk}, headers=HTMX).content.decode()
    assert "Their address suggests" not in declined
    _undo(desk, declined)
    confirmed = desk.post(f"{address}/company", {"company": company.pk}, headers=HTMX).content.decode()
    assert f'href="/companies/{company.pk}"' in confirmed
    left = desk.post(f"{address}/company", {"leave": "1", "name": ""}, headers=HTMX).content.decode()
    assert "None known." not in left or "Their address suggests" in left


def test_a_company_by_name_or_a_new_one(desk: Client, odile: Customer, address: str) -> None:
    assert desk.post(f"{address}/company", {"name": "Brandt"}, headers=HTMX).status_code == 422
    assert "New employer" in desk.get(f"{address}/company/choices?name=Bra", headers=HTMX).content.decode()
    desk.post(f"{address}/company", {"name": "Brandt", "new": "household"}, headers=HTMX)
    odile.refresh_from_db()
    assert odile.company is not None
    assert odile.company.is_household


def test_a_note_is_written_edited_and_removed(desk: Client, odile: Customer, address: str) -> None:
    assert "Knock twice." in desk.post(f"{address}/notes", NOTE, headers=HTMX).content.decode()
    [note] = person_notes(odile)
    edit = f"{address}/notes/{note.pk}"
    assert "Knock twice.</textarea>" in desk.get(edit, headers=HTMX).content.decode()
    desk.post(edit, {**NOTE, "text": "Knock thrice.", "is_pinned": "on"}, headers=HTMX)
    assert "Knock thrice." in desk.get(f"/conversations/{odile.conversations.get().pk}").content.decode()

    answer = desk.post(f"{edit}/removal", headers=HTMX).content.decode()
    assert person_notes(odile) == []
    _undo(desk, answer)
    assert person_notes(odile)[0].is_pinned


def test_without_javascript_it_leads_back(desk: Client, odile: Customer, address: str) -> None:
    answer = desk.post(f"{address}/notes", NOTE)
    assert answer["Location"] == f"{address}#person-notes"
    assert desk.post(f"{address}/notes", {"text": ""}).status_code == 422


def test_who_may_only_look_sees_notes_and_writes_none(
    client: Client, cast: Cast, odile: Customer, address: str
) -> None:
    client.force_login(cast.mara)
    client.post(f"{address}/notes", NOTE)
    Conversation.objects.update(assignee=cast.cole)
    client.force_login(cast.cole)

    page = client.get(address).content.decode()
    assert "Knock twice." in page
    assert "Note what matters" not in page
    assert client.post(f"{address}/notes", NOTE).status_code == 403
    client.force_login(cast.caleb)
    assert client.get(f"{address}/notes").status_code == 404
