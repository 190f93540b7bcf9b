"""Coming in by the organization's own sign-in."""

import dataclasses
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from allauth.socialaccount.providers import registry
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client

from goodword.accounts.actions.managing import suspend_agent
from goodword.accounts.actions.second_step import require_second_step
from goodword.accounts.models import Agent, SignIn
from goodword.core.actor import SYSTEM
from goodword.web.door.provider import provider_settings
from tests.cast import Cast
from tests.engines import free_port
from tests.servers.open_id import OpenIdServer

MARA = {"email": "mara@wrenfield.example", "email_verified": True, "name": "Mara Lindqvist"}
NEW = {"email": "nora@wrenfield.example", "email_verified": True, "name": "Nora Nash"}


@pytest.fixture
def provider(cast: Cast, settings: LazySettings) -> Iterator[OpenIdServer]:
    registry.register(OpenIDConnectProvider)  # as it is where the settings name an issuer
    with OpenIdServer(free_port()) as server:
        house = {"oidc_issuer": server.issuer, "sso_name": "the house account"}
        settings.GOODWORD = dataclasses.replace(settings.GOODWORD, **house)
        settings.SOCIALACCOUNT_PROVIDERS = provider_settings(
            issuer=server.issuer, name="the house account", client_id=server.client_id, secret=server.client_secret
        )
        yield server


def come(provider: OpenIdServer, browser: Client | None = None, **claims: Any) -> tuple[Client, HttpResponse]:
    """Go to the provider, agree there, and come back."""
    browser = browser or Client()
    provider.claims["person-1"] = claims
    away = browser.get("/sign-in/sso").headers["Location"]
    assert away.startswith(provider.at("authorize?"))
    return browser, browser.get(f"/sign-in/sso/back?{urlencode(provider.consent(away, 'person-1'))}")


def grouped(settings: LazySettings, **groups: Any) -> None:
    settings.GOODWORD = dataclasses.replace(settings.GOODWORD, **groups)


def test_the_door_offers_it_where_there_is_one(provider: OpenIdServer) -> None:
    assert "Sign in with the house account" in Client().get("/sign-in").content.decode()


def test_without_a_provider_there_is_no_such_way(cast: Cast) -> None:
    assert Client().get("/sign-in/sso").status_code == 404
    assert "/sign-in/sso" not in Client().get("/sign-in").content.decode()


def test_an_agent_comes_in_by_their_address(provider: OpenIdServer, cast: Cast) -> None:
    browser, answer = come(provider, **MARA)

    assert answer.headers["Location"] == "/today"
    assert browser.get("/settings/me").context["user"] == cast.mara
    assert SignIn.objects.get().way == "sso"


def test_and_is_known_by_the_provider_when_the_address_changes(provider: OpenIdServer, cast: Cast) -> None:
    come(provider, **MARA)

    browser, _answer = come(provider, **{**MARA, "email": "mara.married@elsewhere.example"})

    assert browser.get("/settings/me").context["user"] == cast.mara


@pytest.mark.parametrize("claims", [{**MARA, "email_verified": False}, {"email": MARA["email"]}, {"name": "Mara"}])
def test_an_address_that_nobody_vouches_for_opens_nothing(provider: OpenIdServer, claims: dict[str, Any]) -> None:
    browser, answer = come(provider, **claims)

    assert (answer.status_code, browser.get("/settings/me").status_code) == (403, 302)


def test_a_domain_that_the_provider_answers_for_is_believed(provider: OpenIdServer, settings: LazySettings) -> None:
    grouped(settings, sso_email_domains=("wrenfield.example",))

    assert come(provider, email=MARA["email"])[1].headers["Location"] == "/today"
    assert come(provider, email="mara@wrenfield.example.evil.test")[1].headers["Location"] == "/today"  # known by now


def test_a_stranger_needs_an_invitation_or_a_group(provider: OpenIdServer) -> None:
    _browser, answer = come(provider, **NEW)

    assert "Nobody has invited nora@wrenfield.example yet" in answer.content.decode()
    assert not Agent.objects.filter(name="Nora Nash").exists()


def test_groups_give_role_and_teams(provider: OpenIdServer, cast: Cast, settings: LazySettings) -> None:
    grouped(settings, sso_roles={"desk": "agent", "leads": "lead"}, sso_teams={"pills": cast.pharmacy.name})

    _browser, answer = come(provider, **NEW, groups=["desk", "leads", "pills"])

    assert answer.headers["Location"] == "/today"
    nora = Agent.objects.get(name="Nora Nash")
    assert (nora.role, list(nora.teams.all()), nora.has_usable_password()) == ("lead", [cast.pharmacy], False)


def test_what_a_group_gave_goes_with_it(provider: OpenIdServer, cast: Cast, settings: LazySettings) -> None:
    grouped(settings, sso_roles={"desk": "agent", "leads": "lead"}, sso_teams={"pills": cast.pharmacy.name})
    come(provider, **NEW, groups=["leads", "pills"])
    come(provider, **NEW, groups=["desk"])

    nora = Agent.objects.get(name="Nora Nash")
    assert (nora.role, nora.teams.count()) == ("agent", 0)
    assert "None of your groups" in come(provider, **NEW)[1].content.decode()


def test_an_owner_stays_one_and_nobody_becomes_one(provider: OpenIdServer, cast: Cast, settings: LazySettings) -> None:
    grouped(settings, sso_roles={"desk": "colleague"})

    come(provider, email=cast.olive.email, email_verified=True, groups=["desk"])

    cast.olive.refresh_from_db()
    assert cast.olive.role == "owner"


def test_the_suspended_stay_outside(provider: OpenIdServer, cast: Cast) -> None:
    suspend_agent(cast.mara.pk, by=SYSTEM)

    assert come(provider, **MARA)[1].headers["Location"] == "/sign-in/suspended"


def test_a_second_step_is_the_providers_affair(provider: OpenIdServer, cast: Cast) -> None:
    require_second_step(["agent"], by=SYSTEM)

    assert come(provider, **MARA)[0].get("/inbox").status_code == 200


def test_what_another_browser_was_given_is_worth_nothing(provider: OpenIdServer) -> None:
    provider.claims["person-1"] = MARA
    parts = provider.consent(Client().get("/sign-in/sso").headers["Location"], "person-1")

    answer = Client().get(f"/sign-in/sso/back?{urlencode(parts)}")

    assert "Location" not in answer.headers or answer.headers["Location"] != "/today"


def test_a_provider_that_is_away_says_so(provider: OpenIdServer) -> None:
    provider.__exit__()

    answer = Client().get("/sign-in/sso")

    assert (answer.status_code, "does not answer" in answer.content.decode()) == (403, True)


def test_a_sign_in_that_is_broken_off_says_so(provider: OpenIdServer) -> None:
    browser = Client()
    browser.get("/sign-in/sso")

    assert "broken off" in browser.get("/sign-in/sso/back?error=access_denied").content.decode()
