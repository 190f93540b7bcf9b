"""A person's word: given, kept, released, renegotiated, handed over, and each of it taken back."""

from datetime import timedelta

import pytest

from goodword.conversations.actions.assigning import assign_conversation
from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.delivery import mark_reply_failed, mark_reply_sending, mark_reply_sent
from goodword.conversations.actions.replying import send_reply, undo_reply
from goodword.conversations.actions.talking import Said, log_talk
from goodword.conversations.choices import Channel, Direction, State, Turn
from goodword.conversations.types import Conversation, Message
from goodword.core.actor import Actor
from goodword.core.clock import NEVER, now
from goodword.core.errors import ActionRefused, Invalid
from goodword.core.models import RecordedEvent
from goodword.core.operations import latest_undoable, undo
from goodword.promises.actions.applying import begin_by_policy
from goodword.promises.actions.giving import Word, give_promise
from goodword.promises.actions.handing_over import hand_over_promise
from goodword.promises.actions.keeping import keep_promise, owe_again
from goodword.promises.actions.policies import Term, Terms, create_policy
from goodword.promises.actions.releasing import need_no_reply, release_promise
from goodword.promises.actions.renegotiating import Told, renegotiate_promise
from goodword.promises.choices import Outcome, Release, Settled, Target
from goodword.promises.errors import AlreadySettled, PastDue
from goodword.promises.types import Promise
from goodword.promises.watcher import look_once
from tests.cast import Cast
from tests.frozen_time import Clock
from tests.timeline import kinds, last_event

TOMORROW = timedelta(days=1)


@pytest.fixture
def promise(conversation: Conversation, mara: Actor) -> Promise:
    """Mara calls back tomorrow."""
    word = Word(ours="Call back about the dressings", due=now() + TOMORROW, target=Target.CALLBACK)
    return give_promise(conversation.pk, word, by=mara)


def row(promise: Promise) -> Promise:
    promise.refresh_from_db()
    return promise


def test_a_word_is_owed_by_whoever_gives_it(promise: Promise, cast: Cast, conversation: Conversation) -> None:
    conversation.refresh_from_db()

    assert (promise.owner, promise.customer, promise.due_at) == (cast.mara, conversation.customer, now() + TOMORROW)
    assert (conversation.next_due_at, conversation.is_owed) == (promise.due_at, True)
    assert promise.warn_at == promise.due_at - timedelta(hours=1)


def test_the_same_word_twice_is_one(promise: Promise, conversation: Conversation, mara: Actor) -> None:
    again = give_promise(conversation.pk, Word(ours=promise.ours, due=promise.due_at, target=Target.CALLBACK), by=mara)

    assert again == promise


@pytest.mark.parametrize("hours", [-1, 0])
def test_nobody_promises_the_past(conversation: Conversation, mara: Actor, hours: int) -> None:
    with pytest.raises(PastDue):
        give_promise(conversation.pk, Word(ours="Call", due=now() + timedelta(hours=hours)), by=mara)


def test_nobody_promises_nothing(conversation: Conversation, mara: Actor) -> None:
    with pytest.raises(Invalid) as refused:
        give_promise(conversation.pk, Word(ours="  ", due=now() + TOMORROW), by=mara)
    assert "ours" in refused.value.fields


def test_a_logged_call_keeps_a_callback(
    promise: Promise, conversation: Conversation, mara: Actor, clock: Clock
) -> None:
    clock.forward(hours=2)
    said = Said(channel=Channel.PHONE, direction=Direction.OUT, words="All is well.", after="theirs")
    call = log_talk(conversation.pk, said, by=mara)

    assert (row(promise).outcome, promise.proven_by) == (Outcome.KEPT, call)


def test_a_call_that_nobody_answered_keeps_nothing(promise: Promise, conversation: Conversation, mara: Actor) -> None:
    log_talk(conversation.pk, Said(channel=Channel.PHONE, direction=Direction.OUT, words="Voicemail."), by=mara)

    assert row(promise).is_owed


def test_it_was_done_before_it_was_logged(promise: Promise, mara: Actor, clock: Clock) -> None:
    due = promise.due_at
    clock.travel(due + timedelta(minutes=5))
    look_once()
    assert row(promise).is_broken

    keep_promise(promise.pk, by=mara, at=due - timedelta(minutes=2), proof="The phone's list of calls")
    assert (row(promise).outcome, promise.outcome_at) == (Outcome.KEPT, due - timedelta(minutes=2))


def test_while_something_is_owed_the_turn_is_ours(promise: Promise, conversation: Conversation, mara: Actor) -> None:
    send_reply(conversation.pk, by=mara, html="<p>Which ones were they?</p>")
    conversation.refresh_from_db()
    assert conversation.turn == Turn.OURS

    keep_promise(promise.pk, by=mara)
    conversation.refresh_from_db()
    assert (conversation.turn, conversation.next_due_at) == (Turn.THEIRS, NEVER)


def test_a_broken_one_is_released_only_as_broken(promise: Promise, mara: Actor, clock: Clock) -> None:
    clock.forward(days=2)
    release_promise(promise.pk, by=mara, reason=Release.CUSTOMER)

    assert (row(promise).outcome, promise.settled) == (Outcome.BROKEN, Settled.RELEASED)


def test_another_reason_wants_words(promise: Promise, mara: Actor) -> None:
    with pytest.raises(Invalid):
        release_promise(promise.pk, by=mara, reason=Release.OTHER)
    assert (
        release_promise(promise.pk, by=mara, reason=Release.OTHER, words="Moved abroad").release_words == "Moved abroad"
    )


def test_two_settle_it_and_the_second_hears_so(promise: Promise, mara: Actor) -> None:
    release_promise(promise.pk, by=mara, reason=Release.CUSTOMER)

    with pytest.raises(AlreadySettled):
        renegotiate_promise(promise.pk, by=mara, due=now() + TOMORROW, because="Late", told=Told.SPOKEN)


def test_told_in_time_it_is_renegotiated(promise: Promise, mara: Actor) -> None:
    later = now() + 2 * TOMORROW
    new = renegotiate_promise(promise.pk, by=mara, due=later, because="The nurse is ill", told=Told.SPOKEN)

    assert (row(promise).outcome, promise.settled) == (Outcome.RENEGOTIATED, Settled.RENEGOTIATED)
    assert (new.replaces, new.due_at, new.because, new.target) == (promise, later, "The nurse is ill", Target.CALLBACK)


def tell_by_letter(promise: Promise, mara: Actor) -> tuple[Promise, Message]:
    html, due = "<p>It will be Wednesday.</p>", now() + 2 * TOMORROW
    new = renegotiate_promise(promise.pk, by=mara, due=due, because="Ill", told=Told.LETTER, html=html)
    return new, Message.objects.latest("id")


def test_by_letter_it_is_told_once_the_relay_accepts(promise: Promise, mara: Actor, clock: Clock) -> None:
    _new, message = tell_by_letter(promise, mara)
    assert (row(promise).is_given, promise.outcome) == (True, Outcome.NONE)

    clock.forward(seconds=10)
    mark_reply_sending(message.pk)
    mark_reply_sent(message.pk)
    assert row(promise).outcome == Outcome.RENEGOTIATED


def test_a_letter_taken_back_told_nobody(promise: Promise, mara: Actor) -> None:
    new, message = tell_by_letter(promise, mara)
    undo_reply(message.pk, by=mara)

    assert (row(promise).is_owed, promise.is_given) == (True, False)
    assert row(new).withdrawn_at is not None


def test_a_letter_that_failed_leaves_both_owed(promise: Promise, mara: Actor) -> None:
    new, message = tell_by_letter(promise, mara)
    mark_reply_failed(message.pk, problem="no relay")

    assert (row(promise).is_owed, promise.is_given, row(new).is_owed) == (True, False, True)


def test_told_too_late_it_is_broken_and_made_good_by_the_new_one(promise: Promise, mara: Actor, clock: Clock) -> None:
    clock.forward(days=1, seconds=1)
    new = renegotiate_promise(promise.pk, by=mara, due=now() + TOMORROW, because="Ill", told=Told.SPOKEN)
    assert (row(promise).outcome, promise.is_owed) == (Outcome.BROKEN, True)

    keep_promise(new.pk, by=mara)
    assert (row(promise).outcome, promise.settled) == (Outcome.BROKEN, Settled.MADE_GOOD)


def test_that_they_were_told_too_late_is_recorded_once(promise: Promise, mara: Actor, clock: Clock) -> None:
    clock.forward(days=1, seconds=1)
    new = renegotiate_promise(promise.pk, by=mara, due=now() + TOMORROW, because="Ill", told=Told.SPOKEN)

    told = last_event("promise.renegotiated").data
    assert (told["promise_id"], told["by_id"], told["late"]) == (promise.pk, new.pk, True)
    assert kinds(promise.conversation_id).count("promise.renegotiated") == 1


def test_one_new_time_is_enough(promise: Promise, mara: Actor, clock: Clock) -> None:
    clock.forward(days=1, seconds=1)
    renegotiate_promise(promise.pk, by=mara, due=now() + TOMORROW, because="Ill", told=Told.SPOKEN)

    with pytest.raises(ActionRefused):
        renegotiate_promise(promise.pk, by=mara, due=now() + 2 * TOMORROW, because="Ill", told=Told.SPOKEN)


def test_handed_over_it_is_due_when_it_was(promise: Promise, cast: Cast, mara: Actor) -> None:
    due = promise.due_at
    hand_over_promise(promise.pk, by=mara, agent=cast.tess.pk)

    assert (row(promise).owner, promise.due_at) == (cast.tess, due)


def test_what_was_handed_over_comes_back(promise: Promise, cast: Cast, mara: Actor) -> None:
    hand_over_promise(promise.pk, by=mara, agent=cast.tess.pk)
    undo(last_event("promise.handed-over").pk, agent=cast.mara, by=mara)
    assert row(promise).owner == cast.mara


def test_it_stays_where_it_is_if_somebody_changed_it_since(promise: Promise, cast: Cast, mara: Actor) -> None:
    hand_over_promise(promise.pk, by=mara, agent=cast.tess.pk)
    event = last_event("promise.handed-over")
    hand_over_promise(promise.pk, by=Actor.agent(cast.tess.pk), agent=cast.caleb.pk)
    with pytest.raises(ActionRefused):
        undo(event.pk, agent=cast.mara, by=mara)
    assert row(promise).owner == cast.caleb


def test_what_goes_along_with_an_assignment_goes_back_with_it(
    conversation: Conversation, cast: Cast, mara: Actor
) -> None:
    targets = {Target.FIRST_REPLY: Term(allowed=timedelta(hours=4))}
    create_policy(Terms(name="All", targets=targets), by=Actor.agent(cast.olive.pk))
    owed = begin_by_policy(conversation.messages.get().pk)[0]
    assign_conversation(conversation.pk, by=mara, to=cast.tess.pk)
    assert row(owed).owner == cast.tess
    newest = latest_undoable(conversation.pk, by=mara)
    assert newest is not None
    undo(newest.pk, agent=cast.mara, by=mara)
    assert row(owed).owner is None


def test_no_reply_needed_releases_what_is_owed_in_writing(conversation: Conversation, mara: Actor) -> None:
    word = Word(ours="Write about it", due=now() + TOMORROW, target=Target.REPLY)
    give_promise(conversation.pk, word, by=mara)
    [released] = need_no_reply(conversation.pk, by=mara)

    assert (released.settled, released.release) == (Settled.RELEASED, Release.NO_REPLY_NEEDED)
    with pytest.raises(ActionRefused):
        need_no_reply(conversation.pk, by=mara)


def test_undo_owes_it_again_and_opens_what_was_closed(
    promise: Promise, conversation: Conversation, cast: Cast, mara: Actor
) -> None:
    keep_promise(promise.pk, by=mara)
    close_conversation(conversation.pk, by=mara)
    owe_again(promise.pk, by=mara)

    conversation.refresh_from_db()
    assert (row(promise).is_owed, conversation.state) == (True, State.OPEN)


def test_undo_of_the_word_itself_leaves_nothing_owed(
    promise: Promise, conversation: Conversation, cast: Cast, mara: Actor
) -> None:
    made = last_event("promise.made")
    undo(made.pk, agent=cast.mara, by=mara)

    conversation.refresh_from_db()
    assert (list(Promise.objects.standing()), conversation.next_due_at) == ([], NEVER)
    assert kinds(conversation.pk)[-1] == "promise.withdrawn"


@pytest.mark.parametrize("which", ["first", "last"])
def test_one_undo_owes_all_again_that_needed_no_reply(
    conversation: Conversation, cast: Cast, mara: Actor, which: str
) -> None:
    for hours in (1, 2, 3):
        word = Word(ours=f"Write about it, {hours}", due=now() + timedelta(hours=hours), target=Target.REPLY)
        give_promise(conversation.pk, word, by=mara)
    released = need_no_reply(conversation.pk, by=mara)
    events = RecordedEvent.objects.filter(kind="promise.released").order_by("pk")

    undo(getattr(events, which)().pk, agent=cast.mara, by=mara)

    assert [row(one).is_owed for one in released] == [True, True, True]
    conversation.refresh_from_db()
    assert conversation.next_due_at == now() + timedelta(hours=1)


def test_undo_takes_nothing_back_that_was_changed_since(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    for hours in (1, 2):
        word = Word(ours=f"Write about it, {hours}", due=now() + timedelta(hours=hours), target=Target.REPLY)
        give_promise(conversation.pk, word, by=mara)
    first, second = need_no_reply(conversation.pk, by=mara)
    owe_again(first.pk, by=mara)

    with pytest.raises(ActionRefused):
        undo(last_event("promise.released").pk, agent=cast.mara, by=mara)
    assert not row(second).is_owed
