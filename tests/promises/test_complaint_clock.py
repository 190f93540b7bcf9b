"""The time of a complaint: a day on the clock on the wall from its first word, stopped by a told solution alone."""

from datetime import timedelta

import pytest

from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.delivery import mark_reply_failed, mark_reply_sending
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.replying import send_reply, undo_reply
from goodword.conversations.choices import Says, Turn
from goodword.conversations.types import Conversation, Message
from goodword.core.actor import Actor
from goodword.core.clock import NEVER, now
from goodword.core.errors import ActionRefused
from goodword.core.jobs.worker import run_due_jobs
from goodword.promises.actions.applying import follow_policies
from goodword.promises.actions.complaining import begin_complaint, end_complaint, tell_complaint_time
from goodword.promises.actions.keeping import keep_promise
from goodword.promises.actions.next_due import keep_next
from goodword.promises.actions.policies import Term, Terms, create_policy
from goodword.promises.actions.releasing import release_promise
from goodword.promises.actions.resolving import SILENCE, accept_solution, refuse_solution, tell_solution
from goodword.promises.choices import Accepted, Outcome, Release, Settled, Target
from goodword.promises.errors import StillOwed
from goodword.promises.queries.shown import promises_for_customer
from goodword.promises.types import Promise, ServicePolicy
from goodword.promises.watcher import look_once
from tests.cast import Cast, letter, odile
from tests.frozen_time import Clock
from tests.timeline import kinds

DAY = timedelta(hours=24)


@pytest.fixture
def message(conversation: Conversation) -> Message:
    return conversation.messages.get()


@pytest.fixture
def promise(message: Message, mara: Actor) -> Promise:
    return begin_complaint(message.pk, by=mara)


def told(conversation: Conversation, mara: Actor, **how: object) -> Message:
    return send_reply(conversation.pk, by=mara, html="<p>Solved so.</p>", says=Says.SOLVES, **how)  # type: ignore[arg-type]


def test_it_runs_from_the_letter_that_complains(
    conversation: Conversation, message: Message, mara: Actor, clock: Clock
) -> None:
    clock.forward(hours=5)

    promise = begin_complaint(message.pk, by=mara)

    assert (promise.target, promise.calendar_id, promise.due_at) == (Target.COMPLAINT, None, message.at + DAY)
    conversation.refresh_from_db()
    assert conversation.next_due_at == promise.due_at
    assert begin_complaint(message.pk, by=mara) == promise


def test_marked_a_day_later_it_is_broken_already(message: Message, mara: Actor, clock: Clock) -> None:
    clock.forward(hours=25)

    promise = begin_complaint(message.pk, by=mara)

    assert (promise.outcome, promise.outcome_at) == (Outcome.BROKEN, message.at + DAY)


def test_nothing_keeps_it_but_a_solution_that_was_told(
    promise: Promise, conversation: Conversation, mara: Actor
) -> None:
    with pytest.raises(ActionRefused, match="A solution that the customer was told"):
        keep_promise(promise.pk, by=mara)
    with pytest.raises(ActionRefused, match="A solution that the customer was told"):
        keep_next(conversation.pk, by=mara)

    promise.refresh_from_db()
    assert promise.is_owed


@pytest.mark.parametrize("reason", [Release.DOUBLE, Release.MISTAKE, Release.NO_REPLY_NEEDED, Release.OTHER])
def test_only_the_customer_lets_it_go(promise: Promise, mara: Actor, reason: Release) -> None:
    with pytest.raises(ActionRefused, match="Only the customer"):
        release_promise(promise.pk, by=mara, reason=reason, words="It is late.")

    assert not release_promise(promise.pk, by=mara, reason=Release.CUSTOMER).is_owed


def test_a_letter_from_before_they_complained_tells_no_solution(
    cast: Cast, conversation: Conversation, mara: Actor, clock: Clock
) -> None:
    send_reply(conversation.pk, by=mara, html="<p>We look into it.</p>")
    clock.forward(hours=3)
    angry = receive_message(letter(cast, conversation.customer, conversation_id=conversation.pk))
    promise = begin_complaint(angry.pk, by=mara)

    with pytest.raises(ActionRefused, match="since they complained"):
        tell_solution(conversation.pk, by=mara)

    send_reply(conversation.pk, by=mara, html="<p>New ones come today.</p>")
    assert tell_solution(conversation.pk, by=mara) == [promise]


def test_a_question_does_not_pause_it(conversation: Conversation, promise: Promise, mara: Actor) -> None:
    due = promise.due_at

    send_reply(conversation.pk, by=mara, html="<p>Which door?</p>", says=Says.ASKS)

    promise.refresh_from_db()
    conversation.refresh_from_db()
    assert (conversation.turn, promise.due_at, conversation.next_due_at) == (Turn.THEIRS, due, due)


def test_a_told_solution_stops_it_and_agreement_keeps_it_as_of_then(
    conversation: Conversation, promise: Promise, mara: Actor, clock: Clock
) -> None:
    clock.forward(hours=23)
    message = told(conversation, mara)
    promise.refresh_from_db()
    assert promise.due_at == NEVER

    clock.forward(hours=30)
    accept_solution(conversation.pk, by=mara)

    promise.refresh_from_db()
    assert (promise.outcome, promise.outcome_at, promise.accepted) == (
        Outcome.KEPT,
        message.leaves_at,
        Accepted.AGREED,
    )


def test_a_refusal_lets_it_go_on_where_it_stood(
    conversation: Conversation, promise: Promise, mara: Actor, clock: Clock
) -> None:
    clock.forward(hours=20)
    leaves_at = told(conversation, mara).leaves_at
    assert leaves_at is not None
    clock.forward(hours=10)

    refuse_solution(conversation.pk, by=mara)

    promise.refresh_from_db()
    assert promise.due_at == promise.began_at + DAY + (now() - leaves_at)


@pytest.mark.usefixtures("policy")
def test_a_letter_that_wants_more_restarts_it_and_the_resolution(cast: Cast, mara: Actor, clock: Clock) -> None:
    conversation = receive_message(letter(cast, odile())).conversation
    promise = begin_complaint(conversation.messages.get().pk, by=mara)
    told(conversation, mara)
    clock.forward(hours=10)

    receive_message(letter(cast, odile(), conversation_id=conversation.pk, text="No, that is not it. Not one came."))

    owed = Promise.objects.owed().filter(target__in=[Target.RESOLUTION, Target.COMPLAINT])
    assert promise in owed
    assert [one.due_at < NEVER for one in owed] == [True, True]
    assert kinds(conversation.pk).count("promise.solution-refused") == 2


def test_three_days_of_silence_keep_it(conversation: Conversation, promise: Promise, mara: Actor, clock: Clock) -> None:
    message = told(conversation, mara)
    clock.forward(seconds=10)
    mark_reply_sending(message.pk)
    clock.forward(seconds=SILENCE.total_seconds() + 3700)

    run_due_jobs()

    promise.refresh_from_db()
    assert promise.is_owed  # still being sent: nobody can be silent about what they have not got
    mark_reply_failed(message.pk, problem="no relay")
    promise.refresh_from_db()
    assert promise.outcome == Outcome.BROKEN


def test_silence_counts_apart_from_agreement(
    conversation: Conversation, promise: Promise, mara: Actor, clock: Clock
) -> None:
    told(conversation, mara)
    tell_solution(conversation.pk, by=mara)
    Promise.objects.get(pk=promise.pk).stands.update(message=None)
    clock.forward(seconds=SILENCE.total_seconds() + 60)

    run_due_jobs()

    promise.refresh_from_db()
    assert (promise.outcome, promise.accepted) == (Outcome.KEPT, Accepted.SILENT)


def test_taken_back_it_told_nothing(conversation: Conversation, promise: Promise, mara: Actor) -> None:
    due = promise.due_at
    undo_reply(told(conversation, mara).pk, by=mara)

    promise.refresh_from_db()
    assert promise.due_at == due


def test_a_solution_told_before_it_was_marked_counts(
    conversation: Conversation, message: Message, mara: Actor, clock: Clock
) -> None:
    clock.forward(hours=2)
    told(conversation, mara)
    clock.forward(hours=40)

    assert begin_complaint(message.pk, by=mara).stands_still


def test_unsettled_it_blocks_closing_and_told_it_does_not(
    conversation: Conversation, promise: Promise, mara: Actor
) -> None:
    with pytest.raises(StillOwed) as refusal:
        close_conversation(conversation.pk, by=mara)
    assert list(refusal.value.promises) == [promise]

    told(conversation, mara)

    assert close_conversation(conversation.pk, by=mara).is_closed


def test_nobody_complained_after_all(conversation: Conversation, promise: Promise, mara: Actor) -> None:
    end_complaint(conversation.pk, by=mara)

    promise.refresh_from_db()
    conversation.refresh_from_db()
    assert (promise.settled, promise.withdrawn_at, conversation.next_due_at) == (Settled.RELEASED, now(), NEVER)
    assert end_complaint(conversation.pk, by=mara) is None


def test_the_customer_lets_it_go(conversation: Conversation, promise: Promise, mara: Actor) -> None:
    end_complaint(conversation.pk, by=mara, reason=Release.CUSTOMER)

    promise.refresh_from_db()
    assert (promise.outcome, promise.release, promise.withdrawn_at) == (Outcome.RELEASED, Release.CUSTOMER, None)


def test_a_policy_may_allow_less(cast: Cast, conversation: Conversation, promise: Promise) -> None:
    terms = Terms(name="Complaints", targets={Target.COMPLAINT: Term(allowed=timedelta(hours=8))})
    policy = create_policy(terms, by=Actor.agent(cast.olive.pk))

    follow_policies(conversation.pk)

    promise.refresh_from_db()
    assert (promise.policy, promise.due_at) == (policy, promise.began_at + timedelta(hours=8))


@pytest.mark.usefixtures("policy")
def test_a_policy_that_says_nothing_of_it_leaves_it_its_day(conversation: Conversation, promise: Promise) -> None:
    follow_policies(conversation.pk)

    promise.refresh_from_db()
    assert (promise.policy, promise.due_at, promise.is_owed) == (None, promise.began_at + DAY, True)


def test_what_the_customer_was_told_stays(
    cast: Cast, conversation: Conversation, promise: Promise, mara: Actor
) -> None:
    tell_complaint_time(conversation.pk, by=mara)
    terms = Terms(name="Complaints", targets={Target.COMPLAINT: Term(allowed=timedelta(hours=8))})
    create_policy(terms, by=Actor.agent(cast.olive.pk))

    follow_policies(conversation.pk)

    promise.refresh_from_db()
    assert (promise.told_at, promise.due_at, promise.policy) == (now(), promise.began_at + DAY, None)
    assert "promise.due-told" in kinds(conversation.pk)


def test_its_customer_sees_it_whatever_the_policies_show(
    conversation: Conversation, promise: Promise, policy: ServicePolicy
) -> None:
    assert promises_for_customer(conversation) == [promise]
    assert not policy.is_shown


def test_the_watcher_sees_it_break(promise: Promise, clock: Clock) -> None:
    clock.forward(hours=24, microseconds=1)

    while look_once():
        pass

    promise.refresh_from_db()
    assert promise.outcome == Outcome.BROKEN
