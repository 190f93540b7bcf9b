"""Who must sign in with a second step, and who has lost theirs."""

import pytest
from allauth.mfa.models import Authenticator

from goodword.accounts.actions.joining import add_agent
from goodword.accounts.actions.managing import change_role
from goodword.accounts.actions.second_step import require_second_step, take_second_step_away
from goodword.accounts.models import Agent
from goodword.core.actor import Actor
from goodword.core.errors import Invalid, NotAllowed
from tests.cast import PASSWORD, Cast
from tests.entrance import walk_in
from tests.timeline import last_event
from tests.web.door.second_step import give_app


def owing() -> set[str]:
    return set(Agent.objects.filter(owes_second_step=True).values_list("name", flat=True))


def test_a_role_owes_what_is_asked_of_it(cast: Cast, adam: Actor) -> None:
    give_app(cast.olive)

    require_second_step(["administrator", "owner"], by=adam)

    assert owing() == {cast.adam.name}
    assert last_event("organization.second_step_required").data == {"roles": ["owner", "administrator"]}


def test_who_has_one_owes_none(cast: Cast, adam: Actor) -> None:
    require_second_step(["administrator"], by=adam)
    give_app(cast.adam)

    assert owing() == set()


def test_a_new_role_and_a_new_agent_owe_it_too(cast: Cast, olive: Actor) -> None:
    require_second_step(["administrator"], by=olive)
    change_role(cast.mara.pk, by=olive, role="administrator")
    add_agent(by=olive, name="Nora Nash", email="nora@wrenfield.example", role="administrator", password=PASSWORD)

    assert owing() == {cast.adam.name, cast.mara.name, "Nora Nash"}


def test_nothing_is_owed_once_nothing_is_asked(cast: Cast, adam: Actor) -> None:
    require_second_step(["administrator"], by=adam)
    require_second_step([], by=adam)

    assert owing() == set()


def test_only_administrators_ask_for_it(cast: Cast, adam: Actor) -> None:
    with pytest.raises(NotAllowed):
        require_second_step(["agent"], by=Actor.agent(cast.tess.pk))
    with pytest.raises(Invalid):
        require_second_step(["janitor"], by=adam)


def test_who_lost_everything_is_let_in_with_the_password(cast: Cast, adam: Actor) -> None:
    browser = walk_in(cast.mara)
    give_app(cast.mara)

    take_second_step_away(cast.mara.pk, by=adam)

    assert not Authenticator.objects.filter(user=cast.mara).exists()
    assert browser.get("/settings/me").status_code == 302
    assert walk_in(cast.mara).get("/settings/me").status_code == 200
    event = last_event("agent.second_step_removed")
    assert (event.actor, event.data) == (adam, {"agent_id": cast.mara.pk, "way": "totp"})


def test_only_an_owner_lets_an_owner_in(cast: Cast, adam: Actor, olive: Actor) -> None:
    give_app(cast.olive)
    with pytest.raises(NotAllowed):
        take_second_step_away(cast.olive.pk, by=adam)

    assert Authenticator.objects.filter(user=cast.olive).exists()


def test_it_is_taken_away_once(cast: Cast, adam: Actor) -> None:
    browser = walk_in(cast.mara)
    take_second_step_away(cast.mara.pk, by=adam)

    assert browser.get("/settings/me").status_code == 200
