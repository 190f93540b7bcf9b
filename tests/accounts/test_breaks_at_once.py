"""Something is given at the very moment at which a break begins, by two connections: one of the two comes first."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from goodword.accounts.actions.breaks import take_break
from goodword.conversations.actions.assigning import assign_conversation
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.promises.actions.giving import Word, give_promise
from goodword.promises.actions.handing_over import hand_over_promise
from goodword.recovery.actions.assessing import look_into_complaint
from tests.cast import Cast, conversation_with_odile, found_cast
from tests.recovery.complaining import complaint_of
from tests.recovery.test_at_once import at_once
from tests.timeline import recorded

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return found_cast()


@pytest.fixture
def conversation(cast: Cast) -> Conversation:
    return conversation_with_odile(cast)


def _assign(conversation: Conversation, by: Actor, to: int) -> None:
    assign_conversation(conversation.pk, by=by, to=to)


def _hand_over(conversation: Conversation, by: Actor, to: int) -> None:
    word = Word(ours="Call", due=now() + timedelta(days=1), owner=by.id)
    hand_over_promise(give_promise(conversation.pk, word, by=by).pk, by=by, agent=to)


def _let_look(conversation: Conversation, by: Actor, to: int) -> None:
    look_into_complaint(conversation.pk, by=by, to=to)


GIVEN = {
    "conversation.assigned": _assign,
    "promise.handed-over": _hand_over,
    "complaint.handed-over": _let_look,
}


@pytest.mark.parametrize("kind", GIVEN)
def test_nothing_lands_once_the_break_began(kind: str, cast: Cast, conversation: Conversation) -> None:
    tess, mara = Actor.agent(cast.tess.pk), Actor.agent(cast.mara.pk)
    complaint_of(conversation, tess)
    give: Callable[[Conversation, Actor, int], None] = GIVEN[kind]

    at_once(lambda: take_break(20, by=mara), lambda: give(conversation, tess, cast.mara.pk))

    began = recorded("agent.break-taken")[0].pk
    assert all(one.pk < began for one in recorded(kind) if cast.mara.pk in one.data.values())
