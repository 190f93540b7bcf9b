"""Answers in part, changed until it closes; a bad one is owed a follow-up by the person involved, or a lead."""

from datetime import timedelta

import pytest

from goodword.accounts.models import Agent
from goodword.conversations.types import Conversation
from goodword.core.actor import SYSTEM
from goodword.core.clock import now
from goodword.core.errors import Invalid
from goodword.listening.actions.answering import MOST_WORDS, Answer, answer_asking, erase_feedback
from goodword.listening.choices import Item
from goodword.listening.errors import AskingClosed
from goodword.listening.models import Asking, Response
from goodword.listening.queries import answers_between, last_words_of
from goodword.promises.queries.today import pressing_for
from tests.cast import Cast
from tests.frozen_time import Clock
from tests.timeline import kinds

GOOD = Answer(steps={Item.HEARD: 5, Item.OUTCOME: 3}, words="Thank you, Mara.")
BAD = Answer(steps={Item.OUTCOME: 2})


def test_a_part_is_an_answer_and_can_be_changed(asking: Asking) -> None:
    answer_asking(asking.pk, GOOD)
    again = answer_asking(asking.pk, Answer(steps={Item.HEARD: 4}))
    answer_asking(asking.pk, Answer(steps={Item.HEARD: 4}))

    assert again.answers == {Item.HEARD: 4}
    assert (Response.objects.count(), again.promise) == (1, None)
    assert kinds(asking.conversation_id).count("feedback.given") == 2


@pytest.mark.parametrize(
    "answer", [Answer(), Answer(words=" "), Answer(steps={Item.HEARD: 6}), Answer(words="x" * (MOST_WORDS + 1))]
)
def test_what_is_no_answer(asking: Asking, answer: Answer) -> None:
    with pytest.raises(Invalid):
        answer_asking(asking.pk, answer)

    assert not Response.objects.exists()


def test_not_once_it_is_closed(asking: Asking, clock: Clock) -> None:
    answer_asking(asking.pk, GOOD)
    clock.forward(days=14)

    with pytest.raises(AskingClosed):
        answer_asking(asking.pk, BAD)

    assert Response.objects.get().words == "Thank you, Mara."


@pytest.mark.parametrize("answer", [BAD, Answer(wants_follow_up=True), Answer(steps={Item.VALUED: 1, Item.HEARD: 5})])
def test_a_bad_one_is_owed_a_follow_up_once(asking: Asking, cast: Cast, answer: Answer) -> None:
    response = answer_asking(asking.pk, answer)
    answer_asking(asking.pk, Answer(steps={Item.HEARD: 1}))

    promise = response.promise
    assert promise is not None
    assert (promise.owner, promise.customer_id) == (cast.mara, asking.customer_id)
    assert timedelta(0) < promise.due_at - now() < timedelta(days=5)
    assert promise in pressing_for(cast.mara).rows
    assert kinds(asking.conversation_id).count("promise.made") == 1


def test_on_a_break_a_lead_has_it(asking: Asking, cast: Cast) -> None:
    Agent.objects.filter(pk=cast.mara.pk).update(break_until=now() + timedelta(hours=1))

    promise = answer_asking(asking.pk, BAD).promise

    assert promise is not None
    assert promise.owner == cast.tess


def test_the_counts_of_a_period(asking: Asking, conversation: Conversation) -> None:
    answer_asking(asking.pk, GOOD)
    held = Asking.objects.create(
        survey=asking.survey, subject_kind="complaint", subject_id=9, conversation=conversation, home=conversation,
        customer=conversation.customer, closes_at=now(), held="cooldown",
    )  # fmt: skip

    found = answers_between(held.at - timedelta(days=1), held.at + timedelta(days=1))

    heard, outcome = (next(one for one in found.items if one.item == item) for item in (Item.HEARD, Item.OUTCOME))
    assert (found.asked, found.answered) == (1, 1)
    assert [(one.answered, one.top, one.bad) for one in (heard, outcome)] == [(1, 1, 0), (1, 0, 0)]
    assert answers_between(held.at + timedelta(days=1), held.at + timedelta(days=2)).asked == 0


def test_their_last_words_for_who_may_read_them(asking: Asking, cast: Cast) -> None:
    said = answer_asking(asking.pk, GOOD)

    assert last_words_of(asking.customer_id, cast.mara) == said
    assert last_words_of(asking.customer_id, cast.cole) is None


def test_erased_their_words_are_gone(asking: Asking) -> None:
    answer_asking(asking.pk, GOOD)

    erase_feedback(asking.customer_id, by=SYSTEM)

    response = Response.objects.get()
    assert (response.words, response.answers) == ("", {Item.HEARD: 5, Item.OUTCOME: 3})
