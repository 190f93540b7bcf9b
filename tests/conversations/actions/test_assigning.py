"""Who has it."""

import pytest

from goodword.accounts.actions.managing import suspend_agent
from goodword.conversations.actions.assigning import assign_conversation, move_conversation
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import ActionRefused, Invalid
from goodword.core.operations import undo
from tests.cast import Cast
from tests.timeline import kinds, last_event


def test_assigning_records_before_and_after(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    assert assign_conversation(conversation.pk, by=mara, to=cast.tess.pk).assignee == cast.tess
    assert last_event("conversation.assigned").data == {"before": None, "after": cast.tess.pk}


def test_assigning_to_the_same_is_nothing(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    assign_conversation(conversation.pk, by=mara, to=cast.tess.pk)
    assign_conversation(conversation.pk, by=mara, to=cast.tess.pk)

    assert kinds(conversation.pk).count("conversation.assigned") == 1


def test_nobody_suspended_gets_one(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    suspend_agent(cast.tess.pk, by=Actor.agent(cast.olive.pk))

    with pytest.raises(Invalid):
        assign_conversation(conversation.pk, by=mara, to=cast.tess.pk)


def test_undo_gives_it_back(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    assign_conversation(conversation.pk, by=mara, to=cast.mara.pk)
    assign_conversation(conversation.pk, by=mara, to=cast.tess.pk)

    undo(last_event("conversation.assigned").pk, agent=cast.mara, by=mara)

    conversation.refresh_from_db()
    assert conversation.assignee == cast.mara


def test_undo_leaves_alone_what_somebody_changed_since(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    assign_conversation(conversation.pk, by=mara, to=cast.tess.pk)
    first = last_event("conversation.assigned")
    assign_conversation(conversation.pk, by=mara, to=cast.olive.pk)

    with pytest.raises(ActionRefused):
        undo(first.pk, agent=cast.mara, by=mara)


def test_moving_to_a_team_and_back(cast: Cast, conversation: Conversation) -> None:
    tess = Actor.agent(cast.tess.pk)
    assert move_conversation(conversation.pk, by=tess, team=None).team is None

    undo(last_event("conversation.moved").pk, agent=cast.tess, by=tess)

    conversation.refresh_from_db()
    assert conversation.team == cast.pharmacy


def test_moving_to_a_team_that_is_not_there_is_refused(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    with pytest.raises(Invalid):
        move_conversation(conversation.pk, by=mara, team=99)
