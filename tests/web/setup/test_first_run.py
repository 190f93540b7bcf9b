import pytest
from django.test import Client

from goodword.accounts.actions.founding import found_organization
from goodword.accounts.models import Agent, Organization
from goodword.accounts.setup_code import current_setup_code
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db

WORDS = {
    "name": "Wrenfield Home Health",
    "language": "en",
    "time_zone": "America/New_York",
    "owner_name": "Olive Wren",
    "owner_email": "olive@wrenfield.example",
    "password": PASSWORD,
}


@pytest.fixture
def proved(client: Client) -> Client:
    client.post("/setup/code", {"code": current_setup_code() or ""})
    return client


@pytest.mark.parametrize("address", ["/", "/inbox", "/sign-in", "/settings/", "/nowhere"])
def test_every_address_leads_to_the_first_run(client: Client, address: str) -> None:
    assert client.get(address).headers["Location"] == "/setup"


def test_health_is_told_before_the_first_run(client: Client) -> None:
    assert client.get("/healthz").status_code == 200


def test_the_code_opens_the_second_step(client: Client) -> None:
    assert "one-time code" in client.get("/setup").content.decode()
    assert client.post("/setup/code", {"code": current_setup_code() or ""}).headers["Location"] == "/setup"
    assert "Who are you?" in client.get("/setup").content.decode()


def test_a_wrong_code_opens_nothing(client: Client) -> None:
    answer = client.post("/setup/code", {"code": "BCDF-BCDF-BCDF"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["code"])
    assert client.post("/setup/organization", WORDS).headers["Location"] == "/setup"
    assert not Organization.objects.exists()


def test_codes_cannot_be_guessed_fast(client: Client) -> None:
    answers = [client.post("/setup/code", {"code": f"BCDF-BCDF-{time}"}) for time in range(11)]
    assert ["Wait a few minutes" in answer.content.decode() for answer in answers] == [False] * 10 + [True]
    assert client.post("/setup/code", {"code": current_setup_code() or ""}).status_code == 422


def test_founding_signs_the_owner_in(proved: Client) -> None:
    answer = proved.post("/setup/organization", WORDS)
    assert answer.headers["Location"] == "/setup/mailbox"
    assert Agent.objects.get().role == "owner"
    assert proved.get("/setup/mailbox").status_code == 200


def test_what_does_not_fit_is_told_at_its_field(proved: Client) -> None:
    answer = proved.post("/setup/organization", {**WORDS, "password": "short", "owner_name": " "})
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"owner_name"})
    answer = proved.post("/setup/organization", {**WORDS, "password": "short"})
    assert set(answer.context["form"].errors) == {"password"}


def test_the_first_run_is_over_once_founded(proved: Client) -> None:
    found_organization(**WORDS)
    assert proved.get("/setup").headers["Location"] == "/today"
    assert proved.post("/setup/organization", {**WORDS, "owner_email": "rival@example.org"}).status_code == 409
    assert Agent.objects.count() == 1
