"""Companies: employers and households, who belongs to them, and what an address suggests."""

import pytest

from goodword.core.actor import Actor
from goodword.core.errors import Invalid, NotFound
from goodword.people.actions.addresses import add_address
from goodword.people.actions.companies import (
    create_company,
    decline_company,
    describe_company,
    rename_company,
    set_company,
)
from goodword.people.actions.recognizing import recognize_customer
from goodword.people.models import Company, Customer, PersonWord
from goodword.people.queries import suggested_company
from tests.timeline import last_event, recorded


@pytest.fixture
def brandt(mara: Actor) -> Company:
    return create_company(by=mara, name="Brandt  Logistics", domains=["@Brandt.example", "brandt.example"])


@pytest.fixture
def klara(mara: Actor, brandt: Company) -> Customer:
    return recognize_customer(address="klara@mail.brandt.example", name="Klara Ernst")


def test_creating(mara: Actor, brandt: Company) -> None:
    assert (brandt.name, brandt.sort_name, brandt.created_by_id) == ("Brandt Logistics", "brandt logistics", mara.id)
    assert [one.domain for one in brandt.domains.all()] == ["brandt.example"]
    assert last_event("company.created").data == {"company_id": brandt.pk}


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"name": " "}, "name"), ({"kind": "club"}, "kind"), ({"domains": ["gmail.com"]}, "domains"),
     ({"domains": ["mail.gmail.com"]}, "domains"), ({"domains": ["no domain"]}, "domains")],
)  # fmt: skip
def test_what_does_not_fit(mara: Actor, changes: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        create_company(**{"by": mara, "name": "Brandt", **changes})  # type: ignore[arg-type]
    assert set(refusal.value.fields) == {field}
    assert not Company.objects.exists()


def test_renaming_finds_its_people_by_the_new_name(mara: Actor, brandt: Company, klara: Customer) -> None:
    set_company(klara.pk, by=mara, company=brandt.pk)
    rename_company(brandt.pk, by=mara, name="Nordfracht")

    words = set(PersonWord.objects.filter(customer=klara).values_list("word", flat=True))
    assert "nordfracht" in words
    assert "logistics" not in words
    assert last_event("company.renamed").data == {"company_id": brandt.pk}


def test_describing(mara: Actor, brandt: Company) -> None:
    changes = {"kind": "other", "domains": ["brandt.test"], "notes": " Ask for Ines. "}
    described = describe_company(brandt.pk, by=mara, **changes)  # type: ignore[arg-type]
    describe_company(brandt.pk, by=mara, **changes)  # type: ignore[arg-type]

    assert (described.kind, described.notes) == ("other", "Ask for Ines.")
    assert [one.domain for one in brandt.domains.all()] == ["brandt.test"]
    assert len(recorded("company.described")) == 1


def test_belonging_and_leaving(mara: Actor, brandt: Company, klara: Customer) -> None:
    set_company(klara.pk, by=mara, company=brandt.pk)
    assert last_event("customer.company-changed").data == {"before": None, "after": brandt.pk}

    assert set_company(klara.pk, by=mara, company=None).company_id is None
    set_company(klara.pk, by=mara, company=None)
    assert len(recorded("customer.company-changed")) == 2
    with pytest.raises(Invalid):
        set_company(klara.pk, by=mara, company=99)
    with pytest.raises(NotFound):
        set_company(99, by=mara, company=brandt.pk)


def test_an_address_suggests_and_is_declined(mara: Actor, brandt: Company, klara: Customer) -> None:
    assert suggested_company(klara) == brandt

    assert suggested_company(decline_company(klara.pk, by=mara, company=brandt.pk)) is None
    assert last_event("customer.company-declined").data == {"company_id": brandt.pk}


def test_nothing_is_suggested_for_free_mail_a_household_or_who_belongs(
    mara: Actor, brandt: Company, klara: Customer, hartwell: Customer
) -> None:
    create_company(by=mara, name="The Hartwells", kind="household", domains=["example.org"])
    assert suggested_company(hartwell) is None
    add_address(hartwell.pk, by=mara, address="odile@gmail.com")
    assert suggested_company(Customer.objects.get(pk=hartwell.pk)) is None
    assert suggested_company(set_company(klara.pk, by=mara, company=brandt.pk)) is None
