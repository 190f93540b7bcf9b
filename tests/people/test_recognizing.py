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
    assert recognize_customer(address="odile.h@example.org", name="Somebody").name == "Odile Hartwell"


def test_no_address_is_refused() -> None:
    with pytest.raises(Invalid):
        recognize_customer(address="Odile")
