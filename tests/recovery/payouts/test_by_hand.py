from datetime import timedelta

import pytest

from goodword.core.actor import Actor
from goodword.core.errors import ActionRefused, Invalid, NotAllowed, NotFound
from goodword.recovery.actions.paying_out import begin_sending, take_answer
from goodword.recovery.actions.payouts_by_hand import (
    Done,
    cancel_payout,
    give_to_hand,
    mark_paid,
    say_not_paid,
    try_again,
)
from goodword.recovery.choices import RemedyKind
from goodword.recovery.models import Payout
from goodword.recovery.payout_access import connection_for, may_pay_out, payout_for
from goodword.recovery.payout_choices import UNDO
from goodword.recovery.payouts.connectors import Failed, Unknown
from tests.cast import Cast
from tests.frozen_time import START, Clock
from tests.recovery.fake_stripe import FakeStripe
from tests.recovery.payouts.given import Given, fresh, state_of, work
from tests.timeline import last_event, recorded

TODAY = Done("Bank 4711", START.date())


@pytest.fixture
def failed(given: Given, stripe: FakeStripe, clock: Clock) -> Payout:
    """A refund that Stripe would not make."""
    return ended(given, stripe, clock, Failed("refused"))


@pytest.fixture
def unknown(given: Given, stripe: FakeStripe, clock: Clock) -> Payout:
    """A refund of which nobody can say anything."""
    return ended(given, stripe, clock, Unknown())


def ended(given: Given, stripe: FakeStripe, clock: Clock, answer: Failed | Unknown) -> Payout:
    given.by_stripe(stripe)
    payout = given.refund()
    clock.travel(START + UNDO)
    assert begin_sending(payout.pk) is not None
    return take_answer(payout.pk, answer, attempt=1)


def test_what_is_paid_by_hand_is_done(given: Given, tess: Actor) -> None:
    payout = mark_paid(given.refund().pk, TODAY, by=tess)
    assert state_of(payout) == ("paid", "settled")
    assert (payout.reference, payout.done_by_id, payout.paid_at) == ("Bank 4711", tess.id, START)
    mark_paid(payout.pk, Done("again", START.date()), by=tess)
    assert len(recorded("payout.paid")) == len(recorded("remedy.settled")) == 1


def test_what_is_sent_is_done_in_the_same_way(given: Given, tess: Actor) -> None:
    assert state_of(mark_paid(given.give(RemedyKind.REPLACEMENT).pk, TODAY, by=tess)) == ("paid", "settled")


@pytest.mark.parametrize(
    ("done", "field"),
    [
        (Done("", START.date()), "reference"),
        (Done("x\ny", START.date()), "reference"),
        (Done("x" * 201, START.date()), "reference"),
        (Done("4711", START.date() + timedelta(days=1)), "on"),
        (Done("4711", START.date() - timedelta(days=1)), "on"),
    ],
)
def test_what_cannot_be_true_is_not_taken(given: Given, tess: Actor, done: Done, field: str) -> None:
    payout = given.refund()
    with pytest.raises(Invalid) as refusal:
        mark_paid(payout.pk, done, by=tess)
    assert set(refusal.value.fields) == {field}
    assert state_of(payout) == ("waiting", "reserved")


def test_what_leaves_by_itself_is_not_paid_by_hand_too(given: Given, stripe: FakeStripe, tess: Actor) -> None:
    given.by_stripe(stripe)
    payout = given.refund()
    for act in (lambda: mark_paid(payout.pk, TODAY, by=tess), lambda: give_to_hand(payout.pk, by=tess)):
        with pytest.raises(ActionRefused):
            act()
    assert state_of(payout) == ("waiting", "reserved")


def test_a_failed_one_is_tried_again_and_paid_once(
    failed: Payout, stripe: FakeStripe, tess: Actor, clock: Clock
) -> None:
    try_again(failed.pk, by=tess)
    assert try_again(failed.pk, by=tess).round == 2
    work()
    assert state_of(failed) == ("paid", "settled")
    assert stripe.refunds[0]["metadata"]["goodword_round"] == "2"
    assert last_event("payout.retried").actor_id == tess.id


def test_a_failed_one_that_was_paid_after_all_is_found_before_anything_is_sent(
    failed: Payout, stripe: FakeStripe, tess: Actor
) -> None:
    stripe.refunds.append(
        {
            "id": "re_9",
            "object": "refund",
            "status": "succeeded",
            "amount": 2500,
            "payment_intent": "pi_1",
            "currency": "usd",
            "created": stripe.created,
            "metadata": {"goodword_payout": failed.key},
        }
    )
    try_again(failed.pk, by=tess)
    work()
    assert fresh(failed).reference == "re_9"
    assert len(stripe.refunds) == 1


def test_a_failed_one_is_paid_by_hand(failed: Payout, tess: Actor) -> None:
    assert give_to_hand(failed.pk, by=tess).connection is None
    assert state_of(mark_paid(failed.pk, TODAY, by=tess)) == ("paid", "settled")


def test_a_failed_one_is_given_up_and_its_money_is_free(given: Given, failed: Payout, tess: Actor) -> None:
    cancel_payout(failed.pk, by=tess)
    cancel_payout(failed.pk, by=tess)
    assert state_of(failed) == ("cancelled", "released")
    assert last_event("remedy.released").data["reason"] == "not-paid"
    given.purchase.refresh_from_db()
    assert given.purchase.given_minor == 0
    with pytest.raises(ActionRefused):
        mark_paid(failed.pk, TODAY, by=tess)


def test_what_nobody_knows_is_neither_sent_nor_given_up(unknown: Payout, tess: Actor) -> None:
    for act in (try_again, give_to_hand, cancel_payout):
        with pytest.raises(ActionRefused):
            act(unknown.pk, by=tess)
    assert state_of(unknown) == ("unknown", "reserved")


def test_until_somebody_looked(unknown: Payout, tess: Actor) -> None:
    assert say_not_paid(unknown.pk, by=tess).last_problem == "not-done"
    assert try_again(unknown.pk, by=tess).state == "waiting"


def test_or_saw_that_it_was_paid(unknown: Payout, tess: Actor) -> None:
    assert state_of(mark_paid(unknown.pk, Done("re_1", START.date()), by=tess)) == ("paid", "settled")


def test_what_is_paid_stays_paid(given: Given, tess: Actor) -> None:
    payout = mark_paid(given.refund().pk, TODAY, by=tess)
    for act in (try_again, give_to_hand, cancel_payout, say_not_paid):
        with pytest.raises(ActionRefused):
            act(payout.pk, by=tess)
    assert state_of(payout) == ("paid", "settled")


def test_agents_and_colleagues_do_not_pay(given: Given, cast: Cast) -> None:
    payout = given.refund()
    for agent in (cast.mara, cast.cole):
        by = Actor.agent(agent.pk)
        acts = (try_again, give_to_hand, cancel_payout, say_not_paid)
        for act in (*(lambda one=one, by=by: one(payout.pk, by=by) for one in acts),
                    lambda by=by: mark_paid(payout.pk, TODAY, by=by)):  # fmt: skip
            with pytest.raises(NotAllowed):
                act()
    assert state_of(payout) == ("waiting", "reserved")


def test_who_sees_payouts_and_connections(given: Given, stripe: FakeStripe, cast: Cast) -> None:
    payout, connection = given.refund(), given.by_stripe(stripe)
    assert [one.name for one in (cast.olive, cast.adam, cast.tess, cast.mara, cast.cole) if may_pay_out(one)] == [
        "Olive Wren", "Adam Mendes", "Tess Whitcombe",
    ]  # fmt: skip
    assert payout_for(cast.tess, payout.pk) == payout
    assert connection_for(cast.adam, connection.pk) == connection
    for look in (lambda: payout_for(cast.mara, payout.pk), lambda: connection_for(cast.tess, connection.pk)):
        with pytest.raises(NotAllowed):
            look()
    for look in (lambda: payout_for(cast.tess, 0), lambda: connection_for(cast.adam, 0)):
        with pytest.raises(NotFound):
            look()
