"""Urgent wording: noticed in what the customer writes now, marked until somebody has it."""

from datetime import timedelta

import pytest

from goodword.conversations.actions.assigning import assign_conversation
from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.delivery import mark_reply_sending, mark_reply_sent
from goodword.conversations.actions.mailboxes import choose_alerted
from goodword.conversations.actions.noting_sent import note_sent_elsewhere
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.replying import send_reply, undo_reply
from goodword.conversations.actions.urgency import acknowledge_urgent
from goodword.conversations.actions.wording import add_wording, restore_standard_wording, switch_wording
from goodword.conversations.models import Conversation, UrgentMark
from goodword.conversations.queries.urgency import alerted_agents, urgent_words
from goodword.core.actor import SYSTEM, Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid, NotAllowed, NotFound
from goodword.core.operations import latest_undoable
from tests.cast import Cast, conversation_with_odile, letter, odile
from tests.frozen_time import Clock
from tests.timeline import kinds, last_event

URGENT = "My chest hurts since this morning."


def is_urgent(conversation: Conversation) -> bool:
    return Conversation.objects.get(pk=conversation.pk).urgent_since is not None


def test_it_is_marked_in_the_transaction_that_brought_it(cast: Cast) -> None:
    conversation = conversation_with_odile(cast, text=URGENT)

    mark = UrgentMark.objects.get()
    assert is_urgent(conversation)
    assert (mark.kinds, mark.words, mark.message.conversation_id) == (["heart"], ["chest hurts"], conversation.pk)
    assert last_event("urgent-wording.noticed").data == {"message_id": mark.pk, "kinds": ["heart"]}
    assert kinds(conversation.pk) == ["conversation.opened", "message.received", "urgent-wording.noticed"]


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "All is well.\n\nOn Monday Ana wrote:\n> my chest hurts", "quoted_from": 12},
        {"text": "See between the lines.\n> does your chest hurts?\nNo news."},
        {"text": "Thank you.\n-- \nChest Pain Clinic"},
        {"text": URGENT, "is_automatic": True},
        {"text": URGENT, "is_history": True},
    ],
)
def test_what_they_did_not_write_now_is_not_marked(cast: Cast, changes: dict[str, object]) -> None:
    assert not is_urgent(conversation_with_odile(cast, subject="Hello", **changes))


def test_the_subject_counts_when_it_is_new(cast: Cast) -> None:
    customer = odile()
    conversation = conversation_with_odile(cast, subject="Chest pain", text="Please call.")
    assert UrgentMark.objects.count() == 1

    receive_message(letter(cast, customer, conversation_id=conversation.pk, subject="Re: Chest pain", text="Thanks."))
    assert UrgentMark.objects.count() == 1
    receive_message(letter(cast, customer, conversation_id=conversation.pk, subject="can't breathe", text="Help."))
    assert UrgentMark.objects.count() == 2


def test_whoever_has_it_gets_what_nobody_had(cast: Cast) -> None:
    conversation, mara = conversation_with_odile(cast, text=URGENT), Actor.agent(cast.mara.pk)

    acknowledge_urgent(conversation.pk, by=mara)
    acknowledge_urgent(conversation.pk, by=mara)

    changed = Conversation.objects.get(pk=conversation.pk)
    assert (changed.urgent_since, changed.assignee_id) == (None, cast.mara.pk)
    assert kinds(conversation.pk).count("urgent-wording.acknowledged") == 1


def test_somebody_elses_conversation_stays_theirs(cast: Cast) -> None:
    conversation = conversation_with_odile(cast, text=URGENT)
    assign_conversation(conversation.pk, by=SYSTEM, to=cast.tess.pk)

    acknowledge_urgent(conversation.pk, by=Actor.agent(cast.mara.pk))

    assert Conversation.objects.get(pk=conversation.pk).assignee_id == cast.tess.pk


def test_an_answer_settles_it_once_it_has_left(cast: Cast, clock: Clock) -> None:
    conversation, mara = conversation_with_odile(cast, text=URGENT), Actor.agent(cast.mara.pk)
    taken_back = send_reply(conversation.pk, by=mara, html="<p>Call 911.</p>")
    undo_reply(taken_back.pk, by=mara)
    assert is_urgent(conversation)

    reply = send_reply(conversation.pk, by=mara, html="<p>Call 911.</p>")
    clock.forward(minutes=1)
    mark_reply_sending(reply.pk)
    assert is_urgent(conversation)
    mark_reply_sent(reply.pk)

    assert not is_urgent(conversation)


def test_what_came_after_the_answer_was_written_is_not_answered(cast: Cast, clock: Clock) -> None:
    conversation, mara = conversation_with_odile(cast, text=URGENT), Actor.agent(cast.mara.pk)
    reply = send_reply(conversation.pk, by=mara, html="<p>Rest a little.</p>")
    clock.forward(seconds=5)
    receive_message(letter(cast, odile(), conversation_id=conversation.pk, text="Now I can't breathe."))
    clock.forward(minutes=1)
    mark_reply_sending(reply.pk)
    mark_reply_sent(reply.pk)

    assert [one.words for one in urgent_words(Conversation.objects.get(pk=conversation.pk))] == [["can't breathe"]]


def test_an_answer_by_another_mail_program_settles_it(cast: Cast, clock: Clock) -> None:
    conversation, customer = conversation_with_odile(cast, text=URGENT), odile()
    for at, left in ((now() - timedelta(hours=1), True), (clock.forward(minutes=5), False)):
        answer = letter(cast, customer, conversation_id=conversation.pk, text="Call 911.", at=at)
        note_sent_elsewhere(answer, by=SYSTEM, answers=True)
        assert is_urgent(conversation) is left


def test_closing_settles_it_and_can_still_be_undone(cast: Cast) -> None:
    conversation, mara = conversation_with_odile(cast, text=URGENT), Actor.agent(cast.mara.pk)

    close_conversation(conversation.pk, by=mara)

    assert not is_urgent(conversation)
    event = latest_undoable(conversation.pk, by=mara)
    assert event is not None
    assert event.kind == "conversation.closed"


def test_only_what_nobody_had_yet_is_shown(cast: Cast, clock: Clock) -> None:
    conversation = conversation_with_odile(cast, text=URGENT)
    acknowledge_urgent(conversation.pk, by=Actor.agent(cast.mara.pk))
    clock.forward(minutes=5)
    receive_message(letter(cast, odile(), conversation_id=conversation.pk, text="Now I can't breathe."))

    shown = urgent_words(Conversation.objects.get(pk=conversation.pk))

    assert [one.words for one in shown] == [["can't breathe"]]


def test_people_are_named_by_those_who_administer(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        choose_alerted(cast.mailbox.pk, by=Actor.agent(cast.mara.pk), agents=[cast.mara.pk])
    adam = Actor.agent(cast.adam.pk)
    with pytest.raises(Invalid):
        choose_alerted(cast.mailbox.pk, by=adam, agents=[99_999])
    with pytest.raises(NotFound):
        choose_alerted(99_999, by=adam, agents=[])

    choose_alerted(cast.mailbox.pk, by=adam, agents=[cast.mara.pk])

    assert list(alerted_agents(cast.mailbox.pk)) == [cast.mara]
    assert list(alerted_agents(None)) == [cast.adam, cast.olive]


def test_the_list_is_changed_by_those_who_administer(cast: Cast) -> None:
    mara, adam = Actor.agent(cast.mara.pk), Actor.agent(cast.adam.pk)
    for forbidden in (
        lambda: add_wording(by=mara, language="en", words="pump alarm", kind="collapse"),
        lambda: switch_wording(by=mara, language="en", words="heart attack", on=False),
        lambda: restore_standard_wording(by=mara),
    ):
        with pytest.raises(NotAllowed):
            forbidden()

    switch_wording(by=adam, language="en", words="heart attack", on=False)
    assert not is_urgent(conversation_with_odile(cast, text="a heart attack"))
    restore_standard_wording(by=adam)
    assert is_urgent(conversation_with_odile(cast, text="a heart attack"))
