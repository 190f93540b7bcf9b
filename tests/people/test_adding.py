"""Somebody is added by hand."""

import pytest

from goodword.core.actor import Actor
from goodword.core.errors import Invalid
from goodword.people.actions.adding import add_person
from goodword.people.actions.recognizing import recognize_customer
from goodword.people.models import Customer, PersonWord
from goodword.people.queries import addresses_of
from tests.timeline import last_event

HOME = "o.hartwell@example.org"


def test_with_everything(mara: Actor) -> None:
    ines = add_person(
        by=mara, name=" Ines  Ruiz ", address="Ines@Brandt.example", number="(202) 555-0143", new_company="Brandt"
    )

    assert (ines.name, ines.added_by_id, ines.company and ines.company.name) == ("Ines Ruiz", mara.id, "Brandt")
    assert {one.value for one in ines.identities.all()} == {"ines@brandt.example", "+12025550143"}
    assert {"ines", "ruiz", "brandt", "0143"} <= set(PersonWord.objects.values_list("word", flat=True))
    assert last_event("customer.added").person_id == ines.pk
    assert recognize_customer(address="ines@brandt.example", name="Ines Ruiz") == ines


def test_with_a_name_alone(mara: Actor) -> None:
    assert addresses_of(add_person(by=mara, name="Ines")) == []
    with pytest.raises(Invalid):
        add_person(by=mara, name=" ")


def test_what_somebody_else_has_is_taken_only_on_purpose(mara: Actor, hartwell: Customer) -> None:
    with pytest.raises(Invalid) as refusal:
        add_person(by=mara, name="Nina Hartwell", address=HOME, number="12")
    assert set(refusal.value.fields) == {"address", "number"}
    assert not Customer.objects.filter(name="Nina Hartwell").exists()

    nina = add_person(by=mara, name="Nina Hartwell", address=HOME, is_shared=True)
    assert recognize_customer(address=HOME, name="Nina") == nina
