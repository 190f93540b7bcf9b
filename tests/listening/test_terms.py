"""Conversations are found by what was said after a complaint, as the page and the promise understand it."""

import pytest

from goodword.conversations.search.asking import narrowing
from goodword.conversations.types import Conversation
from goodword.core.actor import SYSTEM
from goodword.core.query import QueryError
from goodword.listening.actions.answering import Answer, answer_asking, erase_feedback
from goodword.listening.choices import Agreement, Item
from goodword.listening.types import Asking
from tests.cast import Cast

ANSWERS = [
    *(Answer(steps={item: step}) for item in Item for step in Agreement),
    Answer(words="Thank you."),
    Answer(words="Call me.", wants_follow_up=True),
    Answer(steps=dict.fromkeys(Item, 5), wants_follow_up=True),
    Answer(steps={Item.HEARD: 5, Item.OUTCOME: 1}),
]


def found(cast: Cast, typed: str) -> set[int]:
    rows = Conversation.objects.filter(narrowing(cast.mara, typed, is_typed=False))
    return set(rows.values_list("pk", flat=True))


def test_good_and_bad_are_what_the_answer_says_of_itself(cast: Cast, asking: Asking) -> None:
    for answer in ANSWERS:
        response = answer_asking(asking.pk, answer)

        assert (asking.conversation_id in found(cast, "feedback:bad")) is response.is_bad, answer
        assert (asking.conversation_id in found(cast, "opinion:buena")) is not response.is_bad, answer
        assert asking.conversation_id in found(cast, "feedback:any")


def test_who_was_asked_and_who_was_not(cast: Cast, conversation: Conversation) -> None:
    assert found(cast, "feedback:none") == {conversation.pk}
    assert found(cast, "feedback:any") == found(cast, "feedback:waiting") == set()


def test_who_has_not_answered_yet(cast: Cast, asking: Asking) -> None:
    assert found(cast, "feedback:waiting") == found(cast, "opinion:esperando") == {asking.conversation_id}
    assert found(cast, "feedback:none") == set()

    answer_asking(asking.pk, Answer(words="Good."))

    assert found(cast, "feedback:waiting") == set()


def test_what_is_erased_is_nobodys(cast: Cast, asking: Asking) -> None:
    answer_asking(asking.pk, Answer(steps={Item.HEARD: 1}))
    erase_feedback(asking.customer_id, by=SYSTEM)

    assert found(cast, "feedback:bad") == found(cast, "feedback:any") == set()


def test_no_other_word(cast: Cast) -> None:
    with pytest.raises(QueryError):
        found(cast, "feedback:great")
