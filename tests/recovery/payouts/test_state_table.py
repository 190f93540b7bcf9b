"""Every change of a payout and of its remedy, from every state: what comes of it or its refusal, and the books."""

from collections.abc import Callable

import pytest

from goodword.accounts.models import Agent
from goodword.core.actor import SYSTEM, Actor
from goodword.core.clock import now
from goodword.core.errors import DomainError
from goodword.core.money import Money
from goodword.recovery.actions.asking import ask_for_remedy, withdraw_request
from goodword.recovery.actions.deciding import Decision, answer_request
from goodword.recovery.actions.paying_out import begin_sending, take_answer
from goodword.recovery.actions.payout_connections import Connecting, choose_route, make_connection
from goodword.recovery.actions.payouts_by_hand import (
    Done,
    cancel_payout,
    give_to_hand,
    mark_paid,
    say_it_came_back,
    say_not_paid,
    try_again,
)
from goodword.recovery.actions.settling import release_remedy, return_remedy, settle_remedy, take_remedy_back
from goodword.recovery.choices import ReleaseReason, RemedyKind, RequestAnswer
from goodword.recovery.models import Payout, Remedy
from goodword.recovery.payout_choices import UNDO, ConnectorKind
from goodword.recovery.payouts.connectors import Answer, Failed, Paid, Pending, Unknown
from tests.frozen_time import START, Clock
from tests.recovery.payouts.given import Given, fresh, state_of
from tests.recovery.remedies import a_gift, check_books

REFUSED = ""
TODAY = Done("Bank 4711", START.date())
ENTERED = Connecting(name="Till", address="https://till.example/pay", secret="a secret of at least 24 letters")
OF_REMEDY = {"paid": "settled", "cancelled": "released"}

Change = Callable[[Payout], object]


def said(answer: Answer, *, looked_up: bool = False) -> Change:
    return lambda one: take_answer(one.pk, answer, attempt=one.attempts, looked_up=looked_up)


PAID = Paid("T-1", START)
CHANGES: dict[str, Change] = {
    "done": lambda one: mark_paid(one.pk, TODAY, by=Actor.agent(Agent.objects.get(name__startswith="Tess").pk)),
    "not done": lambda one: say_not_paid(one.pk, by=SYSTEM),
    "again": lambda one: try_again(one.pk, by=SYSTEM),
    "hand": lambda one: give_to_hand(one.pk, by=SYSTEM),
    "cancel": lambda one: cancel_payout(one.pk, by=SYSTEM),
    "came back": lambda one: say_it_came_back(one.pk, by=SYSTEM),
    "undo": lambda one: take_remedy_back(one.remedy_id, by=SYSTEM),
    "release": lambda one: release_remedy(one.remedy_id, by=SYSTEM, reason=ReleaseReason.CUSTOMER),
    "paid": said(PAID),
    "refused": said(Failed("refused")),
    "found failed": said(Failed("refused"), looked_up=True),
}
# From each state: what each change, in this order, makes of it; a dot where it is refused.
TABLE = {
    "by hand": "paid . waiting waiting cancelled . cancelled cancelled waiting waiting waiting",
    "waiting": ". . waiting . cancelled . cancelled cancelled paid waiting waiting",
    "sending": ". . . . . . . . paid failed failed",
    "taken": ". . . . . . . . paid failed failed",
    "unknown": "paid failed . . . . . . paid failed failed",
    "failed": "paid failed waiting waiting cancelled . cancelled cancelled paid failed failed",
    "paid": "paid . . . . paid . . paid paid failed",
    "paid by hand": "paid . . . . failed . . paid paid paid",
    "returned": "paid failed waiting waiting cancelled failed cancelled cancelled failed failed failed",
    "cancelled": ". . . . cancelled . cancelled cancelled cancelled cancelled cancelled",
}
CASES = [
    (state, change, outcome.strip("."))
    for state, outcomes in TABLE.items()
    for change, outcome in zip(CHANGES, outcomes.split(), strict=True)
]


def payout_in(given: Given, clock: Clock, state: str) -> Payout:
    if state not in {"by hand", "paid by hand"}:
        connection = make_connection(ConnectorKind.WEBHOOK, ENTERED, by=SYSTEM)
        choose_route(RemedyKind.PARTIAL_REFUND, connection.pk, by=SYSTEM)
    payout = given.refund()
    clock.travel(START + UNDO)
    if state in {"sending", "taken", "unknown", "failed", "paid", "returned"}:
        begin_sending(payout.pk)
    steps: dict[str, list[Change]] = {
        "taken": [said(Pending("T-1"))],
        "unknown": [said(Unknown())],
        "failed": [said(Failed("refused"))],
        "paid": [said(PAID)],
        "paid by hand": [CHANGES["done"]],
        "returned": [said(PAID), CHANGES["found failed"]],
        "cancelled": [CHANGES["cancel"]],
    }
    for step in steps.get(state, []):
        step(fresh(payout))
    return fresh(payout)


@pytest.mark.parametrize(("state", "change", "outcome"), CASES)
def test_from_each_state(given: Given, clock: Clock, state: str, change: str, outcome: str) -> None:
    payout = payout_in(given, clock, state)
    before = state_of(payout)

    if outcome == REFUSED:
        with pytest.raises(DomainError):
            CHANGES[change](payout)
        assert state_of(payout) == before
    else:
        CHANGES[change](payout)
        assert state_of(payout) == (outcome, OF_REMEDY.get(outcome, "reserved"))
    check_books()


ASKED: dict[str, Callable[[Remedy], object]] = {
    "settle": lambda one: settle_remedy(one.pk, by=SYSTEM, at=now()),
    "return": lambda one: return_remedy(one.pk, by=SYSTEM),
    "release": lambda one: release_remedy(one.pk, by=SYSTEM, reason=ReleaseReason.CUSTOMER),
    "undo": lambda one: take_remedy_back(one.pk, by=SYSTEM),
    "approve": lambda one: answer_request(one.request.pk, Decision(answer=RequestAnswer.APPROVED), by=_olive(one)),
    "decline": lambda one: answer_request(
        one.request.pk, Decision(answer=RequestAnswer.DECLINED, words="No."), by=_olive(one)
    ),
    "withdraw": lambda one: withdraw_request(one.request.pk, by=SYSTEM),
}
OF_ASKED = {
    "asked": ". . . . reserved declined withdrawn",
    "declined": ". . . . . declined .",
    "withdrawn": ". . . . . . withdrawn",
    "approved": "settled reserved released released reserved . .",
}


def _olive(remedy: Remedy) -> Actor:
    approver = remedy.request.approver
    assert approver is not None
    return Actor.agent(approver.pk)


@pytest.mark.parametrize(
    ("state", "change", "outcome"),
    [
        (state, change, outcome.strip("."))
        for state, outcomes in OF_ASKED.items()
        for change, outcome in zip(ASKED, outcomes.split(), strict=True)
    ],
)
def test_what_was_asked_for(given: Given, state: str, change: str, outcome: str) -> None:
    gift = a_gift(RemedyKind.CREDIT, amount=Money(200_000, "USD"))
    by = Actor.agent(given.cast.mara.pk)
    remedy = ask_for_remedy(given.conversation.pk, gift, by=by).remedy
    steps = {"declined": "decline", "withdrawn": "withdraw", "approved": "approve"}
    if state in steps:
        ASKED[steps[state]](remedy)
    remedy = Remedy.objects.get(pk=remedy.pk)
    before = remedy.state

    if outcome == REFUSED:
        with pytest.raises(DomainError):
            ASKED[change](remedy)
    else:
        ASKED[change](remedy)
    remedy.refresh_from_db()
    assert remedy.state == (outcome or before)
    check_books()
