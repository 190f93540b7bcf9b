"""Coming in by the organization's own sign-in where that speaks SAML."""

import base64
import dataclasses
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client
from environs import EnvError

from goodword.accounts.actions.managing import suspend_agent
from goodword.accounts.models import Agent
from goodword.config.saml import identity_provider
from goodword.core.actor import SYSTEM
from goodword.web.door.provider import saml_settings
from tests.cast import Cast
from tests.servers.saml import SamlProvider

MARA = {"mail": ["mara@wrenfield.example"], "displayName": ["Mara Lindqvist"]}
NEW = {"mail": ["nora@wrenfield.example"], "displayName": ["Nora Nash"]}
ANSWER = "/sign-in/saml/sso/answer"


@pytest.fixture
def provider(cast: Cast, settings: LazySettings, tmp_path: Path) -> SamlProvider:
    made = SamlProvider(tmp_path / "saml", at=datetime.now(UTC))
    configured(settings, saml_metadata=made.metadata, sso_email_domains=("wrenfield.example",))
    settings.SOCIALACCOUNT_PROVIDERS = saml_settings(identity_provider(made.metadata), name="the house account")
    return made


def visitor() -> Client:
    return Client(headers={"host": "testserver"})


def configured(settings: LazySettings, **changes: Any) -> None:
    settings.GOODWORD = dataclasses.replace(settings.GOODWORD, **changes)


def away(browser: Client) -> str:
    return str(browser.get("/sign-in/saml/sso").headers["Location"])


def come(provider: SamlProvider, said: dict[str, list[str]], *, signed: bool = True) -> tuple[Client, HttpResponse]:
    """Go to the provider, agree there, and come back as browsers do: first without cookies, then with them."""
    browser = visitor()
    letter = provider.answer(away(browser), "person-1", said, signed=signed)
    return browser, give(browser, letter)


def give(browser: Client, letter: str) -> Any:
    posted = visitor().post(ANSWER, {"SAMLResponse": letter, "RelayState": ""})
    browser.cookies.update(posted.cookies)
    return browser.get(posted.headers["Location"])


def test_the_door_offers_it_and_sends_people_there(provider: SamlProvider) -> None:
    assert 'href="/sign-in/saml/sso"' in visitor().get("/sign-in").content.decode()
    assert away(visitor()).startswith(f"{provider.entity}/in?SAMLRequest=")


def test_without_a_provider_there_is_no_such_way(cast: Cast) -> None:
    for path in ("", "/back", "/metadata"):
        assert visitor().get(f"/sign-in/saml/sso{path}").status_code == 404
    assert visitor().post(ANSWER).status_code == 404


def test_an_agent_comes_in_by_their_address_and_is_known_then(provider: SamlProvider, cast: Cast) -> None:
    browser, answer = come(provider, MARA)
    assert answer.headers["Location"] == "/today"
    assert browser.get("/settings/me").context["user"] == cast.mara

    again = come(provider, {"mail": ["mara.married@elsewhere.example"]})[0]
    assert again.get("/settings/me").context["user"] == cast.mara


def test_groups_give_role_and_teams(provider: SamlProvider, cast: Cast, settings: LazySettings) -> None:
    configured(settings, sso_roles={"leads": "lead"}, sso_teams={"pills": cast.pharmacy.name})

    come(provider, {**NEW, "groups": ["leads", "pills"]})

    nora = Agent.objects.get(name="Nora Nash")
    assert (nora.role, list(nora.teams.all())) == ("lead", [cast.pharmacy])
    assert "None of your groups" in come(provider, NEW)[1].content.decode()


def test_an_address_of_another_domain_opens_nothing(provider: SamlProvider, settings: LazySettings) -> None:
    configured(settings, sso_email_domains=())
    assert come(provider, MARA)[1].status_code == 403


def test_what_nobody_signed_opens_nothing(provider: SamlProvider) -> None:
    browser, answer = come(provider, MARA, signed=False)
    assert (answer.status_code, browser.get("/inbox").status_code) == (403, 302)


def test_what_another_key_signed_opens_nothing(provider: SamlProvider, tmp_path: Path) -> None:
    forger = SamlProvider(tmp_path / "forger", at=datetime.now(UTC))
    assert come(forger, MARA)[1].status_code == 403


def test_what_was_changed_after_signing_opens_nothing(provider: SamlProvider, cast: Cast) -> None:
    browser = visitor()
    letter = base64.b64decode(provider.answer(away(browser), "person-1", MARA))
    forged = base64.b64encode(letter.replace(b"mara@", b"olive@")).decode()

    assert give(browser, forged).status_code == 403


def test_an_answer_counts_once_and_only_in_the_browser_that_asked(provider: SamlProvider) -> None:
    browser = visitor()
    letter = provider.answer(away(browser), "person-1", MARA)

    assert give(visitor(), letter).headers.get("Location") != "/today"
    assert give(browser, letter).headers["Location"] == "/today"
    browser.post("/sign-out")
    assert give(browser, letter).headers.get("Location") != "/today"


def test_the_suspended_stay_outside(provider: SamlProvider, cast: Cast) -> None:
    suspend_agent(cast.mara.pk, by=SYSTEM)
    assert come(provider, MARA)[1].headers["Location"] == "/sign-in/suspended"


def test_the_desk_describes_itself_without_signing_out_elsewhere(provider: SamlProvider) -> None:
    told = visitor().get("/sign-in/saml/sso/metadata").content.decode()

    assert f"http://testserver{ANSWER}" in told
    assert "SingleLogoutService" not in told
    assert visitor().get("/sign-in/saml/other/metadata").status_code == 404
    assert visitor().get("/sign-in/saml/sso/out").headers["Location"].startswith("/sign-in?next=")


def test_a_flood_of_answers_is_refused(provider: SamlProvider) -> None:
    assert visitor().post(ANSWER, {"SAMLResponse": "x" * 300_000}).status_code == 403
    answers = [visitor().post(ANSWER, {"SAMLResponse": "x"}).status_code for _ in range(61)]
    assert (answers[0], answers[-1]) == (302, 403)


@pytest.mark.parametrize(
    ("metadata", "fault"),
    [("no xml", "is no XML"), ("<a/>", "names no entity"), ("two", "exactly one certificate")],
)
def test_metadata_that_does_not_fit_is_named(tmp_path: Path, metadata: str, fault: str) -> None:
    provider = SamlProvider(tmp_path / "saml", at=datetime.now(UTC))
    first = provider.metadata
    begin, end = first.index("<KeyDescriptor"), first.index("</KeyDescriptor>") + len("</KeyDescriptor>")
    other = SamlProvider(tmp_path / "other", at=datetime.now(UTC)).metadata
    two = first[:end] + other[begin : other.index("</KeyDescriptor>")] + "</KeyDescriptor>" + first[end:]

    with pytest.raises(EnvError, match=fault):
        identity_provider(two if metadata == "two" else metadata)
