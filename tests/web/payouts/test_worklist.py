"""Finance's worklist: what waits, said to be done one by one and several at once, and as a file."""

import pytest
from django.test import Client

from goodword.core.actor import Actor
from goodword.people.models import Customer
from goodword.recovery.actions.paying_out import begin_sending, take_answer
from goodword.recovery.actions.payout_connections import Connecting, choose_route, make_connection
from goodword.recovery.choices import RemedyKind
from goodword.recovery.models import Payout
from goodword.recovery.payout_choices import UNDO, ConnectorKind
from goodword.recovery.payouts.connectors import Answer, Failed, Unknown
from tests.cast import Cast
from tests.frozen_time import START, Clock
from tests.query_counts import QueryCount
from tests.recovery.fake_stripe import KEY
from tests.recovery.payouts.given import Given, fresh, state_of

DONE = {"reference": "Bank 4711", "on": "2026-11-02"}


def page_of(browser: Client, path: str = "/payouts") -> str:
    return browser.get(path).content.decode()


def answered(given: Given, clock: Clock, answer: Answer) -> Payout:
    """A refund that left by Stripe, and what they said of it."""
    by = Actor.agent(given.cast.adam.pk)
    connection = make_connection(ConnectorKind.STRIPE, Connecting(name="Stripe", secret=KEY), by=by)
    choose_route(RemedyKind.PARTIAL_REFUND, connection.pk, by=by)
    payout = given.refund()
    clock.travel(START + UNDO)
    assert begin_sending(payout.pk) is not None
    return take_answer(payout.pk, answer, attempt=1)


def test_what_waits_stands_there_and_what_is_done_does_not(given: Given, finance: Client) -> None:
    assert "Nothing waits to be paid" in page_of(finance)
    payout = given.refund()
    page = page_of(finance)
    assert payout.key in page
    assert "$25.00" in page
    assert "Odile Hartwell" in page
    assert "A-1" in page
    finance.post(f"/payouts/{payout.pk}/done", DONE)
    assert payout.key not in page_of(finance)
    assert payout.key in page_of(finance, "/payouts?state=paid")
    assert state_of(payout) == ("paid", "settled")


def test_it_is_filtered_by_kind_and_what_makes_no_sense_is_left_out(given: Given, finance: Client) -> None:
    refund, parcel = given.refund(), given.give(RemedyKind.REPLACEMENT)
    page = page_of(finance, "/payouts?kind=replacement")
    assert parcel.key in page
    assert refund.key not in page
    page = page_of(finance, "/payouts?kind=x&state=y&after=z")
    assert parcel.key in page
    assert refund.key in page


def test_several_are_done_at_once(given: Given, finance: Client) -> None:
    payouts = [given.refund(100), given.refund(200), given.refund(300)]
    finance.post("/payouts/done", {**DONE, "payout": [payouts[0].pk, payouts[1].pk, "x"]})
    assert [fresh(one).state for one in payouts] == ["paid", "paid", "waiting"]


def test_none_checked_or_no_reference_changes_nothing(given: Given, finance: Client) -> None:
    payout = given.refund()
    for wrong in (
        {**DONE},
        {"on": "2026-11-02", "payout": payout.pk},
        {**DONE, "on": "2027-01-01", "payout": payout.pk},
    ):
        answer = finance.post("/payouts/done", wrong)
        assert answer.status_code == 422
        assert payout.key in answer.content.decode()
    assert fresh(payout).state == "waiting"


def test_a_failed_one_says_why_and_what_to_do(given: Given, finance: Client, clock: Clock) -> None:
    payout = answered(given, clock, Failed("key-refused"))
    assert "The key is not accepted there" in page_of(finance)
    page = page_of(finance, f"/payouts/{payout.pk}")
    assert "Try again" in page
    assert "Pay by hand" in page
    assert "Cancel it" in page
    finance.post(f"/payouts/{payout.pk}/hand")
    assert fresh(payout).is_by_hand
    finance.post(f"/payouts/{payout.pk}/cancellation")
    assert state_of(payout) == ("cancelled", "released")


def test_a_failed_one_is_tried_again(given: Given, finance: Client, clock: Clock) -> None:
    payout = answered(given, clock, Failed("refused"))
    finance.post(f"/payouts/{payout.pk}/retry")
    assert (fresh(payout).state, fresh(payout).round) == ("waiting", 2)


def test_one_that_nobody_knows_can_only_be_said_to_be_done_or_not(given: Given, finance: Client, clock: Clock) -> None:
    payout = answered(given, clock, Unknown())
    page = page_of(finance, f"/payouts/{payout.pk}")
    assert "It was not done" in page
    assert "Try again" not in page
    assert "Cancel it" not in page
    assert finance.post(f"/payouts/{payout.pk}/retry").status_code == 409
    finance.post(f"/payouts/{payout.pk}/not-done")
    assert fresh(payout).state == "failed"


def test_the_file_has_money_twice_and_no_formula(given: Given, finance: Client) -> None:
    Customer.objects.update(name='=HYPERLINK("http://evil.example","pay")')
    payout = given.refund()
    answer = finance.get("/payouts/list.csv")
    head, line = b"".join(answer.streaming_content).decode().splitlines()
    assert head.startswith("payout,state,kind,amount,currency,amount_minor,customer,")
    assert line.startswith(f"{payout.key},waiting,partial-refund,25.00,USD,2500,\"'=HYPERLINK")
    assert "attachment" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("who", ["mara", "caleb", "cole"])
def test_who_does_not_pay_sees_nothing_of_it(given: Given, client: Client, cast: Cast, who: str) -> None:
    payout = given.refund()
    client.force_login(getattr(cast, who))
    assert client.get("/payouts").status_code == 403
    assert client.post(f"/payouts/{payout.pk}/done", DONE).status_code == 403
    assert 'href="/payouts"' not in page_of(client, "/settings/me")
    assert fresh(payout).state == "waiting"


def test_there_is_no_empty_tab(given: Given, finance: Client) -> None:
    assert 'href="/payouts"' not in page_of(finance, "/settings/me")
    given.refund()
    assert 'href="/payouts"' in page_of(finance, "/settings/me")


def test_queries(given: Given, finance: Client, assert_query_count: QueryCount) -> None:
    for minor in range(1, 6):
        given.refund(minor)
    finance.get("/payouts")
    with assert_query_count("payouts"):
        finance.get("/payouts")


def test_what_was_paid_by_hand_came_back(given: Given, finance: Client) -> None:
    payout = given.refund()
    finance.post(f"/payouts/{payout.pk}/done", DONE)
    assert "It came back" in page_of(finance, f"/payouts/{payout.pk}")

    finance.post(f"/payouts/{payout.pk}/return")
    page = page_of(finance, f"/payouts/{payout.pk}")
    assert (fresh(payout).state, "Cancel it" in page) == ("failed", True)
    assert finance.post(f"/payouts/{given.refund(1).pk}/return").status_code == 409
