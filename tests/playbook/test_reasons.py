"""Reasons why people contact the house: built in, its own, renamed, replaced, retired; and what to do about them."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from goodword.core.actor import Actor
from goodword.core.errors import Invalid, NotAllowed, NotFound
from goodword.playbook.actions.reasons import (
    MOST,
    bring_back_reason,
    change_reason,
    chosen_reason,
    create_reason,
    order_reasons,
    retire_reason,
)
from goodword.playbook.built_in_reasons import BUILT_IN_REASONS
from goodword.playbook.choices import Advice, View, advice_of
from goodword.playbook.models import Reason
from goodword.playbook.queries import all_reasons, offered_reasons, reason_keyed
from tests.cast import Cast
from tests.timeline import last_event, recorded


@pytest.fixture
def olive(cast: Cast) -> Actor:
    return Actor.agent(cast.olive.pk)


@contextmanager
def refused(words: str) -> Iterator[None]:
    with pytest.raises(Invalid) as raised:
        yield
    assert words in " ".join(map(str, raised.value.fields.values()))


def keys() -> list[str]:
    return [one.key for one in offered_reasons()]


@pytest.mark.django_db
def test_a_house_begins_with_reasons_that_nobody_wrote() -> None:
    assert keys() == [key for key, _label in BUILT_IN_REASONS]
    assert str(offered_reasons()[0]) == "Late or did not come"
    assert not Reason.objects.exists()


def test_the_house_adds_its_own(olive: Actor) -> None:
    row = create_reason(by=olive, name="  Wrong  dressing ")
    assert (row.key, row.name, keys()[-1]) == ("wrong-dressing", "Wrong dressing", "wrong-dressing")
    assert last_event("reason.created").data == {"reason_id": row.pk, "replaces_id": None}


@pytest.mark.parametrize("name", [" ", "SAFETY", "wrong dressing", "x" * 61])
def test_a_name_that_does_not_do(olive: Actor, name: str) -> None:
    create_reason(by=olive, name="Wrong dressing")
    with pytest.raises(Invalid):
        create_reason(by=olive, name=name)
    with pytest.raises(Invalid):
        change_reason("late", by=olive, name=name)


def test_another_name_is_another_version_of_the_same(olive: Actor) -> None:
    row = change_reason("late", by=olive, name="Did not come", theirs=View.IRRITATED, ours=View.IRRITATED)
    change_reason("late", by=olive, name="Did not come", theirs=View.IRRITATED, ours=View.IRRITATED)

    assert (row.version, str(row), row.advice) == (2, "Did not come", Advice.ELIMINATE)
    assert len(recorded("reason.changed")) == 1
    assert change_reason("late", by=olive, name="Did not come").version == 2


def test_what_it_was_called_is_kept(olive: Actor) -> None:
    change_reason("late", by=olive, name="Did not come")
    row = change_reason("late", by=olive, name="Nobody came")
    former = [(one.version, one.name) for one in reason_keyed(row.key).former_names.all()]
    assert former == [(2, "Did not come"), (1, "Late or did not come")]
    assert not change_reason("safety", by=olive, name="Safety", theirs=View.VALUES).former_names.exists()


def test_another_meaning_is_another_reason(olive: Actor) -> None:
    old = chosen_reason("late")
    row = create_reason(by=olive, name="Late by more than a day", replaces="late")

    assert (row.replaces, row.position) == (old, 0)
    assert "late" not in keys()
    assert keys()[0] == row.key
    assert all_reasons()[-1] == old


def test_a_reason_is_retired_and_comes_back(olive: Actor) -> None:
    retire_reason("late", by=olive)
    retire_reason("late", by=olive)
    with refused("from the list"):
        chosen_reason("late")
    assert len(recorded("reason.retired")) == 1

    bring_back_reason("late", by=olive)
    assert chosen_reason("late") == Reason.objects.get(key="late")


def test_what_comes_back_must_not_be_mistaken(olive: Actor) -> None:
    retire_reason("late", by=olive)
    create_reason(by=olive, name="Late or did not come")
    with refused("of this name"):
        bring_back_reason("late", by=olive)


def test_one_stays(olive: Actor) -> None:
    for key in keys()[1:]:
        retire_reason(key, by=olive)
    with pytest.raises(Invalid, match="last reason"):
        retire_reason("late", by=olive)


def test_there_are_fifty_at_most(olive: Actor) -> None:
    for number in range(MOST - len(BUILT_IN_REASONS)):
        create_reason(by=olive, name=f"Reason {number}")
    with refused("Fifty"):
        create_reason(by=olive, name="One more")
    create_reason(by=olive, name="In the place of another", replaces="late")
    with refused("Fifty"):
        bring_back_reason("late", by=olive)


def test_their_order(olive: Actor) -> None:
    order_reasons(keys()[::-1], by=olive)
    assert keys()[0] == "other"
    with pytest.raises(Invalid, match="meanwhile"):
        order_reasons(keys()[1:], by=olive)


@pytest.mark.django_db
def test_none_is_chosen_by_an_empty_key() -> None:
    assert chosen_reason("") is None


def test_whoever_does_not_tend_the_playbook_is_refused(cast: Cast) -> None:
    mara = Actor.agent(cast.mara.pk)
    for act in (
        lambda: create_reason(by=mara, name="Hers"),
        lambda: change_reason("late", by=mara, name="Hers"),
        lambda: retire_reason("late", by=mara),
        lambda: bring_back_reason("late", by=mara),
        lambda: order_reasons(keys(), by=mara),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert not recorded("reason.created")


def test_one_that_is_not_there(olive: Actor) -> None:
    with pytest.raises(NotFound):
        retire_reason("nowhere", by=olive)


@pytest.mark.parametrize(
    ("theirs", "ours", "advice"),
    [
        (View.IRRITATED, View.IRRITATED, Advice.ELIMINATE),
        (View.VALUES, View.IRRITATED, Advice.AUTOMATE),
        (View.IRRITATED, View.VALUES, Advice.SIMPLIFY),
        (View.VALUES, View.VALUES, Advice.INVEST),
        (View.VALUES, View.UNKNOWN, Advice.NONE),
    ],
)
def test_what_to_do_about_it(theirs: View, ours: View, advice: Advice) -> None:
    assert advice_of(theirs, ours) is advice
