"""What was given is found by what one types: how it stands, its kind, and how much it cost."""

import pytest

from goodword.conversations.search.asking import narrowing
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.query import QueryError
from goodword.recovery.actions.asking import ask_for_remedy
from goodword.recovery.actions.giving import give_remedy
from goodword.recovery.actions.payouts_by_hand import cancel_payout
from goodword.recovery.choices import RemedyKind
from goodword.recovery.types import Payout
from tests.cast import Cast, conversation_with_odile
from tests.recovery.remedies import a_gift, let_give


def found(cast: Cast, typed: str) -> list[int]:
    rows = Conversation.objects.filter(narrowing(cast.mara, typed, is_typed=False))
    return list(rows.order_by("pk").values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("remedy:given", True),
        ("remedy:promised", True),
        ("remedy:credit", True),
        ("remedio:dado", True),
        ("remedy:25", True),
        ("remedy:>=25", True),
        ("remedy:20..30.50", True),
        ("remedy:..25", True),
        ("remedy:>25", False),
        ("remedy:<25.00", False),
        ("remedy:paid", False),
        ("remedy:failed", False),
        ("remedy:asked", False),
        ("remedy:released", False),
        ("remedy:full-refund", False),
        ("remedy:none", False),
    ],
)
def test_by_what_one_types(cast: Cast, conversation: Conversation, mara: Actor, typed: str, is_found: bool) -> None:
    other = conversation_with_odile(cast)
    let_give(cast)
    give_remedy(conversation.pk, a_gift(), by=mara)

    assert (conversation.pk in found(cast, typed)) is is_found
    assert (other.pk in found(cast, typed)) is (typed == "remedy:none")


def test_what_waits_for_an_answer(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    let_give(cast, 1_000)
    ask_for_remedy(conversation.pk, a_gift(), by=mara)

    assert found(cast, "remedy:asked") == [conversation.pk]
    assert found(cast, "remedy:mine") == found(cast, "remedy:given") == []


def test_what_was_not_given_after_all(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    let_give(cast)
    remedy = give_remedy(conversation.pk, a_gift(RemedyKind.FEE_WAIVER), by=mara)
    cancel_payout(Payout.objects.get(remedy=remedy).pk, by=Actor.agent(cast.tess.pk))

    assert found(cast, "remedy:released") == [conversation.pk]
    assert found(cast, "remedy:fee-waiver") == []


@pytest.mark.parametrize("typed", ["remedy:purple", "remedy:>much", "remedy:<0.001", "remedy:-5..10"])
def test_what_means_nothing_is_said(cast: Cast, typed: str) -> None:
    with pytest.raises(QueryError):
        found(cast, typed)
