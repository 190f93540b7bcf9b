"""Calls and visits logged by hand: whose turn it is then, what stands in the conversation, and the way back."""

from datetime import timedelta
from typing import Any

import pytest

from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.planning import plan_reply
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.replying import send_reply, undo_reply
from goodword.conversations.actions.snoozing import snooze_conversation
from goodword.conversations.actions.spam import list_spam_sender, listed_sender
from goodword.conversations.actions.talking import Said, correct_talk, log_talk, open_by_talk, take_back_talk
from goodword.conversations.choices import Channel, Delivery, Direction, DraftKind, State, Turn
from goodword.conversations.models import Conversation, Draft
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid, NotAllowed, NotFound
from goodword.core.jobs.models import QueuedJob
from goodword.core.models import RecordedEvent
from tests.cast import Cast, letter
from tests.frozen_time import Clock
from tests.timeline import last_event


def said(**changes: Any) -> Said:
    return Said(**{"channel": Channel.PHONE, "words": "Where is the van?", **changes})


@pytest.mark.parametrize(("direction", "turn"), [("in", "ours"), ("in", "theirs"), ("out", "theirs"), ("out", "ours")])
def test_the_agent_says_whose_turn_it_is(
    conversation: Conversation, mara: Actor, clock: Clock, direction: str, turn: str
) -> None:
    clock.forward(hours=1)
    log_talk(conversation.pk, said(direction=Direction(direction), after=turn), by=mara)
    conversation.refresh_from_db()
    assert (conversation.turn, conversation.preview) == (turn, "Where is the van?")
    assert conversation.assignee_id == mara.agent_id


def test_it_stands_with_the_letters_and_nothing_is_sent(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    before = QueuedJob.objects.count()
    message = log_talk(conversation.pk, said(minutes=4, outcome="It comes at nine."), by=mara)
    assert (message.channel, message.delivery, message.body.text) == ("phone", Delivery.NONE, "Where is the van?")
    assert (message.talk.agent, message.talk.minutes, message.talk.outcome) == (cast.mara, 4, "It comes at nine.")
    assert message.customer == conversation.customer
    assert QueuedJob.objects.count() == before
    assert last_event("talk.logged").data == {"message_id": message.pk, "channel": "phone", "direction": "in"}


def test_a_settled_call_stays_settled_when_the_turn_is_reckoned_anew(
    conversation: Conversation, mara: Actor, clock: Clock
) -> None:
    clock.forward(hours=1)
    log_talk(conversation.pk, said(after="theirs"), by=mara)
    clock.forward(minutes=1)
    undo_reply(send_reply(conversation.pk, by=mara, html="<p>And this.</p>").pk, by=mara)
    conversation.refresh_from_db()
    assert conversation.turn == Turn.THEIRS


def test_they_wait_since_what_was_not_settled(
    cast: Cast, conversation: Conversation, mara: Actor, clock: Clock
) -> None:
    clock.forward(hours=1)
    log_talk(conversation.pk, said(after="theirs"), by=mara)
    asked = clock.forward(hours=1)
    log_talk(conversation.pk, said(after="ours"), by=mara)
    conversation.refresh_from_db()
    assert (conversation.turn, conversation.waiting_since) == (Turn.OURS, asked)


def test_a_call_of_yesterday_takes_nothing_from_todays_letter(conversation: Conversation, mara: Actor) -> None:
    earlier = conversation.last_message_at - timedelta(days=1)
    log_talk(conversation.pk, said(after="theirs", at=earlier), by=mara)
    fresh = Conversation.objects.get()
    assert (fresh.turn, fresh.last_message_at) == (Turn.OURS, conversation.last_message_at)


def test_done_closes_and_a_closed_matter_opens_again(conversation: Conversation, mara: Actor, clock: Clock) -> None:
    log_talk(conversation.pk, said(after="closed"), by=mara)
    conversation.refresh_from_db()
    assert conversation.state == State.CLOSED
    clock.forward(minutes=1)
    log_talk(conversation.pk, said(), by=mara)
    conversation.refresh_from_db()
    assert conversation.state == State.OPEN


def test_their_call_holds_a_planned_reply_back_and_ours_does_not(
    conversation: Conversation, mara: Actor, clock: Clock
) -> None:
    plan_reply(conversation.pk, by=mara, html="<p>Well?</p>", at=clock.now() + timedelta(days=1))
    log_talk(conversation.pk, said(direction=Direction.OUT), by=mara)
    assert Draft.objects.get().kind == DraftKind.PLANNED
    log_talk(conversation.pk, said(), by=mara)
    assert Draft.objects.get().kind == DraftKind.REPLY


def test_a_conversation_can_begin_with_a_visit(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    message = open_by_talk(conversation.customer_id, said(channel=Channel.IN_PERSON), by=mara, team=cast.pharmacy.pk)
    opened = message.conversation
    assert (opened.subject, opened.channel, opened.team) == ("Where is the van?", "in-person", cast.pharmacy)
    assert (opened.turn, opened.customer) == (Turn.OURS, conversation.customer)
    with pytest.raises(NotFound):
        open_by_talk(999, said(), by=mara)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"words": " "}, "words"), ({"channel": Channel.EMAIL}, "channel"), ({"minutes": 5000}, "minutes"),
     ({"at": "tomorrow"}, "at")],
)  # fmt: skip
def test_what_cannot_be_is_refused(
    conversation: Conversation, mara: Actor, clock: Clock, changes: dict[str, Any], field: str
) -> None:
    if "at" in changes:
        changes = {"at": clock.now() + timedelta(days=1)}
    with pytest.raises(Invalid) as refused:
        log_talk(conversation.pk, said(**changes), by=mara)
    assert list(refused.value.fields) == [field]
    assert conversation.messages.count() == 1


def test_its_author_corrects_it_and_nobody_else(
    cast: Cast, conversation: Conversation, mara: Actor, clock: Clock
) -> None:
    clock.forward(minutes=1)
    message = log_talk(conversation.pk, said(), by=mara)
    with pytest.raises(NotAllowed):
        correct_talk(message.pk, said(), by=Actor.agent(cast.tess.pk))
    correct_talk(message.pk, said(words="Where is the truck?", after="theirs"), by=mara)
    message.refresh_from_db()
    conversation.refresh_from_db()
    assert (message.preview, conversation.turn) == ("Where is the truck?", Turn.THEIRS)
    assert message.body.text == "Where is the truck?"


def test_its_author_takes_it_back_and_all_is_as_it_was(
    cast: Cast, conversation: Conversation, mara: Actor, clock: Clock
) -> None:
    clock.forward(minutes=1)
    message = log_talk(conversation.pk, said(after="theirs"), by=mara)
    with pytest.raises(NotAllowed):
        take_back_talk(message.pk, by=Actor.agent(cast.tess.pk))
    take_back_talk(message.pk, by=mara)
    conversation.refresh_from_db()
    assert (conversation.turn, conversation.messages.count()) == (Turn.OURS, 1)
    undone = RecordedEvent.objects.get(kind="talk.taken-back").undoes
    assert undone is not None
    assert undone.kind == "talk.logged"


def test_a_conversation_that_held_nothing_else_is_closed(conversation: Conversation, mara: Actor) -> None:
    message = open_by_talk(conversation.customer_id, said(), by=mara)
    assert take_back_talk(message.pk, by=mara).state == State.CLOSED


def test_a_letter_is_no_talk(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    written = receive_message(letter(cast, conversation.customer, conversation_id=conversation.pk))
    with pytest.raises(NotFound):
        take_back_talk(written.pk, by=mara)
    close_conversation(conversation.pk, by=mara)


@pytest.mark.parametrize(
    ("after", "state"), [("ours", State.OPEN), ("theirs", State.SNOOZED), ("closed", State.CLOSED)]
)
def test_what_sleeps_wakes_if_there_is_something_to_do(
    conversation: Conversation, mara: Actor, after: Any, state: str
) -> None:
    snooze_conversation(conversation.pk, by=mara, until=now() + timedelta(days=3))
    log_talk(conversation.pk, said(after=after), by=mara)
    conversation.refresh_from_db()
    assert (conversation.state, conversation.snoozed_until is None) == (state, state != State.SNOOZED)


@pytest.mark.parametrize("after", ["ours", "theirs", "closed"])
def test_with_whom_one_speaks_is_no_spam(conversation: Conversation, mara: Actor, after: Any) -> None:
    list_spam_sender(conversation.pk, by=mara)
    log_talk(conversation.pk, said(after=after), by=mara)
    conversation.refresh_from_db()
    assert not conversation.is_spam
    assert listed_sender("o.hartwell@example.org") is not None
    assert last_event("conversation.not-spam").actor_id == mara.agent_id
