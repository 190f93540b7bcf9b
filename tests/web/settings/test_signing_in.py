"""Setting up the second step, and taking it away."""

import re

from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from goodword.accounts.actions.second_step import require_second_step
from goodword.core.actor import SYSTEM
from goodword.core.keys import decrypt
from tests.cast import PASSWORD, Cast
from tests.entrance import walk_in
from tests.web.door.second_step import at_second_step, code_now, give_app

PAGE = "/settings/sign-in"


def confirmed(browser: Client) -> Client:
    """The browser, in which the password was just given once more."""
    assert browser.post("/sign-in/again", {"password": PASSWORD}).status_code == 302
    return browser


def test_changing_anything_asks_for_the_password_first(cast: Cast) -> None:
    browser = walk_in(cast.mara)

    answer = browser.get(f"{PAGE}/app")

    assert answer.headers["Location"] == "/sign-in/again?next=%2Fsettings%2Fsign-in%2Fapp"
    assert "This is not your password" in browser.post("/sign-in/again", {"password": "wrong"}).content.decode()


def test_an_app_is_set_up_with_its_first_code(cast: Cast) -> None:
    browser = confirmed(walk_in(cast.mara))
    page = browser.get(f"{PAGE}/app").content.decode()
    key = re.search(r"<code class=\"secret\">([A-Z2-7]+)</code>", page)
    assert key is not None

    answer = browser.post(f"{PAGE}/app", {"code": code_now(key[1])})

    assert answer.headers["Location"] == f"{PAGE}/codes"
    assert browser.get(f"{PAGE}/codes").content.decode().count("<li><code>") == 10
    app = Authenticator.objects.get(user=cast.mara, type="totp")
    assert key[1] not in str(app.data)
    assert decrypt(app.data["secret"]) == key[1]


def test_a_wrong_first_code_sets_nothing_up(cast: Cast) -> None:
    browser = confirmed(walk_in(cast.mara))
    browser.get(f"{PAGE}/app")

    assert "This is not the code" in browser.post(f"{PAGE}/app", {"code": "000000"}).content.decode()
    assert not Authenticator.objects.exists()


def test_an_app_is_taken_away(cast: Cast) -> None:
    browser = confirmed(walk_in(cast.mara))
    give_app(cast.mara)

    assert browser.post(f"{PAGE}/app/removal").headers["Location"] == PAGE
    assert walk_in(cast.mara).get(PAGE).status_code == 200


def test_the_last_one_stays_while_the_role_asks_for_it(cast: Cast) -> None:
    browser = confirmed(walk_in(cast.mara))
    give_app(cast.mara)
    require_second_step(["agent"], by=SYSTEM)

    assert "this is your last one" in browser.post(f"{PAGE}/app/removal").content.decode()
    assert Authenticator.objects.filter(user=cast.mara).exists()


def test_new_codes_replace_the_old_ones(cast: Cast) -> None:
    browser = confirmed(walk_in(cast.mara))
    give_app(cast.mara)
    browser.post(f"{PAGE}/codes/new")
    old = browser.get(f"{PAGE}/codes/file").content.decode().split()

    browser.post(f"{PAGE}/codes/new")

    assert len(old) == 10
    assert (
        "This is not the code"
        in at_second_step(cast.mara).post("/sign-in/second-step", {"code": old[0]}).content.decode()
    )


def test_who_owes_one_comes_to_nothing_else(cast: Cast) -> None:
    browser = walk_in(cast.mara)
    require_second_step(["agent"], by=SYSTEM)

    assert browser.get("/inbox").headers["Location"] == PAGE
    assert browser.get("/inbox/rows", headers={"HX-Request": "true"}).headers["HX-Redirect"] == PAGE
    assert "Your role asks for a second step" in browser.get(PAGE).content.decode()
    assert browser.post("/sign-out").headers["Location"] == "/sign-in"


def test_and_is_free_once_it_is_there(cast: Cast) -> None:
    browser = walk_in(cast.mara)
    require_second_step(["agent"], by=SYSTEM)
    give_app(cast.mara)

    assert browser.get("/inbox").status_code == 200


def test_an_administrator_lets_somebody_in(cast: Cast, adam: Client) -> None:
    give_app(cast.mara)
    page = f"/settings/agents/{cast.mara.pk}"
    assert "Take the second step away" in adam.get(page).content.decode()

    adam.post(f"{page}/second-step/removal")

    assert not Authenticator.objects.filter(user=cast.mara).exists()
    assert "Take the second step away" not in adam.get(page).content.decode()


def test_the_organization_asks_for_it(cast: Cast, adam: Client) -> None:
    adam.post("/settings/organization/second-step", {"roles": ["owner", "lead"]})

    cast.tess.refresh_from_db()
    assert cast.tess.owes_second_step
    assert adam.post("/settings/organization/second-step", {"roles": ["janitor"]}).status_code == 422


def test_without_a_mailbox_no_mail_tells_of_it(cast: Cast) -> None:
    browser = confirmed(walk_in(cast.mara))
    give_app(cast.mara)

    browser.post(f"{PAGE}/codes/new")

    assert mail.outbox == []
