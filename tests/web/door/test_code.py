import pytest
from django.core import mail
from django.test import Client

from goodword.accounts.actions.founding import change_organization
from goodword.accounts.actions.managing import suspend_agent
from goodword.core.actor import SYSTEM
from tests.cast import Cast

MARA = "mara@wrenfield.example"


def code_in_mail() -> str:
    return mail.outbox[-1].body.split("\n\n")[1].strip()


def test_a_code_leads_to_the_inbox(cast: Cast, client: Client) -> None:
    assert client.post("/sign-in/code", {"email": MARA}).headers["Location"] == "/sign-in/code/confirmation"
    assert mail.outbox[0].to == [MARA]
    assert mail.outbox[0].subject.endswith("is your code for Wrenfield Home Health")

    answer = client.post("/sign-in/code/confirmation", {"code": code_in_mail().lower().replace("-", "")})

    assert answer.headers["Location"] == "/today"
    assert client.get("/settings/me").status_code == 200


def test_the_subject_names_the_house_as_it_is_written(cast: Cast, client: Client) -> None:
    change_organization(by=SYSTEM, name="Wren & Daughter's", language="en", time_zone="UTC")
    client.post("/sign-in/code", {"email": MARA})
    assert mail.outbox[0].subject.endswith("is your code for Wren & Daughter's")


def test_one_comes_back_to_where_one_was(cast: Cast, client: Client) -> None:
    confirmation = client.post("/sign-in/code?next=/settings/me", {"email": MARA}).headers["Location"]
    answer = client.post(confirmation, {"code": code_in_mail()})
    assert answer.headers["Location"] == "/settings/me"


def test_a_wrong_code_may_be_tried_three_times(cast: Cast, client: Client) -> None:
    client.post("/sign-in/code", {"email": MARA})
    wrong = [client.post("/sign-in/code/confirmation", {"code": "BCDF-BCDF"}) for _time in range(3)]
    assert [answer.status_code for answer in wrong] == [200, 200, 302]
    assert client.post("/sign-in/code/confirmation", {"code": code_in_mail()}).headers["Location"] == "/sign-in/code"


def test_a_code_works_in_its_own_browser_only(cast: Cast, client: Client) -> None:
    client.post("/sign-in/code", {"email": MARA})
    answer = Client().post("/sign-in/code/confirmation", {"code": code_in_mail()})
    assert answer.headers["Location"] == "/sign-in/code"


def test_a_stranger_sees_the_same_and_gets_no_mail(cast: Cast, client: Client) -> None:
    answer = client.post("/sign-in/code", {"email": "nobody@elsewhere.example"})
    assert answer.headers["Location"] == "/sign-in/code/confirmation"
    assert "is on its way" in client.get("/sign-in/code/confirmation").content.decode()
    assert client.post("/sign-in/code/confirmation", {"code": ""}).status_code == 200
    assert mail.outbox == []


def test_the_suspended_get_no_code(cast: Cast, client: Client) -> None:
    suspend_agent(cast.mara.pk, by=SYSTEM)
    client.post("/sign-in/code", {"email": MARA})
    assert mail.outbox == []


def test_a_code_sent_before_the_suspension_opens_nothing(cast: Cast, client: Client) -> None:
    client.post("/sign-in/code", {"email": MARA})
    suspend_agent(cast.mara.pk, by=SYSTEM)
    answer = client.post("/sign-in/code/confirmation", {"code": code_in_mail()})
    assert answer.headers["Location"] == "/sign-in/suspended"
    assert client.get("/settings/me").status_code == 302


def test_another_address_can_be_given(cast: Cast, client: Client) -> None:
    client.post("/sign-in/code", {"email": "typo@wrenfield.example"})
    assert client.get("/sign-in").headers["Location"] == "/sign-in/code/confirmation"
    assert client.post("/sign-out", {"next": "/sign-in/code"}).headers["Location"] == "/sign-in/code"
    assert client.get("/sign-in").status_code == 200


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_mail_is_plain_words(cast: Cast, client: Client, language: str) -> None:
    client.post("/sign-in/code", {"email": MARA}, headers={"Accept-Language": language})
    assert "&" not in mail.outbox[0].body
    assert "\n" not in mail.outbox[0].subject
