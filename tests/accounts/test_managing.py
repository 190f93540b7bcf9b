import threading

import pytest
from django.db import connection

from goodword.accounts.actions.managing import change_role, restore_agent, suspend_agent
from goodword.accounts.errors import LastOwner
from goodword.accounts.models import Agent
from goodword.core.actor import Actor
from goodword.core.errors import Invalid, NotAllowed, NotFound
from tests.cast import Cast, found_cast
from tests.entrance import walk_in
from tests.timeline import last_event


def test_a_role_changes(cast: Cast, adam: Actor) -> None:
    assert change_role(cast.mara.pk, by=adam, role="lead").role == "lead"
    event = last_event("agent.role_changed")
    assert (event.actor, event.data) == (adam, {"agent_id": cast.mara.pk, "before": "agent", "after": "lead"})


def test_only_owners_deal_with_owners(cast: Cast, adam: Actor, olive: Actor) -> None:
    with pytest.raises(NotAllowed):
        change_role(cast.mara.pk, by=adam, role="owner")
    with pytest.raises(NotAllowed):
        change_role(cast.olive.pk, by=adam, role="agent")
    with pytest.raises(NotAllowed):
        suspend_agent(cast.olive.pk, by=adam)
    assert change_role(cast.adam.pk, by=olive, role="owner").role == "owner"


def test_the_last_owner_stays(cast: Cast, olive: Actor) -> None:
    with pytest.raises(LastOwner):
        change_role(cast.olive.pk, by=olive, role="administrator")
    with pytest.raises(LastOwner):
        suspend_agent(cast.olive.pk, by=olive)
    change_role(cast.adam.pk, by=olive, role="owner")
    assert change_role(cast.olive.pk, by=olive, role="agent").role == "agent"


def test_a_suspended_owner_does_not_count(cast: Cast, olive: Actor) -> None:
    change_role(cast.adam.pk, by=olive, role="owner")
    suspend_agent(cast.adam.pk, by=olive)
    with pytest.raises(LastOwner):
        suspend_agent(cast.olive.pk, by=olive)


@pytest.mark.parametrize("name", ["tess", "mara", "cole"])
def test_others_change_nobody(cast: Cast, name: str) -> None:
    by = Actor.agent(getattr(cast, name).pk)
    for act in (suspend_agent, restore_agent):
        with pytest.raises(NotAllowed):
            act(cast.caleb.pk, by=by)
    with pytest.raises(NotAllowed):
        change_role(cast.caleb.pk, by=by, role="agent")


def test_suspending_ends_every_session(cast: Cast, adam: Actor) -> None:
    browser = walk_in(cast.mara)
    assert browser.get("/settings/me").status_code == 200

    suspend_agent(cast.mara.pk, by=adam)

    assert browser.get("/settings/me").headers["Location"] == "/sign-in?next=%2Fsettings%2Fme"
    restore_agent(cast.mara.pk, by=adam)
    assert browser.get("/settings/me").status_code == 302
    assert last_event("agent.suspended").data == {"agent_id": cast.mara.pk}


def test_a_suspended_administrator_administers_nothing(cast: Cast, olive: Actor, adam: Actor) -> None:
    suspend_agent(cast.adam.pk, by=olive)
    with pytest.raises(NotAllowed):
        suspend_agent(cast.mara.pk, by=adam)


def test_restoring_lets_them_in_again(cast: Cast, adam: Actor) -> None:
    suspend_agent(cast.mara.pk, by=adam)
    assert restore_agent(cast.mara.pk, by=adam).is_active
    assert last_event("agent.restored").actor == adam


def test_nobody_and_nothing(cast: Cast, adam: Actor) -> None:
    with pytest.raises(NotFound):
        change_role(987654, by=adam, role="agent")
    with pytest.raises(Invalid):
        change_role(cast.mara.pk, by=adam, role="queen")


@pytest.mark.django_db(transaction=True)
def test_two_owners_cannot_demote_each_other_at_once() -> None:
    cast = found_cast()
    change_role(cast.adam.pk, by=Actor.agent(cast.olive.pk), role="owner")
    start, refused = threading.Barrier(2), []

    def demote(other: Agent, by: Agent) -> None:
        start.wait()
        try:
            change_role(other.pk, by=Actor.agent(by.pk), role="agent")
        except (LastOwner, NotAllowed) as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    pairs = [(cast.adam, cast.olive), (cast.olive, cast.adam)]
    threads = [threading.Thread(target=demote, args=pair) for pair in pairs]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert (len(refused), Agent.objects.filter(role="owner").count()) == (1, 1)
