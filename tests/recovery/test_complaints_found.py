"""Complaints are found by what one types, and stand beside whoever made them, for those who may read them."""

import pytest

from goodword.conversations.search.asking import narrowing
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.query import QueryError
from goodword.recovery.actions.assessing import Assessment, assess_complaint
from goodword.recovery.complaint_choices import Severity
from goodword.recovery.queries.complaints import complaints_of
from tests.cast import Cast, conversation_with_odile
from tests.recovery.complaining import complaint_of


def found(cast: Cast, typed: str) -> list[int]:
    rows = Conversation.objects.filter(narrowing(cast.mara, typed, is_typed=False))
    return list(rows.order_by("pk").values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("complaint:open", True),
        ("complaint:any", True),
        ("complaint:mine", True),
        ("complaint:severe", True),
        ("complaint:safety", True),
        ("queja:abierta", True),
        ("complaint:closed", False),
        ("complaint:low", False),
        ("complaint:noticed", False),
        ("complaint:none", False),
    ],
)
def test_by_what_one_types(cast: Cast, conversation: Conversation, mara: Actor, typed: str, is_found: bool) -> None:
    other = conversation_with_odile(cast)
    complaint_of(conversation, mara)
    assess_complaint(conversation.pk, Assessment(severity=Severity.SEVERE, is_safety=True), by=mara)

    assert (conversation.pk in found(cast, typed)) is is_found
    assert (other.pk in found(cast, typed)) is (typed == "complaint:none")


def test_a_word_that_means_nothing_is_said(cast: Cast) -> None:
    with pytest.raises(QueryError):
        found(cast, "complaint:purple")


def test_strangers_do_not_learn_that_somebody_complained(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    complaint = complaint_of(conversation, mara)

    assert complaints_of(conversation.customer_id, cast.mara) == [complaint]
    assert complaints_of(conversation.customer_id, cast.caleb) == []


def test_what_reads_like_one_and_waits(cast: Cast, mara: Actor) -> None:
    angry = conversation_with_odile(cast, text="This is unacceptable.")
    assert found(cast, "complaint:noticed") == found(cast, "queja:notada") == [angry.pk]

    complaint_of(angry, mara)
    assert found(cast, "complaint:noticed") == []
