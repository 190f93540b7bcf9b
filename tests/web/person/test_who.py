"""Who writes, for whom: the strip in the conversation."""

from datetime import timedelta

import pytest
from django.test import Client

from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.people.actions.describing import describe_customer
from goodword.people.actions.mourning import record_death
from goodword.people.actions.recognizing import recognize_customer
from goodword.people.actions.representing import end_representation, record_representation
from goodword.people.choices import Authority, Relation, Scope
from goodword.people.models import Customer
from goodword.people.queries import todays_date
from tests.cast import Cast, conversation_with_odile, letter
from tests.frozen_time import Clock
from tests.timeline import last_event

HTMX = {"HX-Request": "true"}
HOME = "o.hartwell@example.org"


@pytest.fixture
def odiles(cast: Cast) -> Conversation:
    return conversation_with_odile(cast, subject="Silver dressings, a private matter")


@pytest.fixture
def asked(cast: Cast, odiles: Conversation) -> Conversation:
    """Bruno writes from Odile's address."""
    bruno = recognize_customer(address=HOME, name="Bruno Hartwell")
    return receive_message(letter(cast, bruno, sender_name="Bruno Hartwell", subject="My pills")).conversation


@pytest.fixture
def dana(cast: Cast) -> Customer:
    return recognize_customer(address="dana@example.org", name="Dana Hartwell")


def _danas(cast: Cast, dana: Customer, **changes: object) -> Conversation:
    told = {"sender_name": "Dana Hartwell", "sender_address": "dana@example.org", **changes}
    return receive_message(letter(cast, dana, **told)).conversation


def _may(cast: Cast, odiles: Conversation, dana: Customer, **changes: object) -> int:
    told = {
        "relation": Relation.CHILD,
        "authority": Authority.POWER,
        "scope": [Scope.BILLING, Scope.DELIVERY],
        **changes,
    }
    by = Actor.agent(cast.mara.pk)
    return record_representation(odiles.customer_id, by=by, representative=dana.pk, **told).pk  # type: ignore[arg-type]


def _page(desk: Client, conversation: Conversation) -> str:
    return " ".join(desk.get(f"/conversations/{conversation.pk}").content.decode().split())


def test_an_unsure_writer_is_asked_about_and_nothing_of_the_other_is_shown(desk: Client, asked: Conversation) -> None:
    page = desk.get(f"/conversations/{asked.pk}/person").content.decode()
    strip = desk.get(f"/conversations/{asked.pk}/who").content.decode()

    assert "Silver dressings" not in page
    assert "Who writes here?" in strip
    assert "This is Odile Hartwell" in strip


def test_saying_that_it_is_the_other(desk: Client, odiles: Conversation, asked: Conversation) -> None:
    address = f"/conversations/{asked.pk}/customer"
    answer = desk.post(address, {"customer": odiles.customer_id}, headers=HTMX).content.decode()

    asked.refresh_from_db()
    assert asked.customer_id == odiles.customer_id
    assert "Silver dressings" in answer
    desk.post(f"/activity/{last_event('conversation.customer-changed').pk}/undo", headers=HTMX)
    asked.refresh_from_db()
    assert asked.customer.is_unsure


def test_saying_that_it_is_somebody_new(desk: Client, asked: Conversation) -> None:
    page = desk.post(f"/conversations/{asked.pk}/customer", {"own": "1"}, follow=True).content.decode()

    asked.customer.refresh_from_db()
    assert not asked.customer.is_unsure
    assert "Who writes here?" not in page
    assert "1 other person uses it" in " ".join(page.split())


def test_always_the_same(desk: Client, odiles: Conversation, asked: Conversation) -> None:
    desk.post(f"/conversations/{asked.pk}/customer", {"always": odiles.customer_id})
    assert recognize_customer(address=HOME, name="Anybody").pk == odiles.customer_id


def test_nobody_of_another_team_is_named_or_chosen(client: Client, cast: Cast, odiles: Conversation) -> None:
    """Caleb's team hears from Bruno, who shares the address of somebody that Caleb must not know."""
    bruno = recognize_customer(address=HOME, name="Bruno Hartwell")
    theirs = receive_message(letter(cast, bruno, sender_name="Bruno", mailbox_id=None)).conversation
    Conversation.objects.filter(pk=theirs.pk).update(team=cast.nursing)
    client.force_login(cast.caleb)
    page = _page(client, theirs)

    assert "Odile" not in page
    assert "one person of another team" in page
    client.post(f"/conversations/{theirs.pk}/customer", {"customer": odiles.customer_id})
    theirs.refresh_from_db()
    assert theirs.customer_id == bruno.pk


def test_a_representatives_own_letter_asks_for_whom(
    desk: Client, cast: Cast, odiles: Conversation, dana: Customer
) -> None:
    _may(cast, odiles, dana, valid_until=todays_date() + timedelta(days=30))
    danas = _danas(cast, dana)
    page = _page(desk, danas)
    assert "Dana Hartwell may write for Odile Hartwell" in page
    assert "power of attorney, billing and delivery, until" in page

    page = desk.post(f"/conversations/{danas.pk}/customer", {"for": odiles.customer_id}, follow=True).content.decode()

    danas.refresh_from_db()
    assert (danas.customer_id, danas.messages.get().customer_id) == (odiles.customer_id, dana.pk)
    assert "for Odile Hartwell" in page
    assert "Dana Hartwell may hear about billing and delivery only." in page


def test_their_own_matter_is_asked_once(desk: Client, cast: Cast, odiles: Conversation, dana: Customer) -> None:
    _may(cast, odiles, dana)
    danas = _danas(cast, dana)
    desk.post(f"/conversations/{danas.pk}/customer", {"settled": "1"})

    assert "may write for Odile" not in desk.get(f"/conversations/{danas.pk}/who").content.decode()


def test_without_an_authority_it_is_said(desk: Client, cast: Cast, odiles: Conversation, dana: Customer) -> None:
    _danas(cast, dana, conversation_id=odiles.pk)
    page = _page(desk, odiles)

    assert "No authority recorded" in page
    assert f"/people/{odiles.customer_id}/representatives?writer={dana.pk}" in page
    assert "Tell them nothing of Odile Hartwell" in page


def test_an_authority_that_is_over_is_said(
    desk: Client, cast: Cast, odiles: Conversation, dana: Customer, clock: Clock
) -> None:
    row = _may(cast, odiles, dana, valid_until=todays_date())
    _danas(cast, dana, conversation_id=odiles.pk)
    assert "may no longer write" not in _page(desk, odiles)
    clock.forward(days=2)
    desk.force_login(cast.mara)
    assert "may no longer write for Odile Hartwell:</b> that was until" in _page(desk, odiles)

    end_representation(row, by=Actor.agent(cast.mara.pk))
    assert "that ended on" in _page(desk, odiles)


def test_deceased_and_interpreter_are_told(desk: Client, cast: Cast, odiles: Conversation) -> None:
    by = Actor.agent(cast.mara.pk)
    describe_customer(odiles.customer_id, by=by, language="es", interpreter_language="ase")
    record_death(odiles.customer_id, by=by)
    page = _page(desk, odiles)

    assert "needs an interpreter for American Sign Language" in page
    assert "Odile Hartwell has died." in page
    assert "choose your words" in page


def test_the_list_marks_who_needs_an_interpreter(desk: Client, cast: Cast, odiles: Conversation) -> None:
    assert "Needs an interpreter" not in desk.get("/inbox").content.decode()
    by = Actor.agent(cast.mara.pk)
    describe_customer(odiles.customer_id, by=by, language="", interpreter_language="es")

    assert "Needs an interpreter" in desk.get("/inbox").content.decode()
