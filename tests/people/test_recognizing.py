"""Who writes."""

import pytest

from goodword.core.errors import Invalid
from goodword.people.actions.recognizing import recognize_customer
from goodword.people.models import Customer
from tests.timeline import last_event

pytestmark = pytest.mark.django_db


def test_somebody_new_is_met() -> None:
    customer = recognize_customer(address="O.Hartwell@Example.org ", name="Odile Hartwell")

    assert customer.identities.get().value == "o.hartwell@example.org"
    assert last_event("customer.met").person_id == customer.pk


def test_somebody_known_is_recognized_whatever_the_case() -> None:
    customer = recognize_customer(address="o.hartwell@example.org")

    assert recognize_customer(address="O.HARTWELL@example.org") == customer
    assert Customer.objects.count() == 1


def test_a_name_replaces_a_guess_but_never_a_name() -> None:
    assert recognize_customer(address="odile.h@example.org").name == "Odile H"
    assert recognize_customer(address="odile.h@example.org", name="Odile Hartwell").name == "Odile Hartwell"
    assert recognize_customer(address="odile.h@example.org", name="Odile").name == "Odile Hartwell"


def test_another_name_is_somebody_new_of_whom_nobody_is_sure() -> None:
    odile = recognize_customer(address="hartwell@example.org", name="Odile Hartwell")

    nina = recognize_customer(address="hartwell@example.org", name="Nina Hartwell")

    assert (nina.is_unsure, odile.is_unsure, nina == odile) == (True, False, False)
    assert last_event("customer.met").data == {"unsure": True}
    assert recognize_customer(address="hartwell@example.org", name="Nina Hartwell") == nina
    assert recognize_customer(address="hartwell@example.org", name="Odile") == odile


def test_who_answers_is_whose_conversation_it_is() -> None:
    odile = recognize_customer(address="hartwell@example.org", name="Odile Hartwell")

    assert recognize_customer(address="hartwell@example.org", name="Anna", among=[odile.pk]) == odile
    assert recognize_customer(address="hartwell@example.org", name="Anna", among=[]) != odile


def test_an_address_is_no_name() -> None:
    assert recognize_customer(address="o.hartwell@example.org", name="o.hartwell@example.org").name == "O Hartwell"


def test_no_address_is_refused() -> None:
    with pytest.raises(Invalid):
        recognize_customer(address="Odile")
