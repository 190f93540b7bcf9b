"""What was given: on its way until it is done, and never told to be done before."""

from django.test import Client

from goodword.conversations.actions.matters import open_matter
from goodword.conversations.matter_links import matter_token
from goodword.core.actor import SYSTEM, Actor
from goodword.recovery.actions.payouts_by_hand import Done, cancel_payout, mark_paid
from goodword.recovery.choices import RemedyKind
from goodword.recovery.models import Payout
from goodword.recovery.payout_choices import PayoutState
from tests.cast import Cast
from tests.frozen_time import START
from tests.recovery.payouts.given import Given


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


def test_what_failed_or_is_not_known_is_not_told_to_be_done(cast: Cast) -> None:
    given = Given.at(cast)
    given.refund()
    for state in (PayoutState.FAILED, PayoutState.WAITING):
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
