import pytest

from goodword.core.actor import Actor
from goodword.core.errors import ActionRefused, Invalid, NotAllowed
from goodword.core.keys import decrypt
from goodword.recovery.actions.paying_out import begin_sending
from goodword.recovery.actions.payout_connections import (
    Connecting,
    ask_test,
    change_connection,
    choose_route,
    make_connection,
    remove_connection,
)
from goodword.recovery.choices import RemedyKind
from goodword.recovery.models import PayoutConnection
from goodword.recovery.payout_choices import UNDO, ConnectorKind
from goodword.recovery.payout_jobs import test_connection as run_test
from goodword.recovery.queries.payouts import ways
from tests.frozen_time import START, Clock
from tests.recovery.fake_stripe import EXPIRED, KEY, FakeStripe
from tests.recovery.payouts.fake_system import SECRET
from tests.recovery.payouts.given import Given
from tests.timeline import last_event, recorded


def test_secrets_are_encrypted_and_in_no_event(adam: Actor) -> None:
    entered = Connecting(name="", address="", secret=KEY, hook_secret="whsec_1")
    connection = make_connection(ConnectorKind.STRIPE, entered, by=adam)
    assert KEY not in connection.secret
    assert decrypt(connection.secret) == KEY
    assert (connection.name, decrypt(connection.hook_secret)) == ("Stripe", "whsec_1")
    assert last_event("payout-connection.made").data == {"connection_id": connection.pk, "connector": "stripe"}
    change_connection(connection.pk, Connecting(name="Stripe", secret="sk_2"), by=adam)
    assert last_event("payout-connection.changed").data["fields"] == ["secret"]
    change_connection(connection.pk, Connecting(name="Stripe"), by=adam)
    assert len(recorded("payout-connection.changed")) == 1


@pytest.mark.parametrize(
    ("kind", "entered", "field"),
    [
        (ConnectorKind.WEBHOOK, Connecting(name="", address="", secret=SECRET), "address"),
        (ConnectorKind.WEBHOOK, Connecting(name="", address="javascript:1", secret=SECRET), "address"),
        (ConnectorKind.WEBHOOK, Connecting(name="", address="https://a.example/", secret="short"), "secret"),
        (ConnectorKind.WEBHOOK, Connecting(name="", address="https://a.example/"), "secret"),
        (ConnectorKind.STRIPE, Connecting(name="", address="ftp://a.example/", secret=KEY), "address"),
        (ConnectorKind.STRIPE, Connecting(name=""), "secret"),
    ],
)
def test_what_does_not_fit_is_named(adam: Actor, kind: ConnectorKind, entered: Connecting, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        make_connection(kind, entered, by=adam)
    assert set(refusal.value.fields) == {field}
    assert not PayoutConnection.objects.exists()


def test_a_secret_is_told_to_no_other_server(adam: Actor) -> None:
    entered = Connecting(name="Till", address="https://a.example/", secret=SECRET)
    connection = make_connection(ConnectorKind.WEBHOOK, entered, by=adam)
    with pytest.raises(Invalid):
        change_connection(connection.pk, Connecting(name="Till", address="https://b.example/"), by=adam)
    moved = Connecting(name="Till", address="https://b.example/", secret=SECRET)
    assert change_connection(connection.pk, moved, by=adam).address == "https://b.example/"


def test_the_address_stays_while_something_is_on_its_way(
    given: Given, stripe: FakeStripe, adam: Actor, clock: Clock
) -> None:
    connection, payout = given.by_stripe(stripe), given.refund()
    clock.travel(START + UNDO)
    begin_sending(payout.pk)
    with pytest.raises(ActionRefused):
        change_connection(connection.pk, Connecting(name="S", address="https://b.example/", secret=KEY), by=adam)
    with pytest.raises(ActionRefused):
        remove_connection(connection.pk, by=adam)
    assert change_connection(connection.pk, Connecting(name="S", address=stripe.address, secret="new"), by=adam)


def test_a_connection_that_paid_nothing_can_go(given: Given, stripe: FakeStripe, adam: Actor) -> None:
    remove_connection(given.by_stripe(stripe).pk, by=adam)
    assert all(way.connection is None for way in ways())
    assert given.refund().connection is None


def test_stripe_only_refunds_and_words_go_no_way(given: Given, stripe: FakeStripe, adam: Actor) -> None:
    connection = given.by_stripe(stripe)
    for kind in (RemedyKind.CREDIT, RemedyKind.APOLOGY):
        with pytest.raises(Invalid):
            choose_route(kind, connection.pk, by=adam)
    choose_route(RemedyKind.PARTIAL_REFUND, None, by=adam)
    assert [way.kind for way in ways() if way.connection] == [RemedyKind.FULL_REFUND]


@pytest.mark.parametrize(("key", "problem"), [(KEY, ""), (EXPIRED, "key-expired"), ("other", "key-refused")])
def test_a_test_says_what_is_wrong_and_pays_nothing(
    given: Given, stripe: FakeStripe, adam: Actor, key: str, problem: str
) -> None:
    connection = given.by_stripe(stripe, secret=key)
    assert ask_test(connection.pk, by=adam).is_being_tested
    run_test.func(connection_id=connection.pk)
    connection.refresh_from_db()
    assert (connection.last_problem, connection.is_being_tested) == (problem, False)
    assert {what for what, _key in stripe.asked} == {"GET /v1/refunds"}


def test_leads_connect_nothing(given: Given, stripe: FakeStripe, tess: Actor) -> None:
    connection = given.by_stripe(stripe)
    for act in (
        lambda: make_connection(ConnectorKind.STRIPE, Connecting(name="", secret=KEY), by=tess),
        lambda: change_connection(connection.pk, Connecting(name="x"), by=tess),
        lambda: remove_connection(connection.pk, by=tess),
        lambda: choose_route(RemedyKind.FULL_REFUND, None, by=tess),
        lambda: ask_test(connection.pk, by=tess),
    ):
        with pytest.raises(NotAllowed):
            act()
