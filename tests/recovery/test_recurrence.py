"""Whether what was fixed comes up again: complaints for the same reason before and after."""

from datetime import timedelta

import pytest

from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.people.actions.recognizing import recognize_customer
from goodword.playbook.actions.reasons import chosen_reason
from goodword.promises.actions.keeping import keep_promise
from goodword.recovery.actions.correcting import fix_for_cause, fix_for_person
from goodword.recovery.queries.recurrence import Recurrence, recurrence_of
from goodword.recovery.types import Complaint, CorrectiveAction
from goodword.web.components.recurring import recurring_words
from tests.cast import Cast, letter
from tests.frozen_time import Clock
from tests.recovery.complaining import complaint_of

_number = iter(range(10**9))


def complain(cast: Cast, mara: Actor, reason: str) -> Complaint:
    person = recognize_customer(address=f"r{next(_number)}@example.org", name="Somebody")
    conversation = receive_message(letter(cast, person, sender_address="")).conversation
    complaint = complaint_of(conversation, mara)
    complaint.change(reason=chosen_reason(reason))
    return complaint


@pytest.fixture
def fix(conversation: Conversation, cast: Cast, mara: Actor, clock: Clock) -> CorrectiveAction:
    """Ten were late in thirty days; then somebody sees to it."""
    complaint = complaint_of(conversation, mara)
    complaint.change(reason=chosen_reason("late"))
    for _ in range(9):
        clock.forward(days=3)
        complain(cast, mara, "late")
    clock.forward(days=3)
    due = now() + timedelta(days=14)
    return fix_for_cause(conversation.pk, "Call before.", who=f"agent:{mara.id}", due=due, by=mara)


def done(fix: CorrectiveAction, mara: Actor) -> CorrectiveAction:
    keep_promise(fix.promise_id or 0, by=mara)
    return CorrectiveAction.objects.select_related("promise", "complaint").get(pk=fix.pk)


def test_before_it_is_done_there_is_nothing_to_tell(fix: CorrectiveAction) -> None:
    assert recurrence_of(fix) is None


def test_what_came_after_is_counted_too(fix: CorrectiveAction, cast: Cast, mara: Actor, clock: Clock) -> None:
    fixed = done(fix, mara)
    clock.forward(days=10)
    complain(cast, mara, "late")
    complain(cast, mara, "billing")
    clock.forward(days=20)

    found = recurrence_of(fixed)

    assert found is not None
    assert (found.before, found.before_days, found.after, found.after_days) == (10, 30, 1, 30)
    assert found.ratio.ratio == pytest.approx(0.1)
    assert found.is_rarer
    assert not found.is_few


def test_ninety_days_at_most_on_either_side(fix: CorrectiveAction, cast: Cast, mara: Actor, clock: Clock) -> None:
    clock.forward(days=63)
    fixed = done(fix, mara)
    clock.forward(days=91)
    complain(cast, mara, "late")

    found = recurrence_of(fixed)

    assert found is not None
    assert (found.before_days, found.after, found.after_days) == (90, 0, 90)
    assert found.before == 9  # the first one lies 93 days back


def test_without_a_reason_nothing_is_like_it(fix: CorrectiveAction, mara: Actor, clock: Clock) -> None:
    fixed = done(fix, mara)
    clock.forward(days=30)
    fixed.complaint.change(reason=None)
    assert recurrence_of(fixed) is None


def test_a_fix_for_the_person_has_no_recurrence(conversation: Conversation, fix: CorrectiveAction, mara: Actor) -> None:
    assert recurrence_of(fix_for_person(conversation.pk, "Brought new ones.", by=mara)) is None


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Recurrence(30, 90, 0, 3), "too early"),
        (Recurrence(2, 90, 1, 60), "too few"),
        (Recurrence(0, 90, 9, 60), "too few"),
        (Recurrence(30, 90, 5, 90), "That is 0.17 times as often (0.07 to 0.42): it comes up less."),
        (Recurrence(5, 90, 30, 90), "it comes up more: look again."),
        (Recurrence(10, 90, 9, 90), "no difference can be told."),
    ],
)
def test_it_is_told_in_words(found: Recurrence, words: str) -> None:
    assert words in recurring_words(found)
    assert "Before: " in recurring_words(found)
