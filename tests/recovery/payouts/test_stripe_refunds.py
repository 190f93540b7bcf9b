"""Refunds at a Stripe on loopback, by Stripe's own library."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from goodword.recovery.payouts.connectors import Access, Answer, Failed, NotThere, Paid, Pending, Unknown
from goodword.recovery.payouts.stripe_amounts import NotWritable, stripe_amount
from goodword.recovery.payouts.stripe_refunds import StripeRefunds
from tests.frozen_time import Clock
from tests.recovery.fake_stripe import EXPIRED, KEY, FakeStripe
from tests.recovery.payouts.allowed import allow
from tests.recovery.payouts.orders import an_order


@pytest.fixture
def stripe(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeStripe]:
    allow(monkeypatch, "localhost")
    with FakeStripe() as stripe:
        stripe.takes("pi_1", 10_000)
        yield stripe


def at(stripe: FakeStripe, key: str = KEY) -> StripeRefunds:
    return StripeRefunds(Access(stripe.address, key))


def done(stripe: FakeStripe, number: int = 1) -> Paid:
    return Paid(f"re_{number}", datetime.fromtimestamp(stripe.created, UTC))


def only(fault: str, what: str = "POST /v1/refunds") -> object:
    return lambda asked: fault if asked == what else ""


def test_it_is_refunded_with_our_key_on_it(stripe: FakeStripe) -> None:
    assert at(stripe).pay(an_order()) == done(stripe)
    (refund,) = stripe.refunds
    assert refund["metadata"] == {"goodword_payout": "GW-57-00C0FFEE", "goodword_round": "1"}
    assert stripe.asked[-1] == ("POST /v1/refunds", "GW-57-00C0FFEE-1")


def test_twice_is_once_also_when_keys_are_forgotten(stripe: FakeStripe) -> None:
    at(stripe).pay(an_order())
    stripe.prune_keys()
    assert at(stripe).pay(an_order()) == at(stripe).pay(an_order(round=2)) == done(stripe)
    assert stripe.refunded("pi_1") == 2500


def test_a_day_later_they_forgot_the_key_and_it_is_once_still(stripe: FakeStripe, clock: Clock) -> None:
    at(stripe).pay(an_order())
    stripe.moment = clock.forward(hours=23, minutes=59)
    at(stripe)._refund(an_order())  # within the day their own memory holds
    assert len(stripe.refunds) == 1
    stripe.moment = clock.forward(minutes=2)
    assert at(stripe).pay(an_order()) == done(stripe)
    assert len(stripe.refunds) == 1
    at(stripe)._refund(an_order())  # blindly: the fake does pay twice then
    assert len(stripe.refunds) == 2


def test_it_is_found_behind_many_others(stripe: FakeStripe) -> None:
    at(stripe).pay(an_order(amount_minor=1))
    for number in range(120):
        at(stripe)._refund(an_order(key=f"GW-{number}", amount_minor=1))
    assert at(stripe).look_up(an_order()) == done(stripe)
    assert at(stripe).look_up(an_order(key="GW-other")) == NotThere()


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({"amount_minor": 10_001}, Failed("too-much")),
        ({"payment_reference": "pi_2"}, Failed("payment-missing")),
        ({"payment_reference": ""}, Failed("no-payment")),
        ({"payment_reference": "../charges"}, Failed("no-payment")),
        ({"kind": "credit"}, Failed("wrong-kind")),
        ({"currency": "EUR"}, Failed("other-currency")),
    ],
)
def test_what_cannot_be_refunded_is_not(stripe: FakeStripe, changes: dict[str, object], answer: Answer) -> None:
    assert at(stripe).pay(an_order(**changes)) == answer
    assert stripe.refunds == []


def test_what_somebody_else_refunded_is_not_refunded_again(stripe: FakeStripe) -> None:
    at(stripe).pay(an_order(key="GW-1", amount_minor=10_000))
    assert at(stripe).pay(an_order()) == Failed("already-refunded")


@pytest.mark.parametrize(("key", "code"), [("sk_live_other", "key-refused"), (EXPIRED, "key-expired")])
def test_a_key_that_does_not_count(stripe: FakeStripe, key: str, code: str) -> None:
    assert at(stripe, key).pay(an_order()) == Failed(code)
    assert at(stripe, key).look_up(an_order()) == Unknown(code)
    assert (at(stripe, key).test(), at(stripe).test()) == (code, "")


@pytest.mark.parametrize(
    ("fault", "answer", "refunded"),
    [
        ("limited", Failed("limited", may_retry=True), 0),
        ("locked", Failed("busy", may_retry=True), 0),
        ("in-use", Unknown("server-fault"), 0),
        ("fault", Unknown("server-fault"), 0),
        ("silence", Unknown("no-answer"), 0),
        ("fault-after", Unknown("server-fault"), 2500),
        ("silence-after", Unknown("no-answer"), 2500),
    ],
)
def test_what_may_have_had_an_effect_is_not_known(
    stripe: FakeStripe, fault: str, answer: Answer, refunded: int
) -> None:
    stripe.faults = only(fault)  # type: ignore[assignment] # a test's own
    assert at(stripe).pay(an_order()) == answer
    assert stripe.refunded("pi_1") == refunded
    stripe.faults = lambda _what: ""
    assert at(stripe).look_up(an_order()) == (done(stripe) if refunded else NotThere())


def test_a_list_that_does_not_come_refunds_nothing(stripe: FakeStripe) -> None:
    stripe.faults = only("silence", "GET /v1/refunds")  # type: ignore[assignment]
    assert at(stripe).pay(an_order()) == Failed("no-answer", may_retry=True)
    assert at(stripe).look_up(an_order()) == Unknown("no-answer")
    assert stripe.refunds == []


def test_another_order_under_the_same_key_is_refused(stripe: FakeStripe) -> None:
    at(stripe)._refund(an_order())
    assert at(stripe)._refund(an_order(amount_minor=1)) == Failed("key-reused")


@pytest.mark.parametrize("status", ["pending", "requires_action"])
def test_what_takes_days_is_on_its_way(stripe: FakeStripe, status: str) -> None:
    stripe.status = status
    assert at(stripe).pay(an_order()) == at(stripe).look_up(an_order()) == Pending("re_1")


def test_one_that_failed_there_is_made_anew_in_the_next_round_only(stripe: FakeStripe) -> None:
    stripe.status = "failed"
    assert at(stripe).pay(an_order()) == at(stripe).look_up(an_order()) == Failed("refused")
    stripe.status = "succeeded"
    assert at(stripe).pay(an_order()) == Failed("refused")
    assert at(stripe).pay(an_order(round=2)) == done(stripe, 2)


@pytest.mark.parametrize(
    ("minor", "currency", "theirs"),
    [(2500, "USD", 2500), (2500, "JPY", 2500), (25, "ISK", 2500), (25, "UGX", 2500), (2500, "KWD", 2500)],
)
def test_amounts_as_stripe_writes_them(minor: int, currency: str, theirs: int) -> None:
    assert stripe_amount(minor, currency) == theirs


def test_an_amount_that_stripe_cannot_write(stripe: FakeStripe) -> None:
    with pytest.raises(NotWritable):
        stripe_amount(2501, "KWD")
