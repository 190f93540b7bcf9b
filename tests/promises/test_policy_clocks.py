"""What the house promises by policy: when it begins, what keeps it, what makes it stand still."""

from datetime import timedelta

import pytest

from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.delivery import (
    mark_reply_bounced,
    mark_reply_failed,
    mark_reply_sending,
    mark_reply_sent,
)
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.replying import send_reply, undo_reply
from goodword.conversations.actions.turning import set_turn
from goodword.conversations.choices import Says, Turn
from goodword.conversations.types import Conversation, Message
from goodword.core.actor import Actor
from goodword.core.clock import NEVER, now
from goodword.core.jobs.worker import run_due_jobs
from goodword.promises.actions.releasing import release_promise
from goodword.promises.actions.resolving import SILENCE
from goodword.promises.choices import Accepted, Outcome, Release, Settled, Target
from goodword.promises.errors import StillOwed
from goodword.promises.types import Promise, ServicePolicy
from goodword.promises.watcher import look_once
from tests.cast import Cast, letter, odile
from tests.frozen_time import Clock
from tests.timeline import kinds

pytestmark = pytest.mark.usefixtures("policy")


@pytest.fixture
def conversation(policy: ServicePolicy, cast: Cast) -> Conversation:
    return receive_message(letter(cast, odile())).conversation


def the(conversation: Conversation, target: Target) -> Promise:
    return Promise.objects.filter(conversation=conversation, target=target).latest("id")


def answer(conversation: Conversation, mara: Actor, clock: Clock, **how: object) -> Message:
    """A reply, a minute later, that has left and was accepted."""
    clock.forward(minutes=1)
    message = send_reply(conversation.pk, by=mara, html="<p>Here it is.</p>", **how)  # type: ignore[arg-type]
    clock.forward(seconds=10)
    mark_reply_sending(message.pk)
    return mark_reply_sent(message.pk)


def test_a_letter_is_owed_a_reply_and_a_resolution(conversation: Conversation) -> None:
    first = the(conversation, Target.FIRST_REPLY)
    conversation.refresh_from_db()

    assert (first.due_at, first.is_owed) == (now() + timedelta(hours=2), True)
    assert the(conversation, Target.RESOLUTION).due_at == now() + timedelta(hours=72)
    assert (conversation.next_due_at, conversation.next_due_from, conversation.is_owed) == (first.due_at, now(), True)


def test_a_reply_keeps_it_once_the_relay_accepts(conversation: Conversation, mara: Actor, clock: Clock) -> None:
    message = send_reply(conversation.pk, by=mara, html="<p>Here it is.</p>")
    first = the(conversation, Target.FIRST_REPLY)
    assert (first.is_given, first.given_at, first.outcome) == (True, message.leaves_at, Outcome.NONE)

    clock.forward(seconds=10)
    mark_reply_sending(message.pk)
    mark_reply_sent(message.pk)

    first.refresh_from_db()
    assert (first.outcome, first.settled, first.outcome_at) == (Outcome.KEPT, Settled.KEPT, message.leaves_at)


def test_taken_back_it_gave_nothing(conversation: Conversation, mara: Actor) -> None:
    message = send_reply(conversation.pk, by=mara, html="<p>Here it is.</p>")
    undo_reply(message.pk, by=mara)

    first, whole = the(conversation, Target.FIRST_REPLY), the(conversation, Target.RESOLUTION)
    assert (first.is_owed, first.is_given, whole.due_at) == (True, False, now() + timedelta(hours=72))


def test_what_bounces_for_good_is_owed_again_and_due_when_it_was(
    conversation: Conversation, mara: Actor, clock: Clock
) -> None:
    due = the(conversation, Target.FIRST_REPLY).due_at
    message = answer(conversation, mara, clock)
    clock.forward(minutes=5)
    mark_reply_bounced(message.pk, problem="No such mailbox", hard=True)

    first = the(conversation, Target.FIRST_REPLY)
    assert (first.is_owed, first.outcome, first.due_at) == (True, Outcome.NONE, due)


def test_what_bounces_after_the_close_is_given_by_the_next_letter_and_presses_nobody(
    conversation: Conversation, mara: Actor, clock: Clock
) -> None:
    lost = answer(conversation, mara, clock)
    release_promise(the(conversation, Target.RESOLUTION).pk, by=mara, reason=Release.CUSTOMER)
    clock.forward(minutes=5)
    following = send_reply(conversation.pk, by=mara, html="<p>Also this.</p>")
    close_conversation(conversation.pk, by=mara)
    mark_reply_bounced(lost.pk, problem="No such mailbox", hard=True)

    first = the(conversation, Target.FIRST_REPLY)
    conversation.refresh_from_db()
    assert (first.given_in, first.due_at) == (following, NEVER), "their turn"
    assert (conversation.is_closed, conversation.turn, conversation.next_due_at) == (False, Turn.THEIRS, NEVER)


def test_a_letter_that_failed_makes_it_our_turn_and_the_clock_runs(
    conversation: Conversation, cast: Cast, mara: Actor, clock: Clock
) -> None:
    answer(conversation, mara, clock)
    message = send_reply(conversation.pk, by=mara, html="<p>Also this.</p>")
    receive_message(letter(cast, odile(), conversation_id=conversation.pk, text="And the gauze?"))
    set_turn(conversation.pk, by=mara, to=Turn.THEIRS)
    assert the(conversation, Target.NEXT_REPLY).stands_still

    mark_reply_failed(message.pk, problem="No relay")
    assert the(conversation, Target.NEXT_REPLY).due_at == now() + timedelta(hours=4)


def test_at_the_very_due_instant_it_is_kept_and_after_it_broken(
    conversation: Conversation, mara: Actor, clock: Clock
) -> None:
    first = the(conversation, Target.FIRST_REPLY)
    clock.travel(first.due_at)
    look_once()
    first.refresh_from_db()
    assert first.outcome == Outcome.NONE

    clock.travel(first.due_at + timedelta(microseconds=1))
    look_once()
    first.refresh_from_db()
    assert (first.outcome, first.outcome_at, first.is_owed) == (Outcome.BROKEN, first.due_at, True)


def test_a_broken_one_is_owed_until_it_is_made_good(conversation: Conversation, mara: Actor, clock: Clock) -> None:
    clock.forward(hours=3)
    look_once()
    answer(conversation, mara, clock)

    first = the(conversation, Target.FIRST_REPLY)
    assert (first.outcome, first.settled, first.settled_at) == (Outcome.BROKEN, Settled.MADE_GOOD, now())


def test_the_owner_is_warned_and_then_the_lead_once(conversation: Conversation, clock: Clock) -> None:
    clock.forward(minutes=90)
    assert (look_once(), look_once()) == (1, 0)
    clock.forward(minutes=15)
    look_once()
    look_once()

    assert kinds(conversation.pk).count("promise.warned") == 2


def test_a_second_letter_does_not_begin_anew(conversation: Conversation, cast: Cast, clock: Clock) -> None:
    due = the(conversation, Target.FIRST_REPLY).due_at
    clock.forward(hours=1)
    receive_message(letter(cast, conversation.customer, conversation_id=conversation.pk, text="Hello? Anybody there?"))

    assert the(conversation, Target.FIRST_REPLY).due_at == due
    assert not Promise.objects.filter(target=Target.NEXT_REPLY).exists()


def test_after_an_answer_the_next_letter_is_owed_a_next_reply(
    conversation: Conversation, cast: Cast, mara: Actor, clock: Clock
) -> None:
    answer(conversation, mara, clock)
    clock.forward(hours=5)
    receive_message(letter(cast, conversation.customer, conversation_id=conversation.pk, text="And the gauze?"))

    assert the(conversation, Target.NEXT_REPLY).due_at == now() + timedelta(hours=4)
    assert Promise.objects.filter(target=Target.FIRST_REPLY).count() == 1


def test_thanks_are_owed_no_answer_and_agree_to_the_solution(
    conversation: Conversation, cast: Cast, mara: Actor, clock: Clock
) -> None:
    answer(conversation, mara, clock, says=Says.SOLVES)
    told = now()
    clock.forward(hours=20)
    receive_message(letter(cast, conversation.customer, conversation_id=conversation.pk, text="Thank you so much!"))

    whole = the(conversation, Target.RESOLUTION)
    assert (whole.outcome, whole.accepted, whole.outcome_at) == (Outcome.KEPT, Accepted.AGREED, told)
    assert not Promise.objects.filter(target=Target.NEXT_REPLY).exists()
    assert "promise.thanks-noticed" in kinds(conversation.pk)


def test_while_it_is_their_turn_the_resolution_stands_still(
    conversation: Conversation, cast: Cast, mara: Actor, clock: Clock
) -> None:
    answer(conversation, mara, clock, says=Says.ASKS)
    asked = now() - timedelta(seconds=10)
    whole = the(conversation, Target.RESOLUTION)
    conversation.refresh_from_db()
    assert (whole.due_at, conversation.turn, conversation.next_due_at) == (NEVER, Turn.THEIRS, NEVER)

    clock.forward(hours=100)
    receive_message(letter(cast, conversation.customer, conversation_id=conversation.pk, text="It is the blue one."))
    whole.refresh_from_db()
    assert whole.due_at == whole.began_at + timedelta(hours=72) + (now() - asked)


def test_a_refusal_lets_the_clock_go_on_where_it_stood(
    conversation: Conversation, cast: Cast, mara: Actor, clock: Clock
) -> None:
    answer(conversation, mara, clock, says=Says.SOLVES)
    told = now() - timedelta(seconds=10)
    clock.forward(hours=30)
    receive_message(
        letter(cast, conversation.customer, conversation_id=conversation.pk, text="No, that is the old one.")
    )

    whole = the(conversation, Target.RESOLUTION)
    assert (whole.is_owed, whole.due_at) == (True, whole.began_at + timedelta(hours=72) + (now() - told))


def test_three_days_of_silence_keep_it_as_of_when_it_was_told(
    conversation: Conversation, mara: Actor, clock: Clock
) -> None:
    answer(conversation, mara, clock, says=Says.SOLVES)
    told = now()
    clock.forward(seconds=(SILENCE - timedelta(seconds=1)).total_seconds())
    run_due_jobs(["default"])
    assert the(conversation, Target.RESOLUTION).is_owed

    clock.forward(seconds=2)
    run_due_jobs(["default"])
    whole = the(conversation, Target.RESOLUTION)
    assert (whole.outcome, whole.outcome_at, whole.accepted) == (Outcome.KEPT, told, Accepted.SILENT)


def test_nobody_closes_what_is_owed(conversation: Conversation, mara: Actor, clock: Clock) -> None:
    with pytest.raises(StillOwed) as refused:
        close_conversation(conversation.pk, by=mara)
    assert {promise.target for promise in refused.value.promises} == {Target.FIRST_REPLY, Target.RESOLUTION}

    answer(conversation, mara, clock)
    assert close_conversation(conversation.pk, by=mara).is_closed


def test_send_and_close_is_a_solution(conversation: Conversation, mara: Actor) -> None:
    send_reply(conversation.pk, by=mara, html="<p>Done.</p>", close=True)

    conversation.refresh_from_db()
    assert conversation.is_closed
    assert the(conversation, Target.RESOLUTION).stands_still
