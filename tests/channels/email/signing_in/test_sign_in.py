"""Somebody signs in at the provider and comes back: once, in time, and only they."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.signing import Signer

from goodword.channels.email.actions.alarms import raise_alarm
from goodword.channels.email.actions.granting import begin_sign_in
from goodword.channels.email.choices import AlarmKind, Flow
from goodword.channels.email.grants import break_off_sign_in, finish_sign_in, sign_the_desk_in
from goodword.channels.email.models import Grant, MailboxAlarm, SignInAttempt
from goodword.channels.email.transports.oauth import ClientRefused, GrantWithdrawn
from goodword.channels.email.types import Registration
from goodword.core.actor import Actor
from goodword.core.errors import ActionRefused, NotFound
from goodword.core.keys import decrypt
from tests.cast import Cast
from tests.frozen_time import Clock
from tests.servers.sign_in import SignInServer
from tests.timeline import last_event

BACK = "http://127.0.0.1:8000/settings/signed-in"


@pytest.fixture
def address(cast: Cast, adam: Actor, registration: Registration) -> str:
    return begin_sign_in(cast.mailbox.pk, registration.pk, by=adam, redirect=BACK)


def come_back(back: dict[str, str], by: Actor) -> int:
    return finish_sign_in(back["state"], back["code"], by=by, redirect=BACK)


def test_the_browser_is_sent_with_a_challenge_and_no_secret(
    address: str, cast: Cast, registration: Registration
) -> None:
    asked = parse_qs(urlsplit(address).query)

    assert address.startswith(registration.authorize_address)
    assert (asked["redirect_uri"], asked["scope"], asked["login_hint"]) == (
        [BACK], ["mail offline"], [cast.mailbox.address],
    )  # fmt: skip
    attempt = SignInAttempt.objects.get()
    assert decrypt(attempt.verifier_secret) not in address
    assert asked["state"][0] not in attempt.state_hash


def test_who_comes_back_has_given_the_desk_its_tokens(
    address: str, cast: Cast, adam: Actor, provider: SignInServer, clock: Clock
) -> None:
    provider.refresh_life = 90 * 86400

    mailbox_id = come_back(provider.consent(address, cast.mailbox.address), adam)

    grant = Grant.objects.get(mailbox_id=mailbox_id)
    assert mailbox_id == cast.mailbox.pk
    assert provider.active[decrypt(grant.access_secret)] == cast.mailbox.address
    assert provider.refreshable[decrypt(grant.refresh_secret)] == cast.mailbox.address
    assert (grant.expires_at, grant.refresh_expires_at) == (
        clock.now() + timedelta(hours=1), clock.now() + timedelta(days=90),
    )  # fmt: skip
    assert last_event("mailbox.signed-in").data == {"mailbox_id": mailbox_id}


def test_a_state_counts_once(address: str, cast: Cast, adam: Actor, provider: SignInServer) -> None:
    come_back(provider.consent(address, cast.mailbox.address), adam)
    with pytest.raises(ActionRefused):
        come_back(provider.consent(address, "somebody@else.test"), adam)
    assert len(provider.asked) == 1


def test_a_state_ends(address: str, cast: Cast, adam: Actor, provider: SignInServer, clock: Clock) -> None:
    clock.forward(minutes=11)
    with pytest.raises(ActionRefused):
        come_back(provider.consent(address, cast.mailbox.address), adam)
    assert provider.asked == []


def test_nobody_comes_back_for_another(address: str, cast: Cast, provider: SignInServer) -> None:
    with pytest.raises(ActionRefused):
        come_back(provider.consent(address, cast.mailbox.address), Actor.agent(cast.olive.pk))
    assert not Grant.objects.exists()


@pytest.mark.parametrize(
    "forge", [str.upper, lambda state: state + "x", lambda state: state.partition(":")[0], lambda _: ""]
)
def test_a_state_cannot_be_made_up(address: str, adam: Actor, forge, provider: SignInServer) -> None:  # type: ignore[no-untyped-def]
    state = forge(parse_qs(urlsplit(address).query)["state"][0])
    for made in (state, Signer(salt="goodword.email.sign-in").sign("guessed")):
        with pytest.raises(ActionRefused):
            finish_sign_in(made, "code", by=adam, redirect=BACK)
    assert (provider.asked, SignInAttempt.objects.count()) == ([], 1)


def test_a_stolen_code_is_worth_nothing(
    address: str, cast: Cast, adam: Actor, provider: SignInServer, registration: Registration
) -> None:
    """PKCE: a code that was granted for one attempt is not taken for another."""
    stolen = provider.consent(address, "thief@elsewhere.test")["code"]
    second = begin_sign_in(cast.mailbox.pk, registration.pk, by=adam, redirect=BACK)
    with pytest.raises(GrantWithdrawn):
        finish_sign_in(provider.consent(second, "a@b.test")["state"], stolen, by=adam, redirect=BACK)
    assert not Grant.objects.exists()


def test_who_says_no_is_told_so(address: str, cast: Cast, adam: Actor) -> None:
    state = parse_qs(urlsplit(address).query)["state"][0]
    mailbox_id, error = break_off_sign_in(state, "access_denied", "The user said no.", by=adam)
    assert (mailbox_id, type(error)) == (cast.mailbox.pk, GrantWithdrawn)
    assert not SignInAttempt.objects.exists()


def test_signing_in_ends_the_alarm(address: str, cast: Cast, adam: Actor, provider: SignInServer) -> None:
    raise_alarm(cast.mailbox.pk, AlarmKind.TOKEN, facts={"reason": "refused"})
    come_back(provider.consent(address, cast.mailbox.address), adam)
    assert MailboxAlarm.objects.get().cleared_at is not None


def test_the_desk_signs_in_by_itself_where_it_may(
    cast: Cast, adam: Actor, registration: Registration, provider: SignInServer
) -> None:
    with pytest.raises(NotFound):
        sign_the_desk_in(cast.mailbox.pk, registration.pk, by=adam)
    Registration.objects.update(flow=Flow.DESK)
    sign_the_desk_in(cast.mailbox.pk, registration.pk, by=adam)
    assert decrypt(Grant.objects.get().access_secret) in provider.active


def test_a_wrong_secret_is_explained(address: str, cast: Cast, adam: Actor, provider: SignInServer) -> None:
    provider.client_secret = "another"
    with pytest.raises(ClientRefused) as refused:
        come_back(provider.consent(address, cast.mailbox.address), adam)
    assert "AADSTS7000222" in str(refused.value)
