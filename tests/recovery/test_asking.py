"""Above one's authority one asks: somebody who may give it owes an answer, in time."""

from datetime import timedelta

import pytest

from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid, NotAllowed, NotFound
from goodword.core.money import Money
from goodword.promises.choices import Settled, Target
from goodword.recovery.actions.asking import ask_for_remedy, withdraw_request
from goodword.recovery.actions.deciding import Decision, answer_request
from goodword.recovery.actions.giving import give_remedy
from goodword.recovery.choices import RemedyKind, RemedyState, RequestAnswer
from goodword.recovery.errors import AlreadyAnswered, MoreThanPaid
from goodword.recovery.queries.remedies import requests_for
from goodword.recovery.types import RemedyRequest
from tests.cast import Cast
from tests.recovery.remedies import a_gift, balances, let_give, paid
from tests.timeline import kinds, last_event


def test_the_first_who_may_give_it_owes_an_answer(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    let_give(cast, limit=20_000, role="lead")

    request = ask_for_remedy(conversation.pk, a_gift(minor=9_000), by=mara, because="  She waited twice. ")

    assert (request.approver, request.because) == (cast.tess, "She waited twice.")
    assert request.remedy.state == RemedyState.ASKED
    promise = request.promise
    assert promise is not None
    assert (promise.target, promise.owner, promise.to_agent) == (Target.INSIDE, cast.tess, cast.mara)
    assert promise.due_at == now() + timedelta(hours=1)
    assert requests_for(cast.tess) == [request]
    assert balances() == {}
    assert last_event("remedy.asked").data["approver_id"] == cast.tess.pk


def test_above_the_lead_the_owner_is_asked(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    let_give(cast, limit=8_999, role="lead")

    assert ask_for_remedy(conversation.pk, a_gift(minor=9_000), by=mara).approver == cast.olive


def test_asking_twice_with_one_key_asks_once(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    gift = a_gift()

    assert ask_for_remedy(conversation.pk, gift, by=mara) == ask_for_remedy(conversation.pk, gift, by=mara)

    assert kinds(conversation.pk).count("remedy.asked") == RemedyRequest.objects.count() == 1
    let_give(cast)
    assert give_remedy(conversation.pk, gift, by=mara).state == RemedyState.ASKED  # its key asked already


def test_the_owner_has_nobody_to_ask(conversation: Conversation, cast: Cast) -> None:
    with pytest.raises(Invalid, match="Nobody else"):
        ask_for_remedy(conversation.pk, a_gift(), by=Actor.agent(cast.olive.pk))


def test_what_costs_nothing_is_not_asked_for(conversation: Conversation, mara: Actor) -> None:
    with pytest.raises(Invalid) as refused:
        ask_for_remedy(conversation.pk, a_gift(RemedyKind.APOLOGY, None), by=mara)

    assert "without asking" in str(refused.value.fields["kind"])


def test_nobody_asks_for_more_than_was_paid(conversation: Conversation, mara: Actor) -> None:
    bought = paid(conversation, 1_000)

    with pytest.raises(MoreThanPaid):
        ask_for_remedy(conversation.pk, a_gift(RemedyKind.PARTIAL_REFUND, 1_001, purchase=bought.pk), by=mara)
    assert ask_for_remedy(conversation.pk, a_gift(RemedyKind.PARTIAL_REFUND, 1_000, purchase=bought.pk), by=mara)


def test_a_reason_as_long_as_a_letter(conversation: Conversation, mara: Actor) -> None:
    with pytest.raises(Invalid) as refused:
        ask_for_remedy(conversation.pk, a_gift(), by=mara, because="x" * 1_001)

    assert "because" in refused.value.fields


def test_not_asked_any_more(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    request = ask_for_remedy(conversation.pk, a_gift(), by=mara)

    withdraw_request(request.pk, by=mara)
    request = withdraw_request(request.pk, by=mara)

    assert (request.answer, request.remedy.state) == (RequestAnswer.WITHDRAWN, RemedyState.WITHDRAWN)
    assert request.promise is not None
    assert request.promise.settled == Settled.RELEASED
    assert requests_for(cast.olive) == []
    assert kinds(conversation.pk).count("remedy.request-withdrawn") == 1


def test_what_was_answered_is_not_withdrawn(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    request = ask_for_remedy(conversation.pk, a_gift(), by=mara)
    answer_request(request.pk, Decision(answer=RequestAnswer.APPROVED), by=Actor.agent(cast.olive.pk))

    with pytest.raises(AlreadyAnswered):
        withdraw_request(request.pk, by=mara)


@pytest.mark.parametrize(("minor", "currency"), [(10**12 + 1, "USD"), (10**30, "USD"), (100, "ZZZ"), (100, "DOLLARS")])
def test_nobody_asks_for_what_is_no_money(conversation: Conversation, mara: Actor, minor: int, currency: str) -> None:
    with pytest.raises(Invalid):
        ask_for_remedy(conversation.pk, a_gift(amount=Money(minor, currency)), by=mara)
    assert not RemedyRequest.objects.exists()


def test_only_who_asked_takes_it_back(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    request = ask_for_remedy(conversation.pk, a_gift(), by=mara)

    for other in (cast.olive, cast.tess):  # whoever answers declines, with a reason
        with pytest.raises(NotAllowed):
            withdraw_request(request.pk, by=Actor.agent(other.pk))
    assert RemedyRequest.objects.get().is_open


def test_no_such_request(cast: Cast, mara: Actor) -> None:
    with pytest.raises(NotFound):
        withdraw_request(999_999, by=mara)
