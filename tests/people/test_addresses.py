"""Addresses of customers: their own, shared, removed; and which names in mail are theirs."""

import pytest

from goodword.core.actor import Actor
from goodword.core.errors import ActionRefused, Invalid
from goodword.people.actions.addresses import (
    add_address,
    add_phone,
    forget_writer,
    learn_writer,
    prefer_address,
    remove_address,
    share_address,
)
from goodword.people.actions.recognizing import recognize_customer
from goodword.people.models import Customer
from goodword.people.queries import addresses_of, others_at_addresses_of, people_with_number
from tests.timeline import last_event

HOME = "o.hartwell@example.org"


@pytest.fixture
def nina(mara: Actor) -> Customer:
    return recognize_customer(address="nina@example.org", name="Nina Hartwell")


def test_another_address_of_the_same_person(mara: Actor, hartwell: Customer) -> None:
    identity = add_address(hartwell.pk, by=mara, address=" Odile@Work.Example ")

    assert addresses_of(hartwell) == [HOME, "odile@work.example"]
    assert last_event("customer.address-added").data == {"identity_id": identity.pk, "shared": False}
    assert add_address(hartwell.pk, by=mara, address="odile@work.example") == identity


@pytest.mark.parametrize("address", ["", "odile", "@example.org", "odile@", "odile@home", "o d@example.org"])
def test_what_is_no_address_is_refused(mara: Actor, hartwell: Customer, address: str) -> None:
    with pytest.raises(Invalid):
        add_address(hartwell.pk, by=mara, address=address)


def test_an_address_of_somebody_else_is_shared_only_on_purpose(mara: Actor, hartwell: Customer, nina: Customer) -> None:
    with pytest.raises(Invalid):
        add_address(nina.pk, by=mara, address=HOME)
    share_address(nina.pk, by=mara, address=HOME)

    assert last_event("customer.address-added").data["shared"] is True
    assert others_at_addresses_of(hartwell) == [nina]
    assert recognize_customer(address=HOME, name="Nina") == nina
    assert recognize_customer(address=HOME, name="Odile") == hartwell


def test_removing_an_address_but_never_the_last(mara: Actor, hartwell: Customer) -> None:
    identity = add_address(hartwell.pk, by=mara, address="odile@work.example")
    remove_address(identity.pk, by=mara)

    assert addresses_of(hartwell) == [HOME]
    assert last_event("customer.address-removed").person_id == hartwell.pk
    with pytest.raises(ActionRefused):
        remove_address(hartwell.identities.get().pk, by=mara)


def test_a_name_that_an_agent_explained_is_known_from_then_on(mara: Actor, hartwell: Customer) -> None:
    learn_writer(hartwell.pk, by=mara, address=HOME, name="Grandma Odi")
    assert recognize_customer(address=HOME, name="grandma odi") == hartwell

    forget_writer(hartwell.pk, by=mara, address=HOME, name="Grandma Odi")
    assert recognize_customer(address=HOME, name="Grandma Odi").is_unsure


def test_always_the_same_person(mara: Actor, hartwell: Customer) -> None:
    learn_writer(hartwell.pk, by=mara, address=HOME, name="Bruno", always=True)
    assert recognize_customer(address=HOME, name="Somebody Else") == hartwell

    forget_writer(hartwell.pk, by=mara, address=HOME, name="Bruno")
    assert recognize_customer(address=HOME, name="Another Again").is_unsure


def test_events_carry_no_address_and_no_name(mara: Actor, hartwell: Customer) -> None:
    identity = learn_writer(hartwell.pk, by=mara, address=HOME, name="Grandma Odi")
    assert last_event("customer.writer-learned").data == {"identity_id": identity.pk, "always": False}


def test_a_telephone_number(mara: Actor, hartwell: Customer, nina: Customer) -> None:
    identity = add_phone(hartwell.pk, by=mara, number="(202) 555-0143")
    assert identity.value == "+12025550143"
    assert addresses_of(hartwell) == [HOME]
    assert people_with_number("+12025550143") == [identity]

    with pytest.raises(Invalid) as refusal:
        add_phone(nina.pk, by=mara, number="202-555-0143")
    assert set(refusal.value.fields) == {"number"}
    add_phone(nina.pk, by=mara, number="202-555-0143", is_shared=True)
    assert others_at_addresses_of(hartwell) == [nina]


def test_what_is_no_number_is_refused(mara: Actor, hartwell: Customer) -> None:
    with pytest.raises(Invalid):
        add_phone(hartwell.pk, by=mara, number="12")


def test_one_of_each_kind_is_preferred(mara: Actor, hartwell: Customer) -> None:
    first = hartwell.identities.get()
    second = add_address(hartwell.pk, by=mara, address="odile@work.example")
    phone = add_phone(hartwell.pk, by=mara, number="(202) 555-0143")
    for one in (first, phone, second):
        prefer_address(one.pk, by=mara)

    assert set(hartwell.identities.filter(is_preferred=True)) == {second, phone}
    assert addresses_of(hartwell) == ["odile@work.example", HOME]
    assert last_event("customer.address-preferred").data == {"before": first.pk, "after": second.pk}
    prefer_address(second.pk, by=mara, is_preferred=False)
    assert addresses_of(hartwell) == [HOME, "odile@work.example"]
