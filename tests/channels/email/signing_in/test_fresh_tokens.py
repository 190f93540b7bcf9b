"""Tokens that are always fresh: renewed once however many need them, and an alarm when that ends."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connections

from goodword.channels.email.actions.granting import keep_grant, warn_of_endings
from goodword.channels.email.choices import AlarmKind
from goodword.channels.email.grants import fresh_token
from goodword.channels.email.jobs.signing_in import look_after_grants
from goodword.channels.email.models import Grant, MailboxAlarm
from goodword.channels.email.transports.errors import RefusedForNow, Server
from goodword.channels.email.transports.oauth import ClientRefused, GrantWithdrawn, SignInNeeded, Tokens
from goodword.channels.email.types import Registration
from goodword.core.actor import SYSTEM
from goodword.core.keys import decrypt
from tests.cast import Cast, found_cast
from tests.frozen_time import Clock
from tests.servers.sign_in import SignInServer

MAIL = Server("imap.test", 993)
Granted = Callable[..., Grant]


def grant_from(provider: SignInServer, cast: Cast, registration: Registration) -> Grant:
    said = provider.grant(cast.mailbox.address)
    life = timedelta(seconds=provider.refresh_life) if provider.refresh_life else None
    tokens = Tokens(
        access=said["access_token"], life=timedelta(hours=1), refresh=said["refresh_token"], refresh_life=life
    )
    return keep_grant(cast.mailbox.pk, registration.pk, tokens, by=SYSTEM)


@pytest.fixture
def grant(cast: Cast, registration: Registration, provider: SignInServer) -> Grant:
    return grant_from(provider, cast, registration)


def alarm() -> dict[str, object] | None:
    found = MailboxAlarm.objects.filter(kind=AlarmKind.TOKEN, cleared_at=None).first()
    return found.facts if found else None


def test_a_token_is_used_while_it_lasts(grant: Grant, provider: SignInServer, clock: Clock) -> None:
    clock.forward(minutes=54)
    assert fresh_token(grant.mailbox_id, MAIL) == decrypt(grant.access_secret)
    assert provider.asked == []


@pytest.mark.parametrize("rotates", [True, False])
def test_a_token_that_ends_soon_is_renewed(grant: Grant, provider: SignInServer, clock: Clock, rotates: bool) -> None:
    provider.rotates = rotates
    for _hour in range(3):
        clock.forward(minutes=56)
        token = fresh_token(grant.mailbox_id, MAIL)
        assert token in provider.active
    grant.refresh_from_db()
    assert (decrypt(grant.access_secret), grant.renewing_until) == (token, None)
    assert decrypt(grant.refresh_secret) in provider.refreshable
    assert len({asked["refresh_token"] for asked in provider.asked}) == (3 if rotates else 1)


def test_a_token_that_the_mail_server_refused_is_renewed(grant: Grant, provider: SignInServer) -> None:
    refused = decrypt(grant.access_secret)
    assert fresh_token(grant.mailbox_id, MAIL, refused) != refused
    assert fresh_token(grant.mailbox_id, MAIL, refused) != refused
    assert len(provider.asked) == 1  # whoever was refused the old one later takes the new one


def test_nobody_signed_in(cast: Cast) -> None:
    with pytest.raises(SignInNeeded):
        fresh_token(cast.mailbox.pk, MAIL)


def test_a_withdrawn_consent_alarms_at_once(grant: Grant, provider: SignInServer, clock: Clock) -> None:
    provider.refreshable.clear()
    clock.forward(hours=1)
    with pytest.raises(GrantWithdrawn):
        fresh_token(grant.mailbox_id, MAIL)
    grant.refresh_from_db()
    assert "expired or revoked" in grant.problem
    assert alarm() == {"reason": "refused", "code": "sign-in-withdrawn"}


def test_a_mended_secret_ends_the_alarm(grant: Grant, provider: SignInServer, clock: Clock) -> None:
    clock.forward(hours=1)
    provider.client_secret, right = "renewed", provider.client_secret
    with pytest.raises(ClientRefused):
        fresh_token(grant.mailbox_id, MAIL)
    assert alarm() == {"reason": "refused", "code": "sign-in-client-refused"}
    provider.client_secret = right
    fresh_token(grant.mailbox_id, MAIL)
    grant.refresh_from_db()
    assert (grant.problem, alarm()) == ("", None)


def test_a_server_that_is_away_loses_nothing(grant: Grant, provider: SignInServer, clock: Clock) -> None:
    clock.forward(hours=1)
    provider.answer = (503, b"")
    with pytest.raises(RefusedForNow):
        fresh_token(grant.mailbox_id, MAIL)
    provider.answer = None
    assert fresh_token(grant.mailbox_id, MAIL) in provider.active
    assert alarm() is None


def test_a_claim_of_a_dead_process_ends(grant: Grant, provider: SignInServer, clock: Clock) -> None:
    clock.forward(hours=1)
    Grant.objects.update(renewing_until=clock.now() - timedelta(seconds=1))
    assert fresh_token(grant.mailbox_id, MAIL) in provider.active


def test_an_end_is_told_seven_days_and_one_day_before(
    cast: Cast, registration: Registration, provider: SignInServer, clock: Clock
) -> None:
    provider.refresh_life = 9 * 86400
    grant_from(provider, cast, registration)
    told = []
    for _day in range(10):
        warn_of_endings()
        told.append((alarm() or {}).get("days"))
        clock.forward(days=1)
    assert told == [None, None, 7, 7, 7, 7, 7, 7, 1, 1]
    assert MailboxAlarm.objects.count() == 2


def test_a_grant_that_ends_unless_used_is_used(
    cast: Cast, registration: Registration, provider: SignInServer, clock: Clock
) -> None:
    provider.refresh_life = 9 * 86400
    grant = grant_from(provider, cast, registration)
    for _day in range(20):
        clock.forward(days=1)
        look_after_grants.func()
        assert alarm() is None
    grant.refresh_from_db()
    assert grant.refresh_expires_at is not None
    assert grant.refresh_expires_at > clock.now() + timedelta(days=7)


def test_one_that_cannot_be_renewed_stops_no_other(grant: Grant, provider: SignInServer, clock: Clock) -> None:
    clock.forward(days=2)
    provider.answer = (400, b'{"error": "invalid_grant"}')
    look_after_grants.func()
    assert alarm() is not None


@pytest.mark.django_db(transaction=True)
@pytest.mark.real_time
def test_of_two_that_need_it_one_asks(provider: SignInServer, registration: Registration) -> None:
    """The same refresh token twice would make a rotating provider shut the door."""
    grant = grant_from(provider, found_cast(), registration)
    Grant.objects.update(expires_at=grant.granted_at)
    provider.pause, got = threading.Event(), []

    def ask() -> None:
        try:
            got.append(fresh_token(grant.mailbox_id, MAIL))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    provider.pause.set()
    for thread in threads:
        thread.join(20)
    assert (len(provider.asked), len(got), len(set(got))) == (1, 4, 1)
