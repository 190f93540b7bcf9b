"""Asking a sign-in server for tokens, and what it says when it will not."""

import dataclasses
import ipaddress
import json
import socket
from datetime import timedelta

import pytest

from goodword.channels.email.transports import oauth, security
from goodword.channels.email.transports.errors import (
    NameUnknown,
    NobodyListens,
    PlainTextRefused,
    PrivateAddress,
    RefusedForNow,
    TransportError,
)
from goodword.channels.email.transports.oauth import Client, tokens_for_refresh, tokens_for_the_desk
from tests.engines import free_port
from tests.servers.sign_in import SignInServer

pytestmark = pytest.mark.real_time


@pytest.fixture
def client(provider: SignInServer) -> Client:
    return Client(
        token_address=provider.at("token"), client_id=provider.client_id, client_secret=provider.client_secret
    )


def refused_with(client: Client, provider: SignInServer, status: int, said: object) -> TransportError:
    provider.answer = (status, said if isinstance(said, bytes) else json.dumps(said).encode())
    with pytest.raises(TransportError) as refused:
        tokens_for_refresh(client, "r")
    return refused.value


def test_tokens_come_with_their_lives(client: Client, provider: SignInServer) -> None:
    provider.refresh_life = 7 * 86400
    granted = provider.grant("help@desk.test")

    tokens = tokens_for_refresh(client, granted["refresh_token"])

    assert provider.active[tokens.access] == "help@desk.test"
    assert (tokens.life, tokens.refresh_life) == (timedelta(hours=1), timedelta(days=7))
    assert tokens.refresh != granted["refresh_token"]
    assert tokens.access not in repr(tokens)


def test_the_desk_signs_in_by_itself(client: Client, provider: SignInServer) -> None:
    tokens = tokens_for_the_desk(dataclasses.replace(client, scope="all"))
    assert (tokens.refresh, provider.asked[-1]["scope"]) == ("", "all")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ("invalid_grant", oauth.GrantWithdrawn),
        ("interaction_required", oauth.GrantWithdrawn),
        ("invalid_client", oauth.ClientRefused),
        ("unauthorized_client", oauth.ClientRefused),
        ("invalid_scope", oauth.ScopeMissing),
        ("redirect_uri_mismatch", oauth.RedirectUnknown),
        ("something_new", oauth.SignInRefused),
    ],
)
def test_a_refusal_says_what_to_do(client: Client, provider: SignInServer, error: str, kind: type) -> None:
    refused = refused_with(client, provider, 400, {"error": error, "error_description": "Their words."})
    assert type(refused) is kind
    assert "Their words." in str(refused)


def test_a_wrong_clock_is_told_apart(client: Client, provider: SignInServer) -> None:
    provider.headers = {"Date": "Sun, 01 Mar 2026 00:00:00 GMT"}
    assert type(refused_with(client, provider, 400, {"error": "invalid_grant"})) is oauth.ClocksDiffer


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_tired_server_is_asked_again_later(client: Client, provider: SignInServer, status: int) -> None:
    assert type(refused_with(client, provider, status, b"<html>")) is RefusedForNow


@pytest.mark.parametrize(
    "body",
    [b"", b"not json", b"[1]", b'{"expires_in": 3600}', b'{"access_token": ""}', b'{"access_token": "\xc3\xa9"}',
     b'{"access_token": 7}', b"[" * 50_000, b'{"a": "' + b"x" * 200_000 + b'"}', b'\xff\xfe'],
)  # fmt: skip
def test_garbage_is_an_error_of_theirs(client: Client, provider: SignInServer, body: bytes) -> None:
    assert type(refused_with(client, provider, 200, body)) is TransportError


@pytest.mark.parametrize("life", ["soon", -5, None, {}])
def test_a_strange_life_is_the_usual_one(client: Client, provider: SignInServer, life: object) -> None:
    provider.answer = (200, json.dumps({"access_token": "a", "expires_in": life}).encode())
    assert tokens_for_refresh(client, "r").life == timedelta(hours=1)


def test_nobody_is_followed_elsewhere(client: Client, provider: SignInServer) -> None:
    provider.headers = {"Location": provider.at("collector")}
    assert "307" in str(refused_with(client, provider, 307, b""))
    assert len(provider.asked) == 1


def test_servers_that_are_not_there(client: Client) -> None:
    for address, kind in ((f"http://127.0.0.1:{free_port()}/t", NobodyListens), ("https://no.invalid/t", NameUnknown)):
        with pytest.raises(kind):
            tokens_for_refresh(dataclasses.replace(client, token_address=address), "r")


def lead_to(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setattr(security, "_addresses", lambda _server: [ipaddress.ip_address(address)])


def test_plain_http_stays_on_this_machine(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    lead_to(monkeypatch, "8.8.8.8")
    with pytest.raises(PlainTextRefused):
        tokens_for_refresh(dataclasses.replace(client, token_address="http://login.test/t"), "r")


def test_private_addresses_are_reached_by_name_only(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    lead_to(monkeypatch, "192.168.1.5")
    with pytest.raises(PrivateAddress) as refused:
        tokens_for_refresh(dataclasses.replace(client, token_address="https://login.test/t"), "r")
    assert "GOODWORD_ALLOWED_PRIVATE_HOSTS" in str(refused.value)


def test_the_address_that_was_checked_is_asked_and_the_name_not_looked_up_again(
    client: Client, provider: SignInServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up, found = list[object](), socket.getaddrinfo

    def look_up(host: str, *asked: object, **how: object) -> object:
        looked_up.append(host)
        return found("127.0.0.1" if host == "sign-in.test" else host, *asked, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(oauth, "refuse_plain_text_elsewhere", lambda _server: None)
    by_name = dataclasses.replace(client, token_address=client.token_address.replace("127.0.0.1", "sign-in.test"))

    assert tokens_for_the_desk(by_name).access
    assert looked_up.count("sign-in.test") == 1


def test_another_address_is_asked_if_nobody_listens_at_the_first(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(oauth, "checked_addresses", lambda _server: ["127.0.0.2", "127.0.0.1"])
    assert tokens_for_the_desk(client).access
