"""What we know of a customer; and when they have died."""

from datetime import date

import pytest

from goodword.core.actor import Actor
from goodword.core.errors import Invalid
from goodword.people.actions.addresses import share_address
from goodword.people.actions.describing import confirm_customer, describe_customer, rename_customer
from goodword.people.actions.mourning import record_death, withdraw_death
from goodword.people.actions.recognizing import recognize_customer
from goodword.people.models import Customer
from goodword.people.queries import may_be_written_automatically
from tests.timeline import last_event

HOME = "o.hartwell@example.org"


def test_renaming(mara: Actor, hartwell: Customer) -> None:
    assert rename_customer(hartwell.pk, by=mara, name="  Odile   Hartwell-Brandt ").name == "Odile Hartwell-Brandt"
    assert last_event("customer.renamed").data == {}
    with pytest.raises(Invalid):
        rename_customer(hartwell.pk, by=mara, name=" ")


def test_language_and_interpreter(mara: Actor, hartwell: Customer) -> None:
    known = describe_customer(
        hartwell.pk, by=mara, language="es", interpreter_language="ase", interpreter_note="By video", pronouns="she"
    )
    assert (known.language, known.needs_interpreter, known.interpreter_note) == ("es", True, "By video")
    assert last_event("customer.described").person_id == hartwell.pk

    known = describe_customer(hartwell.pk, by=mara, language="es", interpreter_language="", interpreter_note="By video")
    assert (known.needs_interpreter, known.interpreter_note) == (False, "")


@pytest.mark.parametrize("field", ["language", "interpreter_language"])
def test_a_language_that_is_none(mara: Actor, hartwell: Customer, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        describe_customer(hartwell.pk, by=mara, **{"language": "", "interpreter_language": "", field: "??"})
    assert set(refusal.value.fields) == {field}


def test_no_program_writes_to_the_dead(mara: Actor, hartwell: Customer) -> None:
    died = record_death(hartwell.pk, by=mara, on=date(2026, 11, 1))

    assert (died.is_deceased, died.deceased_recorded_by_id) == (True, mara.agent_id)
    assert not may_be_written_automatically(customer_id=hartwell.pk)
    assert not may_be_written_automatically(address=HOME.upper())
    withdraw_death(hartwell.pk, by=mara)
    assert may_be_written_automatically(customer_id=hartwell.pk)
    assert may_be_written_automatically(address=HOME)


def test_who_shares_an_address_with_the_dead(mara: Actor, hartwell: Customer) -> None:
    nina = recognize_customer(address="nina@example.org", name="Nina Hartwell")
    share_address(nina.pk, by=mara, address=HOME)
    record_death(hartwell.pk, by=mara)

    assert may_be_written_automatically(customer_id=nina.pk, address=HOME)
    assert not may_be_written_automatically(address=HOME)
    assert may_be_written_automatically(address="nina@example.org")


def test_a_day_to_come_is_refused(mara: Actor, hartwell: Customer) -> None:
    with pytest.raises(Invalid):
        record_death(hartwell.pk, by=mara, on=date(2030, 1, 1))


def test_a_new_person_is_confirmed(mara: Actor, hartwell: Customer) -> None:
    nina = recognize_customer(address=HOME, name="Nina Hartwell")
    confirm_customer(nina.pk, by=mara)

    assert recognize_customer(address=HOME, name="Nina Hartwell").is_unsure is False
    assert last_event("customer.confirmed").person_id == nina.pk
