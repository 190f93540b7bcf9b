"""What was given: on its way until it is done, and never told to be done before."""

import pytest
from django.test import Client

from goodword.conversations.actions.matters import open_matter
from goodword.conversations.matter_links import matter_token
from goodword.core.actor import SYSTEM, Actor
from goodword.recovery.actions.payout_connections import Connecting, make_connection
from goodword.recovery.actions.payouts_by_hand import Done, cancel_payout, mark_paid
from goodword.recovery.choices import RemedyKind
from goodword.recovery.models import Payout
from goodword.recovery.payout_choices import ConnectorKind, PayoutState
from tests.cast import Cast
from tests.frozen_time import START
from tests.recovery.fake_stripe import KEY
from tests.recovery.payouts.given import HOOK_SECRET, Given


def page(given: Given, language: str = "en") -> str:
    conversation = given.conversation
    link = open_matter(conversation.pk, person_id=conversation.customer_id, by=SYSTEM)
    return Client().get(f"/matter/{matter_token(link)}?language={language}").content.decode()


def test_it_is_on_its_way_until_it_is_paid(cast: Cast) -> None:
    given = Given.at(cast)
    assert "To put it right" not in page(given)
    payout = given.refund()
    before = page(given)
    assert "A refund of $25.00" in before
    assert "On its way" in before
    assert "Paid on" not in before
    mark_paid(payout.pk, Done("Bank 4711", START.date()), by=Actor.agent(cast.tess.pk))
    after = page(given)
    assert "Paid on" in after
    assert "On its way" not in after
    assert "Bank 4711" not in after


@pytest.mark.parametrize(
    ("kind", "done"),
    [(RemedyKind.CREDIT, "Credited on"), (RemedyKind.FEE_WAIVER, "Taken off on"), (RemedyKind.FULL_REFUND, "Paid on")],
)
def test_each_kind_is_told_done_in_its_own_word_and_not_before(cast: Cast, kind: RemedyKind, done: str) -> None:
    given = Given.at(cast)
    payout = given.give(kind, 2_500, purchase=given.purchase.pk)
    before = page(given)
    mark_paid(payout.pk, Done("Bank 4711", START.date()), by=Actor.agent(cast.tess.pk))

    assert ("On its way" in before, done in before, done in page(given)) == (True, False, True)


def test_what_failed_or_is_not_known_is_not_told_to_be_done(cast: Cast) -> None:
    given = Given.at(cast)
    given.refund()
    entered = Connecting(name="Stripe", address="http://127.0.0.1:9", secret=KEY, hook_secret=HOOK_SECRET)
    Payout.objects.update(connection=make_connection(ConnectorKind.STRIPE, entered, by=Actor.agent(cast.adam.pk)))
    for state in (PayoutState.FAILED, PayoutState.UNKNOWN, PayoutState.SENDING, PayoutState.WAITING):
        Payout.objects.update(state=state)
        assert "On its way" in page(given)


def test_what_is_sent_is_sent_and_what_is_given_up_is_not_there(cast: Cast) -> None:
    given, tess = Given.at(cast), Actor.agent(cast.tess.pk)
    parcel, refund = given.give(RemedyKind.REPLACEMENT), given.refund()
    mark_paid(parcel.pk, Done("Parcel 1", START.date()), by=tess)
    cancel_payout(refund.pk, by=tess)
    shown = page(given)
    assert "A replacement" in shown
    assert "Sent on" in shown
    assert "A refund" not in shown
