"""Snoozing: out of the way until a time, awake in time or when the customer writes, and taken back."""

from datetime import timedelta

import pytest

from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.snoozing import snooze_conversation, unsnooze_conversation, wake_in_time
from goodword.conversations.actions.spam import mark_spam
from goodword.conversations.choices import State, Turn
from goodword.conversations.jobs import resume_waking
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, Invalid
from goodword.core.jobs.models import QueuedJob
from goodword.core.jobs.worker import run_due_jobs
from goodword.core.operations import undo
from tests.cast import Cast, letter, odile
from tests.frozen_time import Clock
from tests.timeline import kinds, last_event

HOUR = timedelta(hours=1)


def snooze(conversation: Conversation, by: Actor, hours: int = 2) -> Conversation:
    return snooze_conversation(conversation.pk, by=by, until=now() + hours * HOUR)


def test_a_snoozed_conversation_leaves_its_list_and_is_not_closed(conversation: Conversation, mara: Actor) -> None:
    snoozed = snooze(conversation, mara)

    assert (snoozed.state, snoozed.snoozed_until, snoozed.closed_at) == (State.SNOOZED, now() + 2 * HOUR, None)
    assert last_event("conversation.snoozed").data == {"until": (now() + 2 * HOUR).isoformat(), "before": None}


def test_a_time_that_is_past_or_years_away_is_refused(conversation: Conversation, mara: Actor) -> None:
    for hours in (0, -1, 24 * 800):
        with pytest.raises(Invalid):
            snooze(conversation, mara, hours)
    conversation.refresh_from_db()
    assert conversation.is_open


def test_what_is_closed_or_spam_is_not_snoozed(conversation: Conversation, mara: Actor) -> None:
    mark_spam(conversation.pk, by=mara)
    with pytest.raises(ActionRefused, match="spam"):
        snooze(conversation, mara)

    close_conversation(conversation.pk, by=mara)
    with pytest.raises(ActionRefused, match="closed"):
        snooze(conversation, mara)


def test_it_wakes_in_time_and_once(cast: Cast, conversation: Conversation, mara: Actor, clock: Clock) -> None:
    snooze(conversation, mara)
    clock.forward(minutes=119)
    run_due_jobs()
    conversation.refresh_from_db()
    assert conversation.is_snoozed

    clock.forward(minutes=1)
    run_due_jobs()
    wake_in_time(conversation.pk)
    conversation.refresh_from_db()
    assert (conversation.is_open, conversation.snoozed_until, conversation.woke_at) == (True, None, now())
    assert kinds(conversation.pk).count("conversation.woke") == 1
    woke = last_event("conversation.woke").data
    assert woke == {"agent_id": cast.mara.pk, "because": "time", "took_turn": False}


def test_it_wakes_though_its_job_was_lost(conversation: Conversation, mara: Actor, clock: Clock) -> None:
    snooze(conversation, mara)
    QueuedJob.objects.all().delete()
    clock.forward(hours=3)

    resume_waking.call()

    conversation.refresh_from_db()
    assert conversation.is_open


def test_a_later_time_counts_and_an_earlier_one_too(conversation: Conversation, mara: Actor, clock: Clock) -> None:
    snooze(conversation, mara, hours=2)
    snooze(conversation, mara, hours=4)
    clock.forward(hours=3)
    run_due_jobs()
    conversation.refresh_from_db()
    assert conversation.is_snoozed

    snooze_conversation(conversation.pk, by=mara, until=now() + HOUR / 2)
    clock.forward(minutes=30)
    run_due_jobs()
    conversation.refresh_from_db()
    assert conversation.is_open
    assert kinds(conversation.pk).count("conversation.woke") == 1


def test_waking_makes_it_our_turn(conversation: Conversation, mara: Actor, clock: Clock) -> None:
    conversation.change(turn=Turn.THEIRS)
    snooze(conversation, mara)
    clock.forward(hours=2)
    run_due_jobs()

    conversation.refresh_from_db()
    assert (conversation.turn, conversation.waiting_since) == (Turn.OURS, now())
    assert last_event("conversation.woke").data["took_turn"] is True


def test_it_wakes_at_once_when_the_customer_writes(
    cast: Cast, conversation: Conversation, mara: Actor, clock: Clock
) -> None:
    snooze(conversation, mara)
    clock.forward(minutes=5)
    receive_message(letter(cast, odile(), conversation_id=conversation.pk, text="Any news?"))

    conversation.refresh_from_db()
    assert (conversation.is_open, conversation.woke_at) == (True, None)
    assert last_event("conversation.woke").data["because"] == "customer"
    clock.forward(hours=3)
    run_due_jobs()
    assert kinds(conversation.pk).count("conversation.woke") == 1


def test_a_program_does_not_wake_it(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    snooze(conversation, mara)
    receive_message(letter(cast, odile(), conversation_id=conversation.pk, text="Out of office", is_automatic=True))

    conversation.refresh_from_db()
    assert conversation.is_snoozed


def test_closing_ends_the_snooze(conversation: Conversation, mara: Actor, clock: Clock) -> None:
    snooze(conversation, mara)
    close_conversation(conversation.pk, by=mara)
    clock.forward(hours=3)
    run_due_jobs()

    conversation.refresh_from_db()
    assert (conversation.state, conversation.snoozed_until) == (State.CLOSED, None)
    assert "conversation.woke" not in kinds(conversation.pk)


def test_undo_wakes_it(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    snooze(conversation, mara)
    undo(last_event("conversation.snoozed").pk, agent=cast.mara, by=mara)

    conversation.refresh_from_db()
    assert (conversation.is_open, conversation.snoozed_until) == (True, None)
    assert last_event("conversation.unsnoozed").undoes == last_event("conversation.snoozed")


def test_undo_of_another_time_brings_back_the_first(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    snooze(conversation, mara, hours=2)
    snooze(conversation, mara, hours=4)

    undo(last_event("conversation.snoozed").pk, agent=cast.mara, by=mara)

    conversation.refresh_from_db()
    assert conversation.snoozed_until == now() + 2 * HOUR


def test_undo_of_waking_snoozes_again_if_the_time_is_still_to_come(
    cast: Cast, conversation: Conversation, mara: Actor, clock: Clock
) -> None:
    snooze(conversation, mara)
    unsnooze_conversation(conversation.pk, by=mara)
    event = last_event("conversation.unsnoozed")
    clock.forward(hours=3)
    with pytest.raises(ActionRefused, match="past"):
        undo(event.pk, agent=cast.mara, by=mara)

    clock.forward(hours=-3)
    undo(event.pk, agent=cast.mara, by=mara)
    conversation.refresh_from_db()
    assert conversation.snoozed_until == now() + 2 * HOUR
