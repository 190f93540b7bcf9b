from datetime import timedelta

import pytest

from goodword.core.actor import Actor
from goodword.core.jobs.choices import JobState
from goodword.core.jobs.models import QueuedJob
from goodword.people.actions.recognizing import recognize_customer
from goodword.recovery.actions.paying_out import begin_sending, plan_payout, take_answer
from goodword.recovery.actions.payout_connections import switch_connection
from goodword.recovery.actions.settling import take_remedy_back
from goodword.recovery.choices import RemedyKind
from goodword.recovery.errors import AlreadyPaid
from goodword.recovery.models import Payout, Remedy
from goodword.recovery.payout_choices import LEASE, UNDO
from goodword.recovery.payout_jobs import look_up_payout, pay_out, resume_payouts
from goodword.recovery.payouts.connectors import Failed, NotThere, Paid, Unknown
from goodword.recovery.queries.payouts import payouts_for_customer
from tests.frozen_time import START, Clock
from tests.recovery.fake_stripe import FakeStripe
from tests.recovery.payouts.fake_system import FakeSystem
from tests.recovery.payouts.given import Given, fresh, state_of, work
from tests.timeline import last_event


def due(clock: Clock) -> None:
    """The moment for undo passes, and jobs run."""
    clock.travel(START + UNDO)
    work()


def test_what_is_given_waits_to_be_paid_by_hand(given: Given) -> None:
    payout = given.refund()
    assert state_of(payout) == ("waiting", "reserved")
    assert payout.connection is None
    assert last_event("payout.planned").data == {
        "payout_id": payout.pk, "remedy_id": payout.remedy_id, "connection_id": None,
    }  # fmt: skip


def test_nobody_else_reads_what_somebody_was_given(given: Given) -> None:
    payout = given.refund()
    assert payouts_for_customer(given.conversation.pk) == [payout]

    given.conversation.change(customer=recognize_customer(address="theo@example.org", name="Theo"))
    assert payouts_for_customer(given.conversation.pk) == []


def test_words_are_not_paid(given: Given) -> None:
    with pytest.raises(Payout.DoesNotExist):
        given.give(RemedyKind.APOLOGY)
    assert plan_payout(Remedy.objects.get().pk) is None


def test_what_has_to_be_sent_waits_too(given: Given) -> None:
    assert state_of(given.give(RemedyKind.REPLACEMENT)) == ("waiting", "reserved")


def test_a_refund_by_stripe_is_paid_once_and_the_customer_may_know(
    given: Given, stripe: FakeStripe, clock: Clock
) -> None:
    given.by_stripe(stripe)
    payout = given.refund()
    assert (work(), stripe.refunds) == (0, [])
    due(clock)
    assert state_of(payout) == ("paid", "settled")
    assert fresh(payout).reference == "re_1"
    work()
    pay_out.func(payout_id=payout.pk)
    assert stripe.refunded("pi_1") == 2500


def test_it_can_be_taken_back_until_it_is_sent(given: Given, stripe: FakeStripe, clock: Clock) -> None:
    given.by_stripe(stripe)
    payout = given.refund()
    take_remedy_back(payout.remedy_id, by=Actor.agent(given.cast.mara.pk))
    due(clock)
    assert state_of(payout) == ("cancelled", "released")
    assert stripe.refunds == []


def test_and_not_after(given: Given, stripe: FakeStripe, clock: Clock) -> None:
    given.by_stripe(stripe)
    payout = given.refund()
    clock.travel(START + UNDO)
    assert begin_sending(payout.pk) is not None
    with pytest.raises(AlreadyPaid):
        take_remedy_back(payout.remedy_id, by=Actor.agent(given.cast.mara.pk))
    assert state_of(payout) == ("sending", "reserved")


def test_whoever_dies_between_leaves_it_to_be_looked_up(given: Given, stripe: FakeStripe, clock: Clock) -> None:
    given.by_stripe(stripe)
    payout = given.refund()
    clock.travel(START + UNDO)
    assert begin_sending(payout.pk) is not None  # and nothing more: the process is gone
    assert begin_sending(payout.pk) is None
    look_up_payout.func(payout_id=payout.pk)
    assert stripe.asked == []  # whoever sends may still be at it
    clock.forward(seconds=LEASE.total_seconds() + 1)
    work()
    assert state_of(payout) == ("paid", "settled")
    assert [what for what, _key in stripe.asked].count("POST /v1/refunds") == 1


@pytest.mark.parametrize("fault", ["silence", "silence-after", "fault", "fault-after", "in-use"])
def test_an_answer_that_never_comes_is_looked_up(given: Given, stripe: FakeStripe, clock: Clock, fault: str) -> None:
    given.by_stripe(stripe)
    payout = given.refund()
    stripe.faults = lambda what: fault if what.startswith("POST") else ""
    due(clock)
    assert state_of(payout) == ("unknown", "reserved")
    stripe.faults = lambda _what: ""
    stripe.prune_keys()
    clock.forward(minutes=2)
    work()
    assert state_of(payout) == ("paid", "settled")
    assert stripe.refunded("pi_1") == 2500


def test_as_long_as_nobody_can_say_it_is_asked_less_and_less_often(
    given: Given, stripe: FakeStripe, clock: Clock
) -> None:
    given.by_stripe(stripe)
    payout = given.refund()
    stripe.faults = lambda _what: "silence"
    due(clock)
    assert state_of(payout) == ("waiting", "reserved")  # the list did not come, so nothing was asked for
    stripe.faults = lambda what: "silence-after" if what.startswith("POST") else ""
    clock.forward(minutes=2)
    work()
    stripe.faults = lambda _what: "silence"
    for minutes in (2, 3, 6):
        clock.forward(minutes=minutes)
        work()
    assert state_of(payout) == ("unknown", "reserved")
    assert fresh(payout).next_try_at - clock.now() >= timedelta(minutes=15)


def test_a_refusal_is_seen_and_not_tried_by_itself(given: Given, stripe: FakeStripe, clock: Clock) -> None:
    given.by_stripe(stripe, secret="sk_live_other")
    payout = given.refund()
    due(clock)
    clock.forward(days=1)
    work()
    assert state_of(payout) == ("failed", "reserved")
    assert last_event("payout.failed").data["problem"] == "key-refused"
    assert fresh(payout).connection.last_problem == "key-refused"


def test_what_is_too_much_for_them_comes_again_for_a_day(given: Given, system: FakeSystem, clock: Clock) -> None:
    given.by_system(system)
    payout = given.refund()
    system.answers = lambda _asked: (429, b"")
    due(clock)
    assert state_of(payout) == ("waiting", "reserved")
    assert last_event("payout.postponed").data["problem"] == "limited"
    for _ in range(4):
        later = clock.forward(hours=7)
        system.now = lambda later=later: later
        work()
    assert (fresh(payout).state, fresh(payout).last_problem) == ("failed", "gave-up")
    assert {asked["key"] for asked in system.asked} == {f"{payout.key}-1"}


def test_what_they_have_taken_is_on_its_way_until_it_is_done(given: Given, system: FakeSystem, clock: Clock) -> None:
    given.by_system(system)
    payout = given.refund()
    system.answers = lambda _asked: (202, {"status": "pending", "reference": "T-9"})
    due(clock)
    assert (state_of(payout), fresh(payout).reference) == (("sending", "reserved"), "T-9")
    system.answers = lambda _asked: (200, {"status": "paid", "reference": "T-9"})
    later = clock.forward(minutes=2)
    system.now = lambda: later
    work()
    assert state_of(payout) == ("paid", "settled")
    assert [asked["ask"] for asked in system.asked] == ["pay", "look-up"]


def test_a_late_answer_to_an_earlier_attempt_changes_nothing(given: Given, system: FakeSystem, clock: Clock) -> None:
    given.by_system(system)
    payout = given.refund()
    clock.travel(START + UNDO)
    begin_sending(payout.pk)
    take_answer(payout.pk, Unknown(), attempt=1)
    take_answer(payout.pk, NotThere(), attempt=1, looked_up=True)
    begin_sending(payout.pk)
    assert take_answer(payout.pk, Failed("refused"), attempt=1).state == "sending"
    assert take_answer(payout.pk, Paid("T-1", clock.now()), attempt=1).state == "paid"
    assert take_answer(payout.pk, Failed("refused"), attempt=2).state == "paid"


def test_what_comes_back_is_seen(given: Given, stripe: FakeStripe, clock: Clock) -> None:
    given.by_stripe(stripe)
    payout = given.refund()
    due(clock)
    look_up_payout.func(payout_id=payout.pk)
    assert fresh(payout).state == "paid"
    stripe.refunds[0]["status"] = "failed"
    look_up_payout.func(payout_id=payout.pk)
    assert (fresh(payout).state, fresh(payout).last_problem) == ("failed", "returned")


def test_a_purchase_corrected_meanwhile_moves_nothing(given: Given, stripe: FakeStripe, clock: Clock) -> None:
    given.by_stripe(stripe)
    payout = given.refund()
    stripe.faults = lambda what: "silence-after" if what.startswith("POST") else ""
    due(clock)
    stripe.takes("pi_2", 10_000)
    given.purchase.change(payment_reference="pi_2")
    stripe.faults = lambda _what: ""
    clock.forward(minutes=2)
    work()
    assert state_of(payout) == ("paid", "settled")
    assert (stripe.refunded("pi_1"), stripe.refunded("pi_2")) == (2500, 0)


def test_a_connection_that_is_switched_off_sends_nothing(given: Given, stripe: FakeStripe, clock: Clock) -> None:
    connection = given.by_stripe(stripe)
    payout = given.refund()
    switch_connection(connection.pk, on=False, by=Actor.agent(given.cast.adam.pk))
    due(clock)
    assert (fresh(payout).last_problem, stripe.asked) == ("switched-off", [])
    assert given.refund(100).connection is None


def test_what_no_job_cares_for_is_taken_up_again(given: Given, stripe: FakeStripe, clock: Clock) -> None:
    given.by_stripe(stripe)
    payout = given.refund()
    QueuedJob.objects.all().update(state=JobState.DEAD)
    clock.forward(minutes=3)
    resume_payouts.func()
    work()
    assert state_of(payout) == ("paid", "settled")
