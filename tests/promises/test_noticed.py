"""What is noticed while somebody writes: it follows the text, and becomes a promise when the letter leaves."""

from datetime import UTC, datetime, timedelta

import pytest

from goodword.conversations.actions.delivery import mark_reply_failed, mark_reply_sending, mark_reply_sent
from goodword.conversations.actions.drafting import discard_draft, save_draft, take_over_draft
from goodword.conversations.actions.planning import cancel_plan, leave_as_planned, plan_reply
from goodword.conversations.actions.replying import send_reply, undo_reply
from goodword.conversations.choices import DraftKind, Turn
from goodword.conversations.models import Draft
from goodword.conversations.types import Conversation, Message
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid, NotFound
from goodword.promises.access import noticed_for
from goodword.promises.actions.chips import accept_chip, dismiss_chip, follow_draft, reconsider_chip
from goodword.promises.choices import Noticing, Origin, Outcome, Target
from goodword.promises.errors import PastDue
from goodword.promises.types import NoticedPromise, Promise
from tests.cast import Cast
from tests.frozen_time import Clock

CALL = "<p>Dear Odile,</p><p>I'll call you tomorrow before noon.</p>"
NOON = datetime(2026, 11, 3, 17, 0, tzinfo=UTC)  # in New York; the clock stands at ten on Monday
THREE = datetime(2026, 11, 3, 20, 0, tzinfo=UTC)


def write(conversation: Conversation, by: Actor, html: str) -> list[NoticedPromise]:
    return follow_draft(save_draft(conversation.pk, by=by, kind=DraftKind.REPLY, html=html))


def accepted(conversation: Conversation, by: Actor, html: str = CALL) -> NoticedPromise:
    return accept_chip(write(conversation, by, html)[0].pk)


def sent(message: Message, clock: Clock) -> None:
    clock.forward(seconds=11)
    mark_reply_sending(message.pk)
    mark_reply_sent(message.pk)


def proposals() -> list[tuple[str, datetime | None]]:
    rows = NoticedPromise.objects.filter(message__isnull=False, state=Noticing.WAITING)
    return [(row.words, row.due_at) for row in rows]


@pytest.mark.parametrize(
    ("words", "due", "target"),
    [
        ("I'll call you tomorrow before noon.", NOON, Target.CALLBACK),
        ("Le llamo mañana antes del mediodía.", NOON, Target.CALLBACK),
        ("We will write to you tomorrow at 3pm.", THREE, Target.REPLY),
    ],
)
def test_what_is_typed_becomes_a_chip(
    conversation: Conversation, mara: Actor, words: str, due: datetime, target: Target
) -> None:
    (chip,) = write(conversation, mara, f"<p>{words}</p>")
    assert (chip.words, chip.due_at, chip.target) == (words.rstrip("."), due, target)


@pytest.mark.parametrize(
    "html",
    [
        "<blockquote><p>I'll call you tomorrow before noon.</p></blockquote><p>Yes.</p>",
        "<p>If it rains, I'll call you tomorrow.</p>",
        "<p>Could you call us tomorrow?</p>",
        "<p>Thank you.</p>",
    ],
)
def test_what_is_no_promise_of_ours_is_none(conversation: Conversation, mara: Actor, html: str) -> None:
    assert write(conversation, mara, html) == []


def test_a_sentence_that_goes_on_is_the_same_chip(conversation: Conversation, mara: Actor) -> None:
    (first,) = write(conversation, mara, "<p>I'll call you tomorrow</p>")
    (then,) = write(conversation, mara, CALL)

    assert then.pk == first.pk
    assert (then.words, then.due_at) == ("I'll call you tomorrow before noon", NOON)


def test_an_accepted_chip_follows_the_time(conversation: Conversation, mara: Actor) -> None:
    chip = accepted(conversation, mara)
    (moved,) = write(conversation, mara, CALL.replace("before noon", "at 3pm"))

    assert (moved.pk, moved.state, moved.due_at) == (chip.pk, Noticing.ACCEPTED, THREE)


def test_it_asks_again_where_the_time_is_not_sure_any_more(conversation: Conversation, mara: Actor) -> None:
    accepted(conversation, mara)
    (asks,) = write(conversation, mara, CALL.replace("tomorrow before noon", "next Friday"))

    assert (asks.state, asks.due_at, len(asks.options)) == (Noticing.WAITING, None, 2)
    with pytest.raises(Invalid):
        accept_chip(asks.pk)
    assert accept_chip(asks.pk, due=asks.choices[1]).due_at == asks.choices[1]


def test_a_time_that_was_chosen_by_hand_stays_with_its_words(conversation: Conversation, mara: Actor) -> None:
    (chip,) = write(conversation, mara, CALL)
    accept_chip(chip.pk, due=THREE)

    (same,) = write(conversation, mara, f"{CALL}<p>All the best</p>")
    assert (same.state, same.due_at) == (Noticing.ACCEPTED, THREE)
    (other,) = write(conversation, mara, CALL.replace("before noon", "at 4pm"))
    assert (other.state, other.due_at) == (Noticing.WAITING, THREE + timedelta(hours=1))


def test_a_time_to_accept_lies_ahead(conversation: Conversation, mara: Actor) -> None:
    (chip,) = write(conversation, mara, CALL)
    with pytest.raises(PastDue):
        accept_chip(chip.pk, due=now() - timedelta(minutes=1))


def test_a_deleted_sentence_takes_its_chip_along(conversation: Conversation, mara: Actor) -> None:
    accepted(conversation, mara)

    assert write(conversation, mara, "<p>Dear Odile,</p>") == []
    send_reply(conversation.pk, by=mara, html="<p>Dear Odile,</p>")
    assert not Promise.objects.exists()
    assert proposals() == []


def test_what_was_dismissed_does_not_come_back(conversation: Conversation, mara: Actor) -> None:
    dismiss_chip(write(conversation, mara, CALL)[0].pk)

    assert write(conversation, mara, f"{CALL}<p>All the best</p>") == []
    assert write(conversation, mara, "<p>Dear Odile,</p>") == []
    assert write(conversation, mara, CALL) == []
    send_reply(conversation.pk, by=mara, html=CALL)
    assert proposals() == []


def test_another_sentence_asks_though_one_was_dismissed(conversation: Conversation, mara: Actor) -> None:
    dismiss_chip(write(conversation, mara, CALL)[0].pk)
    (other,) = write(conversation, mara, CALL.replace("tomorrow before noon", "on Friday at 3pm"))

    assert other.state == Noticing.WAITING


def test_an_answer_can_be_reconsidered(conversation: Conversation, mara: Actor) -> None:
    assert reconsider_chip(accepted(conversation, mara).pk).state == Noticing.WAITING


def test_a_draft_that_is_thrown_away_takes_its_chips_along(conversation: Conversation, mara: Actor) -> None:
    accepted(conversation, mara)
    discard_draft(conversation.pk, by=mara, kind=DraftKind.REPLY)

    assert not NoticedPromise.objects.exists()


def test_an_accepted_chip_is_promised_as_the_letter_leaves(conversation: Conversation, mara: Actor) -> None:
    accepted(conversation, mara)
    message = send_reply(conversation.pk, by=mara, html=CALL)

    promise, conversation = Promise.objects.get(), message.conversation
    conversation.refresh_from_db()
    assert (promise.origin, promise.target, promise.due_at) == (Origin.NOTICED, Target.CALLBACK, NOON)
    assert (promise.ours, promise.made_in, promise.told_at) == (
        "I'll call you tomorrow before noon",
        message,
        message.leaves_at,
    )
    assert (promise.owner_id, conversation.turn, conversation.next_due_at) == (mara.writer_id, Turn.OURS, NOON)


def test_undoing_the_letter_withdraws_it_and_keeps_it_accepted(conversation: Conversation, mara: Actor) -> None:
    chip = accepted(conversation, mara)
    message = send_reply(conversation.pk, by=mara, html=CALL)
    undo_reply(message.pk, by=mara)
    conversation.refresh_from_db()

    assert not Promise.objects.standing().exists()
    assert not conversation.is_owed
    (again,) = follow_draft(Draft.objects.get())
    assert (again.pk, again.state) == (chip.pk, Noticing.ACCEPTED)
    send_reply(conversation.pk, by=mara, html=CALL)
    assert Promise.objects.standing().get().due_at == NOON


def test_the_letter_that_promises_does_not_keep_the_promise(
    conversation: Conversation, mara: Actor, clock: Clock
) -> None:
    html = "<p>We will write to you tomorrow at 3pm.</p>"
    accepted(conversation, mara, html)
    sent(send_reply(conversation.pk, by=mara, html=html), clock)
    clock.forward(hours=1)
    lost = send_reply(conversation.pk, by=mara, html="<p>Here it is.</p>")
    clock.forward(seconds=11)
    mark_reply_sending(lost.pk)
    mark_reply_failed(lost.pk, problem="no such mailbox")

    assert Promise.objects.get().outcome == Outcome.NONE
    clock.forward(hours=1)
    sent(send_reply(conversation.pk, by=mara, html="<p>Here it is, once more.</p>"), clock)
    assert Promise.objects.get().outcome == Outcome.KEPT


def test_what_was_not_answered_is_proposed(conversation: Conversation, mara: Actor) -> None:
    write(conversation, mara, CALL)
    send_reply(conversation.pk, by=mara, html=CALL)

    assert not Promise.objects.exists()
    assert proposals() == [("I'll call you tomorrow before noon", NOON)]


def test_what_was_typed_in_the_last_moment_is_proposed(conversation: Conversation, mara: Actor) -> None:
    accepted(conversation, mara)
    send_reply(conversation.pk, by=mara, html=CALL.replace("before noon", "at 3pm"))

    assert not Promise.objects.exists()
    assert [due for _words, due in proposals()] == [THREE]


def test_a_reply_that_leaves_later_promises_then(conversation: Conversation, mara: Actor, clock: Clock) -> None:
    accepted(conversation, mara)
    plan = plan_reply(conversation.pk, by=mara, html=CALL, at=now() + timedelta(days=1))
    assert not Promise.objects.exists()

    clock.forward(days=1)
    leave_as_planned(plan.pk)
    assert Promise.objects.get().due_at == NOON + timedelta(days=1)  # the day after it is read


def test_called_off_it_is_a_chip_again(conversation: Conversation, mara: Actor) -> None:
    chip = accepted(conversation, mara)
    plan = plan_reply(conversation.pk, by=mara, html=CALL, at=now() + timedelta(days=1))
    (again,) = follow_draft(cancel_plan(plan.pk, by=mara))

    assert (again.pk, again.state, again.due_at) == (chip.pk, Noticing.ACCEPTED, NOON)


def test_what_is_past_when_it_leaves_is_proposed(conversation: Conversation, mara: Actor, clock: Clock) -> None:
    html = "<p>I'll call you on Tuesday, November 3, 2026, 12:00 PM.</p>"
    accepted(conversation, mara, html)
    plan = plan_reply(conversation.pk, by=mara, html=html, at=now() + timedelta(days=1), regardless=True)
    clock.forward(days=1, hours=3)
    leave_as_planned(plan.pk)

    assert not Promise.objects.exists()
    assert NoticedPromise.objects.get().is_proposed


def test_who_goes_on_with_a_draft_sees_what_was_said(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    chip = accepted(conversation, mara)
    tess = Actor.agent(cast.tess.pk)
    draft = take_over_draft(Draft.objects.get().pk, by=tess)

    (again,) = follow_draft(draft)
    assert (again.pk, again.state, again.writer_id) == (chip.pk, Noticing.ACCEPTED, cast.tess.pk)


def test_two_who_write_at_once_have_their_own(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    chip, tess = accepted(conversation, mara), Actor.agent(cast.tess.pk)
    (other,) = write(conversation, tess, CALL)
    assert (other.state, other.pk == chip.pk) == (Noticing.WAITING, False)

    take_over_draft(Draft.objects.get(agent=cast.mara).pk, by=tess)
    rows = follow_draft(Draft.objects.get())
    assert [row.state for row in rows] == [Noticing.ACCEPTED, Noticing.WAITING]


def test_nobody_else_answers_for_a_writer(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    chip = accepted(conversation, mara)

    assert noticed_for(cast.mara, chip.pk) == chip
    for stranger in (cast.tess, cast.caleb):
        with pytest.raises(NotFound):
            noticed_for(stranger, chip.pk)
