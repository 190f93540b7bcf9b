import pytest
from django.test import Client

from tests.cast import PASSWORD, Cast
from tests.entrance import walk_in
from tests.web.door.second_step import at_second_step, code_now, give_app

NEW = "a slow boat north"


def test_my_name(cast: Cast, mara: Client) -> None:
    mara.post("/settings/me", {"name": "Mara L."})
    cast.mara.refresh_from_db()
    assert cast.mara.name == "Mara L."


def test_my_password(cast: Cast, mara: Client) -> None:
    other = walk_in(cast.mara)
    mara.post("/settings/me/password", {"current": PASSWORD, "password": NEW})
    cast.mara.refresh_from_db()
    assert cast.mara.check_password(NEW)
    assert [browser.get("/settings/me").status_code for browser in (mara, other)] == [200, 302]


@pytest.mark.parametrize(("current", "new", "field"), [("wrong", NEW, "current"), (PASSWORD, "short", "password")])
def test_a_password_that_does_not_fit(cast: Cast, mara: Client, current: str, new: str, field: str) -> None:
    answer = mara.post("/settings/me/password", {"current": current, "password": new})
    assert (answer.status_code, list(answer.context["password_form"].errors)) == (422, [field])


def test_i_can_sign_out_where_there_is_no_rail(mara: Client) -> None:
    page = mara.get("/settings/me").content.decode()
    assert 'action="/sign-out"' in page.partition("<main")[2]
    mara.post("/sign-out")
    assert mara.get("/settings/me").status_code == 302


def test_my_sessions(cast: Cast, mara: Client) -> None:
    firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
    other = walk_in(cast.mara, Client(headers={"User-Agent": firefox}))
    page = mara.get("/settings/sessions").content.decode()
    assert "Firefox on Windows" in page
    assert page.count("This browser") == 1
    mara.post("/settings/sessions/others/end")
    assert [browser.get("/settings/me").status_code for browser in (mara, other)] == [200, 302]


def test_one_other_session(cast: Cast, mara: Client) -> None:
    other = walk_in(cast.mara)
    [session] = [one["session"] for one in mara.get("/settings/sessions").context["sessions"] if not one["is_this"]]
    assert walk_in(cast.caleb).post(f"/settings/sessions/{session.pk}/end").status_code == 404
    mara.post(f"/settings/sessions/{session.pk}/end")
    assert other.get("/settings/me").status_code == 302


def test_who_came_in_lately_is_told(cast: Cast, mara: Client) -> None:
    Client().post("/sign-in", {"login": cast.mara.email, "password": "a guess of theirs"}, REMOTE_ADDR="203.0.113.9")

    page = mara.get("/settings/sessions").content.decode()

    assert (
        page.index("Wrong password")
        < page.index("from 203.0.113.9")
        < page.index("from 127.0.0.1", page.index("Lately"))
    )


def test_a_second_step_is_told_too(cast: Cast) -> None:
    give_app(cast.mara)
    browser = at_second_step(cast.mara)
    browser.post("/sign-in/second-step", {"code": code_now()})

    assert "and second step" in browser.get("/settings/sessions").content.decode()


def test_an_administrator_sees_how_somebody_came_in(cast: Cast) -> None:
    walk_in(cast.mara)

    assert "Lately" in walk_in(cast.adam).get(f"/settings/agents/{cast.mara.pk}").content.decode()
