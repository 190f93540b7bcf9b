"""Who may write for whom."""

from datetime import date

import pytest

from goodword.core.actor import Actor
from goodword.core.errors import ActionRefused, Invalid
from goodword.people.actions.recognizing import recognize_customer
from goodword.people.actions.representing import (
    end_representation,
    record_representation,
    resume_representation,
)
from goodword.people.choices import Authority, Relation, Scope
from goodword.people.models import Customer, Representation
from goodword.people.queries import representations_of, representatives_today, represented_by
from tests.frozen_time import Clock
from tests.timeline import last_event


@pytest.fixture
def dana(cast: object) -> Customer:
    return recognize_customer(address="dana@example.org", name="Dana Hartwell")


def _record(hartwell: Customer, dana: Customer, mara: Actor, **changes: object) -> Representation:
    told: dict[str, object] = {"relation": Relation.CHILD, "authority": Authority.POWER, **changes}
    return record_representation(hartwell.pk, by=mara, representative=dana.pk, **told)  # type: ignore[arg-type]


def test_an_authority_is_recorded_with_its_scope(mara: Actor, hartwell: Customer, dana: Customer) -> None:
    row = _record(hartwell, dana, mara, scope=["billing", Scope.APPOINTMENTS], reference=" Deed 14 ")

    assert (row.scope, row.reference, row.recorded_by_id) == (["appointments", "billing"], "Deed 14", mara.agent_id)
    assert representatives_today(hartwell.pk) == {dana.pk: row}
    assert represented_by(dana) == [row]
    event = last_event("representation.recorded")
    assert (event.person_id, event.data["representative_id"]) == (hartwell.pk, dana.pk)


def test_a_newer_one_ends_the_older_and_both_are_kept(mara: Actor, hartwell: Customer, dana: Customer) -> None:
    first = _record(hartwell, dana, mara)
    second = _record(hartwell, dana, mara, authority=Authority.TOLD)

    assert [row.pk for row in representations_of(hartwell)] == [second.pk, first.pk]
    assert representatives_today(hartwell.pk) == {dana.pk: second}
    with pytest.raises(ActionRefused, match="newer"):
        resume_representation(first.pk, by=mara)


def test_it_ends_and_can_be_resumed(mara: Actor, hartwell: Customer, dana: Customer) -> None:
    row = _record(hartwell, dana, mara)
    ended = end_representation(row.pk, by=mara)
    assert (ended.ended_by_id, representatives_today(hartwell.pk)) == (mara.agent_id, {})
    assert last_event("representation.ended").data == {"representation_id": row.pk}

    resume_representation(row.pk, by=mara)
    assert representatives_today(hartwell.pk) == {dana.pk: row}


def test_it_counts_until_the_end_of_its_last_day_where_the_house_is(
    mara: Actor, hartwell: Customer, dana: Customer, clock: Clock
) -> None:
    today = clock.START.date()
    _record(hartwell, dana, mara, valid_until=today)
    assert representatives_today(hartwell.pk)
    clock.forward(hours=48)
    assert not representatives_today(hartwell.pk)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"relation": "boss"}, "relation"),
        ({"relation": Relation.OTHER}, "relation_words"),
        ({"authority": ""}, "authority"),
        ({"scope": ["everything"]}, "scope"),
        ({"valid_until": date(2020, 1, 1)}, "valid_until"),
    ],
)
def test_what_is_missing_is_said(
    mara: Actor, hartwell: Customer, dana: Customer, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        _record(hartwell, dana, mara, **changes)
    assert set(refusal.value.fields) == {field}


def test_nobody_represents_themselves(mara: Actor, hartwell: Customer) -> None:
    with pytest.raises(Invalid):
        _record(hartwell, hartwell, mara)
