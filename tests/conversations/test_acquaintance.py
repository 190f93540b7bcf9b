"""Who may know which person and which company."""

from datetime import timedelta

import pytest

from goodword.conversations.access import To
from goodword.conversations.acquaintance import company_for, known_companies, known_people, person_for
from goodword.conversations.models import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import NotAllowed, NotFound
from goodword.people.actions.adding import add_person
from goodword.people.actions.companies import create_company, set_company
from goodword.people.actions.recognizing import recognize_customer
from goodword.people.actions.representing import end_representation, record_representation
from goodword.people.models import Customer
from goodword.people.queries import todays_date
from tests.cast import Cast, conversation_with_odile
from tests.frozen_time import Clock


@pytest.fixture
def mara(cast: Cast) -> Actor:
    return Actor.agent(cast.mara.pk)


@pytest.fixture
def odile(cast: Cast) -> Customer:
    return conversation_with_odile(cast).customer


@pytest.fixture
def dana(cast: Cast) -> Customer:
    return recognize_customer(address="dana@example.org", name="Dana Hartwell")


def _represents(mara: Actor, odile: Customer, dana: Customer, **told: object) -> int:
    return record_representation(
        odile.pk, by=mara, representative=dana.pk, relation="child", authority="told", **told  # type: ignore[arg-type]
    ).pk  # fmt: skip


def test_by_a_matter_of_theirs(cast: Cast, odile: Customer) -> None:
    assert person_for(cast.mara, odile.pk, To.ANSWER) == odile
    assert person_for(cast.olive, odile.pk, To.ANSWER) == odile
    for stranger in (cast.caleb, cast.cole):
        assert known_people(stranger, [odile.pk]) == set()
        with pytest.raises(NotFound):
            person_for(stranger, odile.pk)


def test_a_lead_of_another_team_looks_but_does_not_change(cast: Cast, odile: Customer) -> None:
    Conversation.objects.update(team=cast.nursing)
    assert person_for(cast.tess, odile.pk) == odile
    with pytest.raises(NotAllowed):
        person_for(cast.tess, odile.pk, To.ANSWER)


def test_an_authority_counts_until_it_ends(cast: Cast, mara: Actor, odile: Customer, dana: Customer) -> None:
    assert known_people(cast.mara, [dana.pk]) == set()
    row = _represents(mara, odile, dana)
    assert known_people(cast.mara, [dana.pk]) == {dana.pk}

    end_representation(row, by=mara)
    assert known_people(cast.mara, [dana.pk]) == set()


def test_an_authority_counts_until_its_last_day(
    cast: Cast, mara: Actor, odile: Customer, dana: Customer, clock: Clock
) -> None:
    _represents(mara, dana, odile, valid_until=todays_date() + timedelta(days=1))
    clock.forward(days=1)
    assert known_people(cast.mara, [dana.pk]) == {dana.pk}
    clock.forward(days=1)
    assert known_people(cast.mara, [dana.pk]) == set()


def test_whom_an_agent_added_is_known_to_all_who_answer(cast: Cast, mara: Actor) -> None:
    ines = add_person(by=mara, name="Ines Ruiz")
    for agent in (cast.mara, cast.caleb, cast.tess, cast.olive):
        assert person_for(agent, ines.pk, To.ANSWER) == ines
    with pytest.raises(NotFound):
        person_for(cast.cole, ines.pk)


def test_an_employer_is_known_to_all_who_answer(cast: Cast, mara: Actor, odile: Customer) -> None:
    company = create_company(by=mara, name="Brandt")
    set_company(odile.pk, by=mara, company=company.pk)
    assert company_for(cast.caleb, company.pk) == company
    with pytest.raises(NotFound):
        company_for(cast.cole, company.pk)


def test_a_household_is_known_by_its_people(cast: Cast, mara: Actor, odile: Customer) -> None:
    household = create_company(by=mara, name="The Hartwells", kind="household")
    assert known_companies(cast.caleb, [household.pk]) == {household.pk}

    set_company(odile.pk, by=mara, company=household.pk)
    assert company_for(cast.mara, household.pk) == household
    with pytest.raises(NotFound):
        company_for(cast.caleb, household.pk)
