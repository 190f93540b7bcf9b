"""How soon the house wants to look at a matter, and taking that back."""

import pytest

from goodword.conversations.actions.prioritizing import set_priority
from goodword.conversations.choices import Priority
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import ActionRefused, Invalid, NotFound
from goodword.core.operations import undo
from tests.cast import Cast
from tests.timeline import kinds, last_event


def test_a_priority_is_set_and_recorded(conversation: Conversation, mara: Actor) -> None:
    changed = set_priority(conversation.pk, by=mara, to=Priority.URGENT)

    assert changed.priority == Priority.URGENT
    assert last_event("conversation.priority-changed").data == {"before": 2, "after": 4}


def test_the_same_again_is_no_event(conversation: Conversation, mara: Actor) -> None:
    set_priority(conversation.pk, by=mara, to=Priority.NORMAL)

    assert "conversation.priority-changed" not in kinds(conversation.pk)


def test_what_is_no_priority_is_refused(conversation: Conversation, mara: Actor) -> None:
    with pytest.raises(Invalid):
        set_priority(conversation.pk, by=mara, to=5)
    with pytest.raises(NotFound):
        set_priority(99, by=mara, to=Priority.HIGH)
    conversation.refresh_from_db()
    assert conversation.priority == Priority.NORMAL


def test_undo_gives_the_priority_it_had(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    set_priority(conversation.pk, by=mara, to=Priority.HIGH)
    set_priority(conversation.pk, by=mara, to=Priority.LOW)

    undo(last_event("conversation.priority-changed").pk, agent=cast.mara, by=mara)

    conversation.refresh_from_db()
    assert conversation.priority == Priority.HIGH


def test_undo_leaves_what_somebody_else_set_since(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    set_priority(conversation.pk, by=mara, to=Priority.HIGH)
    first = last_event("conversation.priority-changed")
    set_priority(conversation.pk, by=Actor.agent(cast.tess.pk), to=Priority.URGENT)

    with pytest.raises(ActionRefused, match="Somebody changed this since"):
        undo(first.pk, agent=cast.mara, by=mara)
