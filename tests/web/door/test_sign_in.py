from urllib.parse import quote

import pytest
from django.test import Client

from goodword.accounts.actions.managing import suspend_agent
from goodword.core.actor import SYSTEM
from tests.cast import PASSWORD, Cast
from tests.entrance import walk_in

MARA = "mara@wrenfield.example"


def test_a_password_leads_to_the_inbox(cast: Cast, client: Client) -> None:
    answer = client.post("/sign-in", {"login": " Mara@Wrenfield.example", "password": PASSWORD})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/today")
    assert client.get("/settings/me").status_code == 200


def test_the_door_names_the_house(cast: Cast, client: Client) -> None:
    page = client.get("/sign-in").content.decode()
    assert "Sign in to Wrenfield Home Health" in page
    assert "Cache-Control" in client.get("/sign-in").headers


def test_a_wrong_password_stays_outside(cast: Cast, client: Client) -> None:
    answer = client.post("/sign-in", {"login": MARA, "password": "not the password"})
    assert "do not belong together" in answer.content.decode()
    assert client.get("/settings/me").status_code == 302


def test_a_stranger_is_told_the_same_as_an_agent(cast: Cast, client: Client) -> None:
    answers = [
        client.post("/sign-in", {"login": address, "password": "not the password"}).content.decode()
        for address in (MARA, "nobody@wrenfield.example")
    ]
    known, unknown = [answer.replace(MARA, "X").replace("nobody@wrenfield.example", "X") for answer in answers]
    assert [line for line in known.splitlines() if "csrf" not in line.lower()] == [
        line for line in unknown.splitlines() if "csrf" not in line.lower()
    ]


def test_one_comes_back_to_where_one_was(cast: Cast, client: Client) -> None:
    door = client.get("/settings/sessions?x=1").headers["Location"]
    assert door == "/sign-in?next=%2Fsettings%2Fsessions%3Fx%3D1"
    assert 'name="next" value="/settings/sessions?x=1"' in client.get(door).content.decode()
    answer = client.post(door, {"login": MARA, "password": PASSWORD})
    assert answer.headers["Location"] == "/settings/sessions?x=1"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_one_is_never_led_elsewhere(cast: Cast, client: Client, elsewhere: str) -> None:
    answer = client.post(f"/sign-in?next={quote(elsewhere)}", {"login": MARA, "password": PASSWORD})
    assert answer.headers["Location"] == "/today"


def test_a_fragment_sends_the_whole_page_to_the_door(cast: Cast, client: Client) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/settings/sessions"}
    answer = client.post("/settings/sessions/others/end", headers=headers)
    assert answer.headers["HX-Redirect"] == "/sign-in?next=%2Fsettings%2Fsessions"


def test_a_form_is_not_an_address_to_come_back_to(cast: Cast, client: Client) -> None:
    assert client.post("/settings/sessions/others/end").headers["Location"] == "/sign-in"


def test_the_suspended_stay_outside(cast: Cast, client: Client) -> None:
    suspend_agent(cast.mara.pk, by=SYSTEM)
    answer = client.post("/sign-in", {"login": MARA, "password": PASSWORD})
    assert answer.headers["Location"] == "/sign-in/suspended"
    assert "suspended" in client.get("/sign-in/suspended").content.decode()
    assert client.get("/settings/me").status_code == 302


def test_whoever_is_in_needs_no_door(cast: Cast) -> None:
    assert walk_in(cast.mara).get("/sign-in").headers["Location"] == "/today"


def test_signing_out_is_a_form(cast: Cast) -> None:
    browser = walk_in(cast.mara)
    assert browser.get("/sign-out").status_code == 200
    assert browser.get("/settings/me").status_code == 200
    assert browser.post("/sign-out").headers["Location"] == "/sign-in"
    assert browser.get("/settings/me").status_code == 302


def test_nobody_signs_up(cast: Cast, client: Client) -> None:
    for address in ("/signup", "/sign-up", "/accounts/signup/"):
        assert client.get(address).status_code == 404
