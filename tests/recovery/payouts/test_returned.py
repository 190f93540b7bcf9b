"""What was paid comes back: the books say so, it can be paid again, otherwise or not at all, and never twice."""

import pytest

from goodword.core.actor import Actor
from goodword.core.errors import ActionRefused, NotAllowed
from goodword.recovery.actions.giving import give_remedy
from goodword.recovery.actions.paying_out import begin_sending, take_answer
from goodword.recovery.actions.payouts_by_hand import (
    Done,
    cancel_payout,
    give_to_hand,
    mark_paid,
    say_it_came_back,
    try_again,
)
from goodword.recovery.actions.settling import return_remedy, settle_remedy, take_remedy_back
from goodword.recovery.choices import RemedyKind
from goodword.recovery.models import Payout
from goodword.recovery.payout_choices import UNDO
from goodword.recovery.payout_jobs import look_up_payout
from goodword.recovery.payouts.connectors import Failed, Paid
from goodword.recovery.queries.payouts import waiting_payouts
from tests.frozen_time import START, Clock
from tests.recovery.fake_stripe import FakeStripe
from tests.recovery.payouts.given import Given, fresh, state_of, work
from tests.recovery.remedies import a_gift, balances, check_books
from tests.timeline import recorded

TODAY = Done("Bank 4711", START.date())


@pytest.fixture
def returned(given: Given, stripe: FakeStripe, clock: Clock) -> Payout:
    """A refund that Stripe made, and that failed later."""
    payout = refunded(given, stripe, clock)
    stripe.refunds[0]["status"] = "failed"
    look_up_payout.func(payout_id=payout.pk)
    return payout


def refunded(given: Given, stripe: FakeStripe, clock: Clock) -> Payout:
    given.by_stripe(stripe)
    payout = given.refund()
    clock.travel(START + UNDO)
    work()
    assert state_of(payout) == ("paid", "settled")
    return payout


def left(given: Given) -> int:
    """What may still be refunded."""
    given.purchase.refresh_from_db()
    return given.purchase.amount_minor - given.purchase.given_minor


def test_it_is_promised_still_and_waits_for_somebody(given: Given, returned: Payout) -> None:
    assert (state_of(returned), fresh(returned).last_problem) == (("failed", "reserved"), "returned")
    assert balances() == {("available", "USD"): -2_500, ("reserved", "USD"): 2_500}
    assert (left(given), waiting_payouts(), len(recorded("remedy.returned"))) == (7_500, 1, 1)
    check_books()


def test_it_is_tried_again_and_paid_once(returned: Payout, stripe: FakeStripe, tess: Actor) -> None:
    try_again(returned.pk, by=tess)
    work()

    assert state_of(returned) == ("paid", "settled")
    assert [one["status"] for one in stripe.refunds] == ["succeeded", "failed"]  # the newest first
    assert balances() == {("available", "USD"): -2_500, ("given", "USD"): 2_500}
    check_books()


def test_it_may_come_back_again(returned: Payout, stripe: FakeStripe, tess: Actor) -> None:
    try_again(returned.pk, by=tess)
    work()
    stripe.refunds[0]["status"] = "failed"
    look_up_payout.func(payout_id=returned.pk)

    assert (state_of(returned), len(recorded("remedy.returned"))) == (("failed", "reserved"), 2)
    check_books()


def test_it_is_paid_by_hand(returned: Payout, stripe: FakeStripe, tess: Actor) -> None:
    give_to_hand(returned.pk, by=tess)
    mark_paid(returned.pk, TODAY, by=tess)
    look_up_payout.enqueue(payout_id=returned.pk)
    work()

    assert (state_of(returned), len(stripe.refunds)) == (("paid", "settled"), 1)
    check_books()


def test_it_is_given_up_and_free_again(given: Given, returned: Payout, tess: Actor) -> None:
    cancel_payout(returned.pk, by=tess)

    assert state_of(returned) == ("cancelled", "released")
    assert (left(given), balances()) == (10_000, {})
    full = a_gift(RemedyKind.FULL_REFUND, None, purchase=given.purchase.pk)
    assert give_remedy(given.conversation.pk, full, by=Actor.agent(given.cast.mara.pk)).amount_minor == 10_000
    check_books()


def test_it_is_taken_back(given: Given, returned: Payout, mara: Actor) -> None:
    take_remedy_back(returned.remedy_id, by=mara)

    assert (state_of(returned), left(given), balances()) == (("cancelled", "released"), 10_000, {})
    check_books()


@pytest.mark.parametrize("is_tried_again", [False, True])
def test_who_asked_before_it_came_back_and_answers_late_is_not_believed(
    returned: Payout, tess: Actor, clock: Clock, is_tried_again: bool
) -> None:
    if is_tried_again:
        try_again(returned.pk, by=tess)
    before = state_of(returned)

    take_answer(returned.pk, Paid("re_1", clock.now()), attempt=1, looked_up=True)
    take_answer(returned.pk, Failed("refused"), attempt=1, looked_up=True)
    assert state_of(returned) == before

    if is_tried_again:
        assert begin_sending(returned.pk) is not None
        assert take_answer(returned.pk, Paid("re_1", clock.now()), attempt=1).state == "sending"
        assert take_answer(returned.pk, Paid("re_2", clock.now()), attempt=2).state == "paid"
    check_books()


def test_what_was_paid_by_hand_comes_back(given: Given, tess: Actor) -> None:
    payout = mark_paid(given.refund().pk, TODAY, by=tess)
    say_it_came_back(payout.pk, by=tess)
    say_it_came_back(payout.pk, by=tess)

    assert (state_of(payout), len(recorded("remedy.returned"))) == (("failed", "reserved"), 1)
    mark_paid(payout.pk, Done("Bank 4712", START.date()), by=tess)
    assert state_of(payout) == ("paid", "settled")
    check_books()


def test_of_what_a_connection_paid_only_it_knows(given: Given, stripe: FakeStripe, clock: Clock, tess: Actor) -> None:
    payout = refunded(given, stripe, clock)
    say_it_came_back(payout.pk, by=tess)
    work()
    assert state_of(payout) == ("paid", "settled")

    stripe.refunds[0]["status"] = "failed"
    say_it_came_back(payout.pk, by=tess)
    work()
    assert state_of(payout) == ("failed", "reserved")


def test_only_what_was_paid_comes_back(given: Given, tess: Actor, mara: Actor) -> None:
    payout = given.refund()
    with pytest.raises(ActionRefused):
        say_it_came_back(payout.pk, by=tess)
    with pytest.raises(NotAllowed):
        say_it_came_back(payout.pk, by=mara)
    apology = give_remedy(given.conversation.pk, a_gift(RemedyKind.APOLOGY, None), by=mara)
    with pytest.raises(ActionRefused):
        return_remedy(apology.pk, by=tess)
    assert state_of(payout) == ("waiting", "reserved")


def test_what_came_back_before_that_was_written_down_is_given_up(given: Given, tess: Actor) -> None:
    payout = given.refund()
    settle_remedy(payout.remedy_id, by=tess)
    payout.change(state="failed", last_problem="returned")

    cancel_payout(payout.pk, by=tess)
    assert (state_of(payout), balances()) == (("cancelled", "released"), {})
    check_books()
