"""Settings → Checklists: those that are built in, with source and grade, and the house's own."""

import pytest
from django.test import Client

from goodword.core.actor import Actor
from goodword.playbook.actions.checklists import create_checklist
from goodword.playbook.queries import all_checklists
from tests.cast import Cast
from tests.query_counts import QueryCount

OWN = {"name": "Our way", "points": "Name the order.\n\nSay when."}


@pytest.fixture
def tess(client: Client, cast: Cast) -> Client:
    """A lead's browser."""
    client.force_login(cast.tess)
    return client


def keys() -> list[str]:
    return [one.key for one in all_checklists()]


def test_a_lead_writes_changes_and_removes_one(tess: Client) -> None:
    assert tess.post("/settings/checklists/new", OWN).headers["Location"] == "/settings/checklists"
    assert "Name the order." in tess.get("/settings/checklists").content.decode()
    assert "Say when." in tess.get("/settings/checklists/our-way").content.decode()

    tess.post("/settings/checklists/our-way", {"name": "Our way", "points": "Say who."})
    assert "Say who." in tess.get("/settings/checklists").content.decode()
    assert "is gone" in tess.post("/settings/checklists/our-way/removal", follow=True).content.decode()
    assert "our-way" not in keys()


@pytest.mark.parametrize(("name", "points", "wrong"), [("HEARD", "Say who.", "name"), ("Other", "x" * 121, "points")])
def test_what_does_not_do_is_said_at_its_field(tess: Client, name: str, points: str, wrong: str) -> None:
    tess.post("/settings/checklists/new", OWN)
    for address in ("/settings/checklists/new", "/settings/checklists/our-way"):
        answer = tess.post(address, {"name": name, "points": points})
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [wrong])


def test_they_are_moved_and_switched_off(tess: Client) -> None:
    tess.post("/settings/checklists/last/move", {"to": "up"})
    tess.post("/settings/checklists/last/move", {"to": "up"})
    assert keys() == ["last", "heard", "heart", "aidet"]
    tess.post("/settings/checklists/last/switch")
    assert "Switch LAST on" in tess.get("/settings/checklists").content.decode()
    tess.post("/settings/checklists/last/switch", {"on": "1"})
    assert "Switch LAST off" in tess.get("/settings/checklists").content.decode()


def test_each_that_is_built_in_says_where_it_comes_from(tess: Client) -> None:
    page = tess.get("/settings/checklists").content.decode()
    assert all(words in page for words in ("Cleveland Clinic", "Disney", "Studer", "one source", "unsourced", "mixed"))
    assert tess.get("/settings/checklists/heard").status_code == 404
    assert tess.post("/settings/checklists/heard/removal").status_code == 404
    assert tess.post("/settings/checklists/none/move", {"to": "up"}).status_code == 404


def test_agents_see_them_and_tend_none(mara: Client) -> None:
    page = mara.get("/settings/checklists")
    assert (page.status_code, "Switch off" in page.content.decode()) == (200, False)
    assert mara.get("/settings/checklists/new").status_code == 403
    assert mara.post("/settings/checklists/last/switch").status_code == 403


def test_more_checklists_ask_no_more(cast: Cast, tess: Client, assert_query_count: QueryCount) -> None:
    create_checklist(by=Actor.agent(cast.olive.pk), name="Our way", points=["Say when."])
    tess.get("/settings/checklists")
    with assert_query_count("settings checklists"):
        tess.get("/settings/checklists")
