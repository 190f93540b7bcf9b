"""What was done to a person's record is taken back, unless somebody changed it since."""

from collections.abc import Callable

import pytest

from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import ActionRefused, NotFound
from goodword.core.models import RecordedEvent
from goodword.core.operations import latest_undoable_of_person, undo
from goodword.people.actions.addresses import add_address, prefer_address, remove_address
from goodword.people.actions.companies import create_company, decline_company, set_company
from goodword.people.actions.describing import describe_customer, rename_customer
from goodword.people.actions.mattering import edit_person_note, remove_person_note, write_person_note
from goodword.people.models import Company, Customer
from goodword.people.queries import addresses_of, person_notes
from tests.cast import Cast, conversation_with_odile
from tests.timeline import last_event

WORK = "odile@work.example"


@pytest.fixture
def mara(cast: Cast) -> Actor:
    return Actor.agent(cast.mara.pk)


@pytest.fixture
def odile(cast: Cast) -> Customer:
    return conversation_with_odile(cast).customer


def _state(customer: Customer) -> tuple[object, ...]:
    row = Customer.objects.get(pk=customer.pk)
    preferred = sorted(row.identities.filter(is_preferred=True).values_list("value", flat=True))
    notes = [(note.text, note.is_pinned) for note in person_notes(row)]
    details = (row.name, row.sort_name, row.language, row.company_id, row.declined_company_id)
    return (*details, sorted(addresses_of(row)), preferred, notes)


def _change(kind: str, customer: Customer, by: Actor) -> None:
    pk, identity = customer.pk, customer.identities.get(value=WORK)
    note, company = person_notes(customer)[0], Company.objects.get()
    told = {"text": "Bees!", "consent": "told", "expires_on": None, "is_pinned": True}
    verbs: dict[str, Callable[[], object]] = {
        "rename": lambda: rename_customer(pk, by=by, name="Odile Brandt"),
        "describe": lambda: describe_customer(pk, by=by, language="fr"),
        "add": lambda: add_address(pk, by=by, address="new@work.example"),
        "remove": lambda: remove_address(identity.pk, by=by),
        "prefer": lambda: prefer_address(identity.pk, by=by),
        "company": lambda: set_company(pk, by=by, company=company.pk),
        "decline": lambda: decline_company(pk, by=by, company=company.pk),
        "note": lambda: write_person_note(pk, by=by, text="Knock.", consent="told"),
        "edit": lambda: edit_person_note(note.pk, by=by, **told),  # type: ignore[arg-type]
        "remove-note": lambda: remove_person_note(note.pk, by=by),
    }
    verbs[kind]()


@pytest.mark.parametrize(
    "kind", ["rename", "describe", "add", "remove", "prefer", "company", "decline", "note", "edit", "remove-note"]
)
def test_each_change_is_taken_back_once(cast: Cast, mara: Actor, odile: Customer, kind: str) -> None:
    create_company(by=mara, name="Brandt")
    add_address(odile.pk, by=mara, address=WORK)
    write_person_note(odile.pk, by=mara, text="Bees.", consent="agreed")
    before = _state(odile)
    _change(kind, odile, mara)
    assert _state(odile) != before

    event = latest_undoable_of_person(odile.pk, by=mara)
    assert event is not None
    for _once_more in range(2):
        undo(event.pk, agent=cast.mara, by=mara)
    assert _state(odile) == before
    assert RecordedEvent.objects.filter(undoes=event).count() == 1


def test_what_was_changed_since_stays(cast: Cast, mara: Actor, odile: Customer) -> None:
    rename_customer(odile.pk, by=mara, name="Odile Brandt")
    event = last_event("customer.renamed")
    rename_customer(odile.pk, by=mara, name="Odile Ernst")
    with pytest.raises(ActionRefused):
        undo(event.pk, agent=cast.mara, by=mara)


def test_a_stranger_takes_nothing_back(cast: Cast, mara: Actor, odile: Customer) -> None:
    rename_customer(odile.pk, by=mara, name="Odile Brandt")
    event = last_event("customer.renamed")
    Conversation.objects.update(team=cast.pharmacy)
    with pytest.raises(NotFound):
        undo(event.pk, agent=cast.caleb, by=Actor.agent(cast.caleb.pk))
