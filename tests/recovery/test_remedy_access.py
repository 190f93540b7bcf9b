"""Who may see a matter sees what was given in it; nobody else knows of it."""

import pytest

from goodword.conversations.access import To
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import NotFound
from goodword.core.money import Money
from goodword.recovery.access import purchase_for, remedy_for, request_for
from goodword.recovery.actions.asking import ask_for_remedy
from goodword.recovery.actions.giving import give_remedy
from goodword.recovery.queries.remedies import given_to_customer, purchases_of, remedies_in
from goodword.recovery.types import Purchase, RemedyRequest
from tests.cast import Cast
from tests.recovery.remedies import a_gift, let_give, paid


@pytest.fixture
def bought(conversation: Conversation) -> Purchase:
    return paid(conversation)


@pytest.fixture
def asked(conversation: Conversation, mara: Actor, bought: Purchase) -> RemedyRequest:
    return ask_for_remedy(conversation.pk, a_gift(purchase=bought.pk), by=mara)


def test_whoever_may_answer_may_give(cast: Cast, asked: RemedyRequest, bought: Purchase) -> None:
    assert remedy_for(cast.mara, asked.remedy_id, To.ANSWER) == asked.remedy
    assert request_for(cast.tess, asked.pk) == asked
    assert purchase_for(cast.mara, bought.pk) == bought
    assert purchases_of(bought.customer_id) == [bought]
    assert remedies_in(asked.remedy.conversation_id) == [asked.remedy]


def test_a_stranger_knows_of_nothing(cast: Cast, asked: RemedyRequest, bought: Purchase) -> None:
    with pytest.raises(NotFound):
        remedy_for(cast.caleb, asked.remedy_id)
    with pytest.raises(NotFound):
        request_for(cast.caleb, asked.pk)
    with pytest.raises(NotFound):
        purchase_for(cast.caleb, bought.pk)


def test_what_a_customer_was_given_is_summed_where_one_may_see_it(
    cast: Cast, conversation: Conversation, mara: Actor
) -> None:
    let_give(cast)
    first, second = (give_remedy(conversation.pk, a_gift(), by=mara) for _ in range(2))

    given = given_to_customer(conversation.customer_id, cast.mara)

    assert (given.remedies, given.sums) == ([second, first], [Money(5_000, "USD")])
    assert given_to_customer(conversation.customer_id, cast.caleb).sums == []


def test_what_there_is_not(cast: Cast) -> None:
    for reach in (remedy_for, request_for, purchase_for):
        with pytest.raises(NotFound):
            reach(cast.olive, 999_999)
