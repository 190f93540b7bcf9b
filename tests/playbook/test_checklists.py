"""The checklists of the house: those that are built in, its own, their order, and what somebody writes by."""

import pytest

from goodword.core.actor import Actor
from goodword.core.errors import ActionRefused, Invalid, NotAllowed, NotFound
from goodword.playbook.access import tends_playbook
from goodword.playbook.actions.checklists import (
    MOST,
    change_checklist,
    create_checklist,
    order_checklists,
    remove_checklist,
    switch_checklist,
)
from goodword.playbook.actions.writing import choose_checklist
from goodword.playbook.built_in import BUILT_IN
from goodword.playbook.models import Checklist
from goodword.playbook.queries import all_checklists, checklist_named, chosen_checklist, offered_checklists
from tests.cast import Cast
from tests.timeline import last_event, recorded

POINTS = ["Name the order.", " Say  when. ", ""]


@pytest.fixture
def olive(cast: Cast) -> Actor:
    return Actor.agent(cast.olive.pk)


@pytest.fixture
def own(olive: Actor) -> Checklist:
    return create_checklist(by=olive, name="Our way", points=POINTS)


def keys() -> list[str]:
    return [one.key for one in all_checklists()]


def test_four_are_built_in_with_source_and_grade(cast: Cast) -> None:
    assert keys() == ["heard", "last", "heart", "aidet"]
    assert all(one.source and one.grade and len(one.points) >= 4 for one in all_checklists())
    initials = ["".join(str(point.name)[0] for point in one.points) for one in BUILT_IN]
    assert initials == [one.name for one in BUILT_IN]


def test_the_house_writes_its_own(olive: Actor, own: Checklist) -> None:
    listed = checklist_named("our-way")
    assert ([point.name for point in listed.points], listed.source) == (["Name the order.", "Say when."], "")
    assert keys()[-1] == "our-way"
    assert last_event("checklist.created").data == {"checklist_id": own.pk}

    change_checklist("our-way", by=olive, name="Our way", points=["Say when."])
    change_checklist("our-way", by=olive, name="Our way", points=["Say when."])
    assert [point.name for point in checklist_named("our-way").points] == ["Say when."]
    assert len(recorded("checklist.changed")) == 1


@pytest.mark.parametrize("name", [" ", "OUR WAY", "Heard", "x" * 41])
def test_a_name_that_does_not_do(olive: Actor, own: Checklist, name: str) -> None:
    with pytest.raises(Invalid) as refusal:
        create_checklist(by=olive, name=name, points=POINTS)
    assert set(refusal.value.fields) == {"name"}


@pytest.mark.parametrize("points", [[], [" "], ["x"] * 11, ["x" * 121]])
def test_points_that_do_not_do(olive: Actor, points: list[str]) -> None:
    with pytest.raises(Invalid) as refusal:
        create_checklist(by=olive, name="Other", points=points)
    assert set(refusal.value.fields) == {"points"}


def test_there_are_not_too_many(olive: Actor) -> None:
    for number in range(MOST - len(BUILT_IN)):
        create_checklist(by=olive, name=f"Own {number}", points=POINTS)
    with pytest.raises(Invalid):
        create_checklist(by=olive, name="One more", points=POINTS)


def test_names_without_latin_letters_have_keys_of_their_own(olive: Actor) -> None:
    rows = [create_checklist(by=olive, name=name, points=POINTS) for name in ("応対", "挨拶")]
    assert [row.key for row in rows] == ["own", "own-2"]


def test_they_are_put_in_order(olive: Actor, own: Checklist) -> None:
    order_checklists(["our-way", "last", "heard", "heart", "aidet"], by=olive)
    assert keys() == ["our-way", "last", "heard", "heart", "aidet"]
    assert len(recorded("checklist.ordered")) == 1
    with pytest.raises(Invalid):
        order_checklists(["our-way"], by=olive)


def test_one_that_is_built_in_is_switched_off_and_never_changed(olive: Actor) -> None:
    switch_checklist("last", by=olive, on=False)
    assert "last" not in [one.key for one in offered_checklists()]
    assert last_event("checklist.switched").data["on"] is False
    for refused in (
        lambda: remove_checklist("last", by=olive),
        lambda: change_checklist("last", by=olive, name="Least", points=POINTS),
    ):
        with pytest.raises(ActionRefused):
            refused()


def test_one_that_is_gone_is_nobodys(cast: Cast, olive: Actor, mara: Actor, own: Checklist) -> None:
    choose_checklist("our-way", by=mara)
    remove_checklist("our-way", by=olive)
    assert (keys(), chosen_checklist(cast.mara.pk)) == (["heard", "last", "heart", "aidet"], None)
    with pytest.raises(NotFound):
        remove_checklist("our-way", by=olive)


def test_each_agent_has_the_one_they_chose(cast: Cast, mara: Actor) -> None:
    assert chosen_checklist(cast.mara.pk) is None
    choose_checklist("heart", by=mara)
    choose_checklist("heart", by=mara)
    chosen = chosen_checklist(cast.mara.pk)
    assert chosen is not None
    assert (chosen.key, chosen_checklist(cast.olive.pk)) == ("heart", None)
    assert len(recorded("checklist.chosen")) == 1

    choose_checklist("", by=mara)
    assert chosen_checklist(cast.mara.pk) is None
    assert last_event("checklist.chosen").data["checklist_id"] is None


def test_what_is_switched_off_cannot_be_chosen_and_comes_back(cast: Cast, olive: Actor, mara: Actor) -> None:
    choose_checklist("heart", by=mara)
    switch_checklist("heart", by=olive, on=False)
    assert chosen_checklist(cast.mara.pk) is None
    with pytest.raises(NotFound):
        choose_checklist("heart", by=olive)
    with pytest.raises(NotFound):
        choose_checklist("none", by=olive)

    switch_checklist("heart", by=olive, on=True)
    assert chosen_checklist(cast.mara.pk) is not None


def test_leads_and_administrators_tend_them(cast: Cast, mara: Actor, own: Checklist) -> None:
    assert [tends_playbook(one) for one in (cast.olive, cast.mara)] == [True, False]
    for refused in (
        lambda: create_checklist(by=mara, name="Other", points=POINTS),
        lambda: change_checklist("our-way", by=mara, name="Other", points=POINTS),
        lambda: switch_checklist("our-way", by=mara, on=False),
        lambda: order_checklists(keys(), by=mara),
        lambda: remove_checklist("our-way", by=mara),
    ):
        with pytest.raises(NotAllowed):
            refused()
