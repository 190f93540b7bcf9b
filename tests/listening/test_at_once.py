"""Two workers ask, or somebody sends twice, at the same moment, by two connections: it happens once."""

import pytest

from goodword.conversations.types import Conversation
from goodword.core.clock import NEVER
from goodword.listening.actions.answering import Answer, answer_asking
from goodword.listening.actions.asking import About, ask_back
from goodword.listening.choices import Item
from goodword.listening.models import Asking, Response
from goodword.promises.models import Promise
from tests.cast import Cast, found_cast
from tests.recovery.test_at_once import at_once
from tests.timeline import kinds

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return found_cast()


@pytest.mark.usefixtures("settings_row")
def test_two_workers_ask_once(conversation: Conversation, about: About) -> None:

    assert at_once(*[lambda: ask_back(conversation.pk, about)] * 3) == 3

    assert Asking.objects.get().held == ""
    assert kinds(conversation.pk).count("feedback.asked") == 1


@pytest.mark.usefixtures("settings_row")
def test_two_complaints_at_once_are_one_question(conversation: Conversation, about: About) -> None:
    other = About(kind="complaint", id=8, answers=about.answers)

    at_once(lambda: ask_back(conversation.pk, about), lambda: ask_back(conversation.pk, other))

    assert sorted(Asking.objects.values_list("held", flat=True)) == ["", "cooldown"]


def test_a_form_sent_twice_is_one_answer_and_one_follow_up(asking: Asking) -> None:
    answer = Answer(steps={Item.OUTCOME: 1})
    before = Promise.objects.count()

    asking.change(closes_at=NEVER)  # the other threads are not in the time of the test

    assert at_once(*[lambda: answer_asking(asking.pk, answer)] * 3) == 3

    assert (Response.objects.count(), Promise.objects.count() - before) == (1, 1)
