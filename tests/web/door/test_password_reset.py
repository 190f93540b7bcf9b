import re

from django.conf import settings
from django.core import mail
from django.test import Client

from goodword.accounts.actions.managing import suspend_agent
from goodword.core.actor import SYSTEM
from tests.cast import PASSWORD, Cast
from tests.entrance import walk_in
from tests.timeline import last_event

MARA, NEW = "mara@wrenfield.example", "a slow boat north"


def link_in_mail() -> str:
    [found] = re.findall(rf"{re.escape(settings.GOODWORD.address)}(/sign-in/password/\S+)", mail.outbox[-1].body)
    return str(found)


def follow(browser: Client) -> str:
    """Ask for the link and open it; the address of the form, without the key."""
    browser.post("/sign-in/password", {"email": MARA})
    return browser.get(link_in_mail()).headers["Location"]


def test_the_link_sets_a_password_and_lets_in(cast: Cast, client: Client) -> None:
    form = follow(client)
    assert form.endswith("-set-password")
    assert "Set a new password" in client.get(form).content.decode()

    assert client.post(form, {"password1": NEW}).headers["Location"] == "/today"

    cast.mara.refresh_from_db()
    assert cast.mara.check_password(NEW)
    assert client.get("/settings/me").status_code == 200
    assert last_event("agent.password_changed").data == {"agent_id": cast.mara.pk}


def test_a_weak_password_is_refused(cast: Cast, client: Client) -> None:
    form = follow(client)
    assert "too short" in client.post(form, {"password1": "short"}).content.decode()
    cast.mara.refresh_from_db()
    assert cast.mara.check_password(PASSWORD)


def test_the_other_browsers_are_signed_out(cast: Cast, client: Client) -> None:
    other = walk_in(cast.mara)
    client.post(follow(client), {"password1": NEW})
    assert other.get("/settings/me").status_code == 302


def test_the_link_works_once(cast: Cast, client: Client) -> None:
    client.post(follow(client), {"password1": NEW})
    assert "has been used" in Client().get(link_in_mail()).content.decode()


def test_a_forged_link_opens_nothing(cast: Cast, client: Client) -> None:
    client.post("/sign-in/password", {"email": MARA})
    link = link_in_mail()
    forged = link[:-1] + ("1" if link.endswith("0") else "0")
    assert "has been used" in client.get(forged).content.decode()


def test_the_link_does_not_believe_the_browsers_host(cast: Cast, client: Client) -> None:
    client.post("/sign-in/password", {"email": MARA}, headers={"Host": "localhost"})
    assert link_in_mail()


def test_a_stranger_sees_the_same_and_gets_no_mail(cast: Cast, client: Client) -> None:
    answers = [client.post("/sign-in/password", {"email": who}) for who in (MARA, "nobody@elsewhere.example")]
    assert {answer.headers["Location"] for answer in answers} == {"/sign-in/password/sent"}
    assert [letter.to for letter in mail.outbox] == [[MARA]]


def test_the_suspended_get_no_link(cast: Cast, client: Client) -> None:
    suspend_agent(cast.mara.pk, by=SYSTEM)
    client.post("/sign-in/password", {"email": MARA})
    assert mail.outbox == []


def test_a_link_sent_before_the_suspension_lets_nobody_in(cast: Cast, client: Client) -> None:
    form = follow(client)
    suspend_agent(cast.mara.pk, by=SYSTEM)
    assert client.post(form, {"password1": NEW}).status_code == 403
    assert client.get("/settings/me").status_code == 302
