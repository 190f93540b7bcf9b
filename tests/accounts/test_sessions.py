import pytest
from django.test import Client

from goodword.accounts.actions.sessions import end_other_sessions, end_session
from goodword.accounts.queries import sessions_of
from goodword.core.actor import Actor
from goodword.core.errors import NotFound
from tests.cast import Cast
from tests.entrance import walk_in
from tests.timeline import last_event


@pytest.fixture
def mara(cast: Cast) -> Actor:
    return Actor.agent(cast.mara.pk)


@pytest.fixture
def browsers(cast: Cast) -> list[Client]:
    return [walk_in(cast.mara), walk_in(cast.mara)]


def test_one_of_my_sessions_ends(cast: Cast, mara: Actor, browsers: list[Client]) -> None:
    key = browsers[0].session.session_key
    [session] = [one for one in sessions_of(cast.mara) if one.session_key == key]

    end_session(session.pk, by=mara)

    assert [browser.get("/settings/me").status_code for browser in browsers] == [302, 200]
    assert last_event("agent.sessions_ended").data == {"agent_id": cast.mara.pk, "count": 1}


def test_nobody_ends_somebody_elses(cast: Cast, browsers: list[Client]) -> None:
    session = sessions_of(cast.mara)[0]
    with pytest.raises(NotFound):
        end_session(session.pk, by=Actor.agent(cast.olive.pk))
    assert len(sessions_of(cast.mara)) == 2


def test_all_others_end(cast: Cast, mara: Actor, browsers: list[Client]) -> None:
    assert end_other_sessions(by=mara, except_key=browsers[0].session.session_key or "") == 1
    assert [browser.get("/settings/me").status_code for browser in browsers] == [200, 302]
