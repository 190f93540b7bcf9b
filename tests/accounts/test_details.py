import pytest
from django.test import Client

from goodword.accounts.actions.details import change_my_details, change_my_password, reset_password
from goodword.accounts.actions.managing import suspend_agent
from goodword.core.actor import SYSTEM, Actor
from goodword.core.errors import Invalid, NotAllowed, NotFound
from tests.cast import PASSWORD, Cast
from tests.timeline import last_event

NEW = "a slow boat north"


@pytest.fixture
def mara(cast: Cast) -> Actor:
    return Actor.agent(cast.mara.pk)


def test_my_details_change(cast: Cast, mara: Actor) -> None:
    assert change_my_details(by=mara, name=" Mara  L. ").name == "Mara L."
    assert last_event("agent.details_changed").actor == mara


def test_the_system_has_no_details(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        change_my_details(by=SYSTEM, name="Mara")


def test_my_password_changes(cast: Cast, mara: Actor) -> None:
    assert change_my_password(by=mara, current=PASSWORD, password=NEW).check_password(NEW)
    assert last_event("agent.password_changed").data == {"agent_id": cast.mara.pk}


@pytest.mark.parametrize(("current", "new", "field"), [("wrong", NEW, "current"), (PASSWORD, "short", "password")])
def test_a_password_that_does_not_fit(cast: Cast, mara: Actor, current: str, new: str, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        change_my_password(by=mara, current=current, password=new)
    assert list(refusal.value.fields) == [field]
    cast.mara.refresh_from_db()
    assert cast.mara.check_password(PASSWORD)


def test_a_new_password_signs_the_other_browsers_out(cast: Cast, mara: Actor, client: Client) -> None:
    client.force_login(cast.mara)
    change_my_password(by=mara, current=PASSWORD, password=NEW)
    assert client.get("/settings/me").status_code == 302


def test_a_reset_password(cast: Cast) -> None:
    assert reset_password(cast.mara.pk, password=NEW).check_password(NEW)
    with pytest.raises(NotFound):
        reset_password(987654, password=NEW)


def test_the_suspended_reset_nothing(cast: Cast) -> None:
    suspend_agent(cast.mara.pk, by=SYSTEM)
    with pytest.raises(NotAllowed):
        reset_password(cast.mara.pk, password=NEW)
