"""Replies that leave later: nothing happens until then, and a customer who writes holds them back."""

import io
from datetime import timedelta

import pytest

from goodword.accounts.actions.managing import suspend_agent
from goodword.conversations.actions.drafting import attach_file, save_draft
from goodword.conversations.actions.planning import cancel_plan, leave_as_planned, leave_now, move_plan, plan_reply
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.choices import DraftKind, State, Turn
from goodword.conversations.envelopes import Envelope
from goodword.conversations.jobs import resume_planned, send_planned
from goodword.conversations.models import Draft
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid, NotFound
from goodword.core.jobs.choices import JobState
from goodword.core.jobs.models import QueuedJob
from goodword.core.jobs.worker import run_due_jobs
from goodword.people.actions.mourning import record_death
from goodword.people.actions.representing import end_representation, record_representation
from goodword.people.choices import Authority
from goodword.people.models import Customer
from tests.cast import Cast, letter, odile
from tests.frozen_time import Clock
from tests.timeline import kinds, last_event

WORDS = "<p>Tomorrow by noon.</p>"


@pytest.fixture
def plan(conversation: Conversation, mara: Actor) -> Draft:
    return plan_reply(conversation.pk, by=mara, html=WORDS, at=now() + timedelta(hours=15))


def forward(clock: Clock, hours: float) -> None:
    clock.forward(hours=hours)
    run_due_jobs()


def write_again(cast: Cast, conversation: Conversation, **changes: object) -> None:
    receive_message(letter(cast, odile(), conversation_id=conversation.pk, text="It came!", **changes))


def test_it_leaves_at_its_time_and_changes_nothing_before(
    conversation: Conversation, plan: Draft, clock: Clock
) -> None:
    forward(clock, 14.9)
    conversation.refresh_from_db()
    assert (conversation.messages.count(), conversation.turn, conversation.assignee) == (1, Turn.OURS, None)

    clock.forward(hours=0.2)
    leave_as_planned(plan.pk)

    conversation.refresh_from_db()
    message = conversation.messages.get(direction="out")
    assert (message.body.html, message.at, conversation.turn) == (WORDS, now(), Turn.THEIRS)
    assert not Draft.objects.exists()


def test_a_customer_who_writes_first_holds_it_back(
    cast: Cast, conversation: Conversation, plan: Draft, clock: Clock
) -> None:
    forward(clock, 2)
    write_again(cast, conversation)
    forward(clock, 20)

    draft = Draft.objects.get()
    assert not conversation.messages.filter(direction="out").exists()
    assert (draft.kind, draft.html, draft.was_held, draft.leaves_at) == (DraftKind.REPLY, WORDS, True, None)
    held = {"draft_id": draft.pk, "agent_id": cast.mara.pk, "reason": "letter"}
    assert last_event("reply.held-back").data == held


def test_what_a_program_writes_holds_nothing_back(
    cast: Cast, conversation: Conversation, plan: Draft, clock: Clock
) -> None:
    write_again(cast, conversation, is_automatic=True)
    forward(clock, 16)
    assert conversation.messages.filter(direction="out").count() == 1


def test_regardless_it_leaves_all_the_same(cast: Cast, conversation: Conversation, mara: Actor, clock: Clock) -> None:
    at = now() + timedelta(hours=1)
    plan = plan_reply(conversation.pk, by=mara, html=WORDS, at=at, regardless=True, close=True)
    write_again(cast, conversation)
    clock.forward(hours=2)
    leave_as_planned(plan.pk)

    conversation.refresh_from_db()
    assert conversation.messages.filter(direction="out").count() == 1
    assert conversation.state == State.CLOSED


def test_cancelled_it_is_a_draft_again_above_what_was_begun_since(
    conversation: Conversation, mara: Actor, plan: Draft, clock: Clock
) -> None:
    save_draft(conversation.pk, by=mara, kind=DraftKind.REPLY, html="<p>Also</p>")

    draft = cancel_plan(plan.pk, by=mara)
    forward(clock, 20)

    assert (draft.html, Draft.objects.count()) == (f"{WORDS}<p>Also</p>", 1)
    assert not conversation.messages.filter(direction="out").exists()
    with pytest.raises(NotFound):
        cancel_plan(plan.pk, by=mara)


def test_another_time_is_the_only_time(conversation: Conversation, mara: Actor, plan: Draft, clock: Clock) -> None:
    move_plan(plan.pk, by=mara, at=now() + timedelta(hours=30))
    forward(clock, 16)
    assert not conversation.messages.filter(direction="out").exists()

    forward(clock, 15)

    assert conversation.messages.filter(direction="out").count() == 1


def test_sent_now_it_can_be_taken_back_as_ever(
    conversation: Conversation, mara: Actor, plan: Draft, clock: Clock
) -> None:
    message = leave_now(plan.pk, by=mara)

    assert message.leaves_at == now() + timedelta(seconds=10)
    forward(clock, 20)
    assert conversation.messages.filter(direction="out").count() == 1


def test_files_and_the_envelope_go_along(conversation: Conversation, mara: Actor, clock: Clock) -> None:
    attach_file(conversation.pk, by=mara, kind=DraftKind.REPLY, filename="a.txt", content_type="text/plain",
                content=io.BytesIO(b"for you"))  # fmt: skip
    around = Envelope(subject="Your dressings", with_history=False)
    plan_reply(conversation.pk, by=mara, html="", at=now() + timedelta(hours=1), envelope=around)

    forward(clock, 2)

    message = conversation.messages.get(direction="out")
    assert [file.filename for file in message.attachments.all()] == ["a.txt"]
    assert (message.subject, message.body.with_history) == ("Your dressings", False)


@pytest.mark.parametrize("away", [timedelta(hours=-1), timedelta(0), timedelta(days=400)])
def test_a_time_that_is_none_is_refused(conversation: Conversation, mara: Actor, away: timedelta) -> None:
    with pytest.raises(Invalid):
        plan_reply(conversation.pk, by=mara, html=WORDS, at=now() + away)
    assert "reply.planned" not in kinds(conversation.pk)


def test_a_plan_whose_job_was_given_up_leaves_all_the_same(
    conversation: Conversation, plan: Draft, clock: Clock
) -> None:
    QueuedJob.objects.update(state=JobState.DEAD)
    clock.forward(hours=15, minutes=5)
    resume_planned.call()
    assert not QueuedJob.objects.filter(name=send_planned.module_path, state=JobState.READY).exists()

    clock.forward(minutes=1)
    resume_planned.call()
    run_due_jobs()

    assert conversation.messages.filter(direction="out").count() == 1


def test_a_plan_that_is_not_due_or_has_its_job_is_left_alone(plan: Draft, clock: Clock) -> None:
    clock.forward(hours=14)
    resume_planned.call()
    clock.forward(hours=2)
    resume_planned.call()

    assert QueuedJob.objects.filter(name=send_planned.module_path).count() == 1


def test_a_death_that_is_recorded_holds_it_back_even_regardless(
    conversation: Conversation, mara: Actor, clock: Clock
) -> None:
    plan_reply(conversation.pk, by=mara, html=WORDS, at=now() + timedelta(hours=15), regardless=True)

    record_death(conversation.customer_id, by=mara)
    forward(clock, 20)

    assert not conversation.messages.filter(direction="out").exists()
    assert (Draft.objects.get().was_held, last_event("reply.held-back").data["reason"]) == (True, "death")


def test_what_is_planned_knowing_of_the_death_leaves(conversation: Conversation, mara: Actor, clock: Clock) -> None:
    record_death(conversation.customer_id, by=mara)
    plan_reply(conversation.pk, by=mara, html=WORDS, at=now() + timedelta(hours=15))
    forward(clock, 20)

    assert conversation.messages.filter(direction="out").count() == 1


def test_an_authority_that_ends_holds_it_back(
    conversation: Conversation, plan: Draft, mara: Actor, clock: Clock
) -> None:
    daughter = Customer.objects.create(name="Dana Hartwell")
    represented = record_representation(
        conversation.customer_id, by=mara, representative=daughter.pk, relation="child", authority=Authority.values[0]
    )

    end_representation(represented.pk, by=mara)
    forward(clock, 20)

    assert last_event("reply.held-back").data["reason"] == "authority"
    assert not conversation.messages.filter(direction="out").exists()


def test_nothing_leaves_later_in_the_name_of_somebody_who_left(
    cast: Cast, conversation: Conversation, plan: Draft, clock: Clock
) -> None:
    suspend_agent(cast.mara.pk, by=Actor.agent(cast.olive.pk))
    forward(clock, 20)

    assert last_event("reply.held-back").data["reason"] == "suspended"
    assert not conversation.messages.filter(direction="out").exists()
