import json

import pytest

from goodword.core.actor import Actor
from goodword.core.errors import NotFound
from goodword.recovery.actions.payouts_by_hand import say_not_paid
from goodword.recovery.models import Payout
from goodword.recovery.payout_choices import UNDO, PayoutState
from goodword.recovery.payout_hooks import NotAuthentic, NotReadable, hear
from goodword.recovery.payouts.signatures import signature
from tests.frozen_time import START, Clock
from tests.recovery.fake_stripe import FakeStripe
from tests.recovery.payouts.fake_system import SECRET, FakeSystem
from tests.recovery.payouts.given import HOOK_SECRET, Given, fresh, state_of, work


def told(refund: str, key: str = "", event: str = "evt_1") -> bytes:
    about = {"id": refund, "object": "refund", "status": "succeeded", "metadata": {"goodword_payout": key}}
    return json.dumps({"id": event, "object": "event", "type": "refund.updated", "data": {"object": about}}).encode()


def test_stripe_tells_and_we_look(given: Given, stripe: FakeStripe, clock: Clock) -> None:
    connection, payout = given.by_stripe(stripe), given.refund()
    stripe.status = "pending"
    clock.travel(START + UNDO)
    work()
    assert state_of(payout) == ("sending", "reserved")
    body = told("re_1")
    assert hear(connection.pk, body, signature(body, HOOK_SECRET, clock.now()))
    work()
    assert state_of(payout) == ("sending", "reserved")  # the body said "succeeded", and Stripe itself does not
    stripe.refunds[0]["status"] = "succeeded"
    body = told("re_1", event="evt_2")
    assert hear(connection.pk, body, signature(body, HOOK_SECRET, clock.now()))
    work()
    assert state_of(payout) == ("paid", "settled")


def test_the_same_message_counts_once(given: Given, stripe: FakeStripe, clock: Clock) -> None:
    connection, payout = given.by_stripe(stripe), given.refund()
    clock.travel(START + UNDO)
    work()
    body = told("re_1", payout.key)
    heard = [hear(connection.pk, body, signature(body, HOOK_SECRET, clock.now())) for _ in range(3)]
    assert heard == [True, False, False]


def test_a_refund_that_came_back_is_told_and_seen(given: Given, stripe: FakeStripe, clock: Clock) -> None:
    connection, payout = given.by_stripe(stripe), given.refund()
    clock.travel(START + UNDO)
    work()
    stripe.refunds[0]["status"] = "failed"
    body = told("re_1")
    hear(connection.pk, body, signature(body, HOOK_SECRET, clock.now()))
    work()
    assert (fresh(payout).state, fresh(payout).last_problem) == ("failed", "returned")


def test_one_that_failed_and_was_done_after_all(given: Given, stripe: FakeStripe, tess: Actor, clock: Clock) -> None:
    connection, payout = given.by_stripe(stripe), given.refund()
    stripe.status = "pending"
    clock.travel(START + UNDO)
    work()
    Payout.objects.filter(pk=payout.pk).update(state=PayoutState.UNKNOWN)
    say_not_paid(payout.pk, by=tess)
    stripe.refunds[0]["status"] = "succeeded"
    body = told("re_1", payout.key)
    assert hear(connection.pk, body, signature(body, HOOK_SECRET, clock.now()))
    work()
    assert state_of(payout) == ("paid", "settled")


def test_what_is_none_of_ours_changes_nothing(given: Given, stripe: FakeStripe) -> None:
    connection = given.by_stripe(stripe)
    for body in (told("re_404"), b'{"id": "evt_1", "data": 7}', b'{"id": "evt_1"}'):
        assert not hear(connection.pk, body, signature(body, HOOK_SECRET, START))


def test_what_is_not_signed_old_or_unreadable_is_refused(given: Given, stripe: FakeStripe, clock: Clock) -> None:
    connection, body = given.by_stripe(stripe), told("re_1")
    header = signature(body, HOOK_SECRET, START)
    for wrong in ("", header.replace("v1=", "v1=0"), signature(body, SECRET, START)):
        with pytest.raises(NotAuthentic):
            hear(connection.pk, body, wrong)
    for garbage in (b"", b"[]", b"{}", b'{"id": 7}', b"\xff", b"[" * 90_000):
        with pytest.raises(NotReadable):
            hear(connection.pk, garbage, signature(garbage, HOOK_SECRET, START))
    clock.forward(minutes=6)
    with pytest.raises(NotAuthentic):
        hear(connection.pk, body, header)
    with pytest.raises(NotFound):
        hear(0, body, header)


def test_a_system_of_ones_own_tells_by_our_key(given: Given, system: FakeSystem, clock: Clock) -> None:
    connection, payout = given.by_system(system), given.refund()
    system.answers = lambda _asked: (202, {"status": "pending"})
    clock.travel(START + UNDO)
    work()
    system.answers = lambda _asked: (200, {"status": "paid", "reference": "T-1"})
    body = json.dumps({"id": "1", "payout": payout.key}).encode()
    assert hear(connection.pk, body, signature(body, SECRET, clock.now()))
    work()
    assert state_of(payout) == ("paid", "settled")
