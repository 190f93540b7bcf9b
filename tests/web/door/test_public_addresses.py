"""Every address that answers somebody who is not signed in. Whoever adds one adds it here, with the reason."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.cast import Cast

PUBLIC = {
    "account_login": "the door",
    "account_request_login_code": "the door",
    "account_confirm_login_code": "the door",
    "account_reset_password": "the door",
    "account_reset_password_done": "the door",
    "account_reset_password_from_key": "a signed link that works once",
    "account_inactive": "the door",
    "account_logout": "signs out whoever is in",
    "mfa_authenticate": "only after the password",
    "mfa_login_webauthn": "the door",
    "openid_connect_login": "the door",
    "openid_connect_callback": "asks for what the provider gave to this very browser",
    "saml_login": "the door",
    "saml_acs": "keeps what a provider signed for the browser that asked, a little and not often",
    "saml_finish_acs": "asks for what the provider gave to this very browser",
    "saml_metadata": "tells a provider where the desk is",
    "invitation": "a signed link that works once",
    "setup": "asks for the one-time code",
    "setup-code": "asks for the one-time code",
    "setup-organization": "only after the one-time code, and once",
    "setup-demo": "only after the one-time code, and once",
    "file": "a signed link that expires",
    "sent-file": "a signed link that expires",
    "sent-file-content": "a signed link that expires",
    "matter": "a signed link that expires",
    "matter-letters": "a signed link that expires, and a form of its page",
    "matter-solution": "a signed link that expires, and a form of its page",
    "matter-refusal": "a signed link that expires, and a form of its page",
    "matter-complaint": "a signed link that expires, and a form of its page",
    "matter-understood": "a signed link that expires, and a form of its page",
    "matter-correction": "a signed link that expires, and a form of its page",
    "matter-link": "a signed link that expires, and a form of its page",
    "matter-new-link": "says the same to everybody, and writes only to an address that we know",
    "check-back": "a signed link, for one complaint",
    "check-back-answer": "a signed link, for one complaint, until it closes",
    "check-back-no-more": "a signed link, for one complaint",
    "hook-mail": "asks the provider for a name and a password",
    "hook-reports": "asks the provider for a name and a password",
    "hook-payouts": "a signature of the connected system, not often, and nothing in it is believed",
    "manifest": "tells a browser how the desk is installed: its name and icons",
    "service-worker": "a script, the same for everybody",
    "offline": "what a browser shows without a network: no page of anybody's",
    "health": "tells a watcher that we are up",
    "readiness": "tells a watcher that we can answer",
}


def _patterns(found: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for one in found:
        if isinstance(one, URLResolver):
            yield from _patterns(one.url_patterns)
        else:
            yield one


def test_nothing_else_answers_a_stranger() -> None:
    public = {one.name for one in _patterns(get_resolver().url_patterns) if not needs_sign_in(one)}
    assert public == PUBLIC.keys()


def needs_sign_in(pattern: URLPattern) -> bool:
    return bool(getattr(pattern.callback, "login_required", True))


@pytest.mark.parametrize("address", ["/inbox", "/settings/", "/settings/agents", "/setup/mailbox"])
def test_a_stranger_is_led_to_the_door(cast: Cast, client: Client, address: str) -> None:
    assert client.get(address).headers["Location"].startswith("/sign-in?next=")
