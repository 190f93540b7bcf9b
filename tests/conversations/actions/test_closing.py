"""Closing and reopening, and taking both back."""

from datetime import timedelta

import pytest

from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.reopening import reopen_conversation
from goodword.conversations.actions.snoozing import snooze_conversation
from goodword.conversations.types import Conversation
from goodword.core import guards
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, NotFound
from goodword.core.operations import undo
from tests.cast import Cast
from tests.timeline import kinds, last_event


def test_closing_takes_it_out_of_the_queue(conversation: Conversation, mara: Actor) -> None:
    closed = close_conversation(conversation.pk, by=mara)

    assert (closed.is_open, closed.closed_at) == (False, now())
    assert last_event("conversation.closed").actor == mara


def test_closing_twice_is_once(conversation: Conversation, mara: Actor) -> None:
    close_conversation(conversation.pk, by=mara)
    close_conversation(conversation.pk, by=mara)

    assert kinds(conversation.pk).count("conversation.closed") == 1


def test_a_guard_of_a_higher_room_stops_it(
    conversation: Conversation, mara: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guards, "_guards", {})

    @guards.before(close_conversation)
    def something_is_owed(subject: Conversation, *, by: Actor) -> None:
        raise ActionRefused("Something is still owed.")

    with pytest.raises(ActionRefused, match="still owed"):
        close_conversation(conversation.pk, by=mara)
    conversation.refresh_from_db()
    assert conversation.is_open


def test_closing_what_is_not_there_says_so(cast: Cast, mara: Actor) -> None:
    with pytest.raises(NotFound):
        close_conversation(99, by=mara)


def test_reopening_puts_it_back(conversation: Conversation, mara: Actor) -> None:
    close_conversation(conversation.pk, by=mara)

    assert reopen_conversation(conversation.pk, by=mara).is_open
    assert kinds(conversation.pk)[-1] == "conversation.reopened"


def test_undo_reopens_and_says_what_it_took_back(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    close_conversation(conversation.pk, by=mara)
    closed = last_event("conversation.closed")

    undo(closed.pk, agent=cast.mara, by=mara)
    undo(closed.pk, agent=cast.mara, by=mara)

    conversation.refresh_from_db()
    assert conversation.is_open
    assert last_event("conversation.reopened").undoes == closed
    assert kinds(conversation.pk).count("conversation.reopened") == 1


def test_undo_leaves_what_another_one_closed_since(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    tess = Actor.agent(cast.tess.pk)
    close_conversation(conversation.pk, by=mara)
    first = last_event("conversation.closed")
    reopen_conversation(conversation.pk, by=tess)
    close_conversation(conversation.pk, by=tess)

    with pytest.raises(ActionRefused, match="Somebody changed this since"):
        undo(first.pk, agent=cast.mara, by=mara)
    conversation.refresh_from_db()
    assert not conversation.is_open


def test_a_stranger_cannot_undo(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    close_conversation(conversation.pk, by=mara)

    with pytest.raises(NotFound):
        undo(last_event("conversation.closed").pk, agent=cast.caleb, by=Actor.agent(cast.caleb.pk))


def test_undo_snoozes_again_what_was_snoozed(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    until = now() + timedelta(days=1)
    snooze_conversation(conversation.pk, by=mara, until=until)
    close_conversation(conversation.pk, by=mara)
    undo(last_event("conversation.closed").pk, agent=cast.mara, by=mara)

    conversation.refresh_from_db()
    assert (conversation.is_snoozed, conversation.snoozed_until) == (True, until)
