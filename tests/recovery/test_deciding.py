"""Whoever is asked approves, gives less or declines: on their own authority, and never to themselves."""

import pytest

from goodword.accounts.actions.managing import change_role, suspend_agent
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import Invalid, NotAllowed
from goodword.core.money import Money
from goodword.people.actions.recognizing import recognize_customer
from goodword.promises.choices import Settled
from goodword.recovery.actions.asking import ask_for_remedy, withdraw_request
from goodword.recovery.actions.deciding import Decision, answer_request
from goodword.recovery.actions.giving import give_remedy
from goodword.recovery.choices import RemedyKind, RemedyState, RequestAnswer
from goodword.recovery.errors import AboveAuthority, AlreadyAnswered, MoreThanPaid, OwnRequest
from goodword.recovery.queries.remedies import requests_for
from goodword.recovery.types import RemedyRequest
from tests.cast import Cast
from tests.recovery.remedies import a_gift, balances, check_books, let_give, offered, paid
from tests.timeline import kinds, last_event

APPROVED = Decision(answer=RequestAnswer.APPROVED)
DECLINED = Decision(answer=RequestAnswer.DECLINED, words="We sent new ones already.")


def lowered(minor: int, currency: str = "USD") -> Decision:
    return Decision(answer=RequestAnswer.LOWERED, amount=Money(minor, currency), words="As agreed.")


@pytest.fixture
def tess(cast: Cast) -> Actor:
    """Tess leads, and may give $200.00 each time."""
    let_give(cast, limit=20_000, role="lead", budget_minor=30_000)
    return Actor.agent(cast.tess.pk)


@pytest.fixture
def request_of_mara(conversation: Conversation, mara: Actor, tess: Actor) -> RemedyRequest:
    return ask_for_remedy(conversation.pk, a_gift(minor=9_000), by=mara)


def test_approved_it_is_promised_on_the_approvers_authority(
    conversation: Conversation, cast: Cast, tess: Actor, request_of_mara: RemedyRequest
) -> None:
    request = answer_request(request_of_mara.pk, APPROVED, by=tess)

    remedy = request.remedy
    assert (remedy.state, remedy.given_by, remedy.asked_by) == (RemedyState.RESERVED, cast.tess, cast.mara)
    assert (request.answered_by, request.answered_minor) == (cast.tess, 9_000)
    assert request.promise is not None
    assert request.promise.settled == Settled.KEPT
    assert balances() == {("available", "USD"): -9_000, ("reserved", "USD"): 9_000}
    assert last_event("remedy.given").data["request_id"] == request.pk
    assert last_event("remedy.answered").data["asker_id"] == cast.mara.pk


def test_given_but_less(request_of_mara: RemedyRequest, tess: Actor) -> None:
    request = answer_request(request_of_mara.pk, lowered(4_000), by=tess)

    assert (request.remedy.amount_minor, request.asked_minor, request.answered_minor) == (4_000, 9_000, 4_000)
    check_books()


@pytest.mark.parametrize("decision", [lowered(9_000), lowered(9_001), lowered(0), lowered(-5), lowered(50, "EUR")])
def test_less_is_less_and_more_than_nothing(request_of_mara: RemedyRequest, tess: Actor, decision: Decision) -> None:
    with pytest.raises(Invalid) as refused:
        answer_request(request_of_mara.pk, decision, by=tess)

    assert "amount" in refused.value.fields


def test_declined_with_a_reason(conversation: Conversation, request_of_mara: RemedyRequest, tess: Actor) -> None:
    request = answer_request(request_of_mara.pk, DECLINED, by=tess)

    assert (request.remedy.state, request.words) == (RemedyState.DECLINED, "We sent new ones already.")
    assert balances() == {}
    assert "remedy.given" not in kinds(conversation.pk)


@pytest.mark.parametrize(
    "decision",
    [
        Decision(answer=RequestAnswer.DECLINED, words=" "),
        Decision(answer=RequestAnswer.LOWERED),
        Decision(answer=RequestAnswer.LOWERED, amount=Money(100, "USD"), words=" "),
        Decision(answer=RequestAnswer.WITHDRAWN),
        Decision(answer=RequestAnswer.APPROVED, words="x" * 1_001),
    ],
)
def test_an_answer_that_lacks_something(request_of_mara: RemedyRequest, tess: Actor, decision: Decision) -> None:
    with pytest.raises(Invalid):
        answer_request(request_of_mara.pk, decision, by=tess)


def test_nobody_answers_themselves(conversation: Conversation, cast: Cast, tess: Actor) -> None:
    request = ask_for_remedy(conversation.pk, a_gift(minor=20_001), by=tess)

    with pytest.raises(OwnRequest):
        answer_request(request.pk, lowered(100), by=tess)
    assert answer_request(request.pk, APPROVED, by=Actor.agent(cast.olive.pk)).remedy.is_given


def test_an_agent_answers_nobody(cast: Cast, request_of_mara: RemedyRequest) -> None:
    let_give(cast, limit=100_000)

    with pytest.raises(NotAllowed):
        answer_request(request_of_mara.pk, APPROVED, by=Actor.agent(cast.caleb.pk))


def test_only_within_the_authority_of_whoever_answers(
    conversation: Conversation, cast: Cast, mara: Actor, tess: Actor
) -> None:
    request = ask_for_remedy(conversation.pk, a_gift(minor=20_001), by=mara)

    with pytest.raises(AboveAuthority) as refused:
        answer_request(request.pk, APPROVED, by=tess)
    assert refused.value.most == Money(20_000, "USD")
    with pytest.raises(AboveAuthority):
        answer_request(request.pk, APPROVED, by=Actor.agent(cast.adam.pk))
    assert answer_request(request.pk, lowered(20_000), by=tess).remedy.is_given


def test_an_approvers_budget_is_used_up_by_what_they_approve(
    conversation: Conversation, mara: Actor, tess: Actor
) -> None:
    first = ask_for_remedy(conversation.pk, a_gift(minor=20_000), by=mara)
    second = ask_for_remedy(conversation.pk, a_gift(minor=10_001), by=mara)
    answer_request(first.pk, APPROVED, by=tess)

    with pytest.raises(AboveAuthority):
        answer_request(second.pk, APPROVED, by=tess)
    assert answer_request(second.pk, lowered(10_000), by=tess).remedy.is_given


def test_the_owner_may_always_up_to_what_was_paid(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    bought, olive = paid(conversation, 90_000), Actor.agent(cast.olive.pk)
    gifts = [a_gift(RemedyKind.PARTIAL_REFUND, 50_000, purchase=bought.pk) for _ in range(2)]
    first, second = (ask_for_remedy(conversation.pk, gift, by=mara) for gift in gifts)
    answer_request(first.pk, APPROVED, by=olive)

    with pytest.raises(MoreThanPaid):
        answer_request(second.pk, APPROVED, by=olive)
    assert answer_request(second.pk, lowered(40_000), by=olive).remedy.authority is None
    check_books()


def test_a_full_refund_lowered_is_a_part(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    bought, olive = paid(conversation, 90_000), Actor.agent(cast.olive.pk)
    gift = a_gift(RemedyKind.FULL_REFUND, None, purchase=bought.pk)
    request = ask_for_remedy(conversation.pk, gift, by=mara)

    assert answer_request(request.pk, lowered(40_000), by=olive).remedy.kind == RemedyKind.PARTIAL_REFUND
    assert ask_for_remedy(conversation.pk, gift, by=mara) == request  # the form, sent once more
    check_books()


def test_a_product_is_not_given_in_part(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    gift = a_gift(RemedyKind.COMP_PRODUCT, None, product=offered(cast).pk)
    request = ask_for_remedy(conversation.pk, gift, by=mara)

    with pytest.raises(Invalid) as refused:
        answer_request(request.pk, lowered(5), by=Actor.agent(cast.olive.pk))

    assert "in part" in str(refused.value.fields["amount"])
    assert answer_request(request.pk, APPROVED, by=Actor.agent(cast.olive.pk)).remedy.amount_minor == 1_200


def test_the_same_answer_twice_is_once(conversation: Conversation, cast: Cast, tess: Actor, mara: Actor) -> None:
    request = ask_for_remedy(conversation.pk, a_gift(minor=9_000), by=mara)
    answer_request(request.pk, APPROVED, by=tess)
    answer_request(request.pk, APPROVED, by=tess)

    assert kinds(conversation.pk).count("remedy.given") == kinds(conversation.pk).count("remedy.answered") == 1
    for decision, by in ((DECLINED, tess), (APPROVED, Actor.agent(cast.olive.pk))):
        with pytest.raises(AlreadyAnswered):
            answer_request(request.pk, decision, by=by)


def test_another_amount_is_another_answer(request_of_mara: RemedyRequest, tess: Actor) -> None:
    answer_request(request_of_mara.pk, lowered(3_000), by=tess)
    answer_request(request_of_mara.pk, lowered(3_000), by=tess)

    with pytest.raises(AlreadyAnswered, match=r"\$30.00 was approved, and stands"):
        answer_request(request_of_mara.pk, lowered(4_000), by=tess)
    assert balances() == {("available", "USD"): -3_000, ("reserved", "USD"): 3_000}


def test_a_product_is_worth_what_it_was_when_it_was_asked_for(
    conversation: Conversation, cast: Cast, mara: Actor
) -> None:
    product = offered(cast)
    request = ask_for_remedy(conversation.pk, a_gift(RemedyKind.COMP_PRODUCT, None, product=product.pk), by=mara)
    product.change(value_minor=9_900, currency="EUR")

    remedy = answer_request(request.pk, APPROVED, by=Actor.agent(cast.olive.pk)).remedy
    assert (remedy.amount_minor, remedy.currency) == (1_200, "USD")
    check_books()


def test_what_is_another_persons_matter_by_now_is_not_given(
    conversation: Conversation, request_of_mara: RemedyRequest, tess: Actor
) -> None:
    theo = recognize_customer(address="theo@example.org", name="Theo")
    conversation.change(customer=theo)

    with pytest.raises(Invalid, match="another person"):
        answer_request(request_of_mara.pk, APPROVED, by=tess)
    assert answer_request(request_of_mara.pk, DECLINED, by=tess).remedy.state == RemedyState.DECLINED


@pytest.mark.parametrize("why", ["left", "leads no more"])
def test_who_cannot_answer_any_more_is_not_waited_for(cast: Cast, request_of_mara: RemedyRequest, why: str) -> None:
    assert request_of_mara.approver == cast.tess
    olive = Actor.agent(cast.olive.pk)
    if why == "left":
        suspend_agent(cast.tess.pk, by=olive)
    else:
        change_role(cast.tess.pk, by=olive, role="agent")

    request_of_mara.refresh_from_db()
    assert request_of_mara.promise is not None
    assert request_of_mara.approver == request_of_mara.promise.owner == cast.olive
    assert request_of_mara in requests_for(cast.olive)
    assert last_event("remedy.request-put-to-another").data["approver_id"] == cast.olive.pk


def test_what_nobody_can_answer_waits_for_the_next_who_leads(conversation: Conversation, cast: Cast) -> None:
    let_give(cast, limit=20_000, role="lead")
    olive = Actor.agent(cast.olive.pk)
    suspend_agent(cast.adam.pk, by=olive)
    request = ask_for_remedy(conversation.pk, a_gift(minor=20_000), by=olive)
    suspend_agent(cast.tess.pk, by=olive)
    request.refresh_from_db()
    assert request.approver is None

    change_role(cast.mara.pk, by=olive, role="lead")

    request.refresh_from_db()
    assert request.promise is not None
    assert request.approver == request.promise.owner == cast.mara


def test_who_asked_does_not_answer_in_another_role(cast: Cast, request_of_mara: RemedyRequest, mara: Actor) -> None:
    change_role(cast.mara.pk, by=Actor.agent(cast.olive.pk), role="owner")
    suspend_agent(cast.tess.pk, by=mara)

    with pytest.raises(OwnRequest):
        answer_request(request_of_mara.pk, APPROVED, by=mara)
    request_of_mara.refresh_from_db()
    assert request_of_mara.approver == cast.olive


def test_a_lead_who_becomes_an_administrator_answers_still(
    cast: Cast, request_of_mara: RemedyRequest, tess: Actor
) -> None:
    change_role(cast.tess.pk, by=Actor.agent(cast.olive.pk), role="administrator")

    request_of_mara.refresh_from_db()
    assert request_of_mara.approver == cast.tess
    with pytest.raises(AboveAuthority):
        answer_request(request_of_mara.pk, APPROVED, by=tess)  # her authority was for leads


def test_what_is_not_asked_any_more_is_not_answered(request_of_mara: RemedyRequest, tess: Actor, mara: Actor) -> None:
    withdraw_request(request_of_mara.pk, by=mara)

    with pytest.raises(AlreadyAnswered):
        answer_request(request_of_mara.pk, APPROVED, by=tess)


def test_what_was_asked_for_takes_nothing_until_it_is_answered(
    conversation: Conversation, cast: Cast, mara: Actor, request_of_mara: RemedyRequest
) -> None:
    let_give(cast, customer_cap_minor=5_000)

    assert give_remedy(conversation.pk, a_gift(minor=5_000), by=mara).is_given
