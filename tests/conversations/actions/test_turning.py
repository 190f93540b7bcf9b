"""Somebody says whose turn it is."""

import pytest

from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.turning import set_turn
from goodword.conversations.choices import Turn
from goodword.conversations.projections import restate_conversation
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused
from goodword.core.operations import undo
from tests.cast import Cast, letter
from tests.frozen_time import Clock
from tests.timeline import kinds, last_event


def test_it_holds_until_somebody_writes(conversation: Conversation, cast: Cast, mara: Actor, clock: Clock) -> None:
    clock.forward(minutes=1)
    turned = set_turn(conversation.pk, by=mara, to=Turn.THEIRS)
    restate_conversation(turned)
    assert (turned.turn, turned.waiting_since) == (Turn.THEIRS, now())

    clock.forward(minutes=1)
    receive_message(letter(cast, conversation.customer, conversation_id=conversation.pk))
    conversation.refresh_from_db()
    assert conversation.turn == Turn.OURS


def test_said_twice_it_is_said_once(conversation: Conversation, mara: Actor) -> None:
    set_turn(conversation.pk, by=mara, to=Turn.THEIRS)
    set_turn(conversation.pk, by=mara, to=Turn.THEIRS)

    assert kinds(conversation.pk).count("conversation.turn-set") == 1


def test_what_is_closed_is_nobodys_turn(conversation: Conversation, mara: Actor) -> None:
    close_conversation(conversation.pk, by=mara)

    with pytest.raises(ActionRefused):
        set_turn(conversation.pk, by=mara, to=Turn.THEIRS)


def test_undo_gives_it_back(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    set_turn(conversation.pk, by=mara, to=Turn.THEIRS)
    undo(last_event("conversation.turn-set").pk, agent=cast.mara, by=mara)

    conversation.refresh_from_db()
    assert conversation.turn == Turn.OURS
