"""Something becomes a complaint: its words stay, its day begins, the customer is told; it can be taken back."""

import pytest
from django.db import IntegrityError, transaction

from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.actions.spam import mark_not_spam, mark_spam
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import NEVER, now
from goodword.core.errors import ActionRefused, Invalid
from goodword.core.operations import latest_undoable, undo
from goodword.promises.choices import Outcome, Settled, Target
from goodword.promises.types import Promise
from goodword.recovery.actions.complaining import (
    complain_from_page,
    confirm_complaint,
    mark_complaint,
    mark_latest,
    withdraw_complaint,
)
from goodword.recovery.actions.correcting import fix_for_person
from goodword.recovery.actions.erasing_complaints import erase_complaint
from goodword.recovery.actions.giving import give_remedy
from goodword.recovery.actions.settling import take_remedy_back
from goodword.recovery.choices import RemedyKind
from goodword.recovery.complaint_choices import Source, Stage
from goodword.recovery.complaint_errors import NoComplaint
from goodword.recovery.types import Complaint
from tests.cast import Cast, letter, odile
from tests.frozen_time import Clock
from tests.recovery.complaining import complaint_of, link_of
from tests.recovery.remedies import a_gift
from tests.timeline import kinds


def test_an_agent_marks_a_letter(conversation: Conversation, mara: Actor, clock: Clock) -> None:
    clock.forward(hours=3)

    complaint = complaint_of(conversation, mara)

    assert complaint.words == "I waited in all Friday afternoon. Nobody called."
    assert (complaint.is_as_said, complaint.is_confirmed, complaint.stage) == (True, True, Stage.RECEIVED)
    promise = Promise.objects.get(conversation=conversation, target=Target.COMPLAINT)
    assert promise.began_at == complaint.said_at == conversation.opened_at
    assert "complaint.marked" in kinds(conversation.pk)


def test_twice_is_once(conversation: Conversation, mara: Actor) -> None:
    assert complaint_of(conversation, mara) == complaint_of(conversation, mara)
    assert kinds(conversation.pk).count("complaint.marked") == 1


def test_its_own_words_without_what_it_quotes(cast: Cast, mara: Actor) -> None:
    text = "Nothing came.\n\nOn Monday you wrote:\n> It comes."
    message = receive_message(letter(cast, odile(), text=text, quoted_from=15))

    assert mark_complaint(message.pk, by=mara).words == "Nothing came."


def test_only_what_a_customer_wrote(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    message = receive_message(letter(cast, odile(), is_automatic=True))

    with pytest.raises(ActionRefused):
        mark_complaint(message.pk, by=mara)
    assert mark_latest(conversation.pk, by=mara).message == conversation.messages.get()


def test_marked_in_what_is_closed_it_opens_it(conversation: Conversation, mara: Actor) -> None:
    close_conversation(conversation.pk, by=mara)

    complaint_of(conversation, mara)

    conversation.refresh_from_db()
    assert conversation.is_open


def test_the_customer_complains_on_their_page(conversation: Conversation, mara: Actor, clock: Clock) -> None:
    link, by = link_of(conversation), Actor.customer(conversation.customer_id)
    clock.forward(hours=30)

    complaint = complain_from_page(link.pk, by=by, once="1", text="Again nobody came.")

    assert complaint is not None
    assert (complaint.source, complaint.is_confirmed, complaint.said_at) == (Source.CUSTOMER, False, now())
    assert complain_from_page(link.pk, by=by, once="1", text="Again nobody came.") is None
    assert confirm_complaint(conversation.pk, by=mara).is_confirmed


def test_what_the_customer_calls_one_is_not_waved_away(conversation: Conversation, mara: Actor) -> None:
    link, by = link_of(conversation), Actor.customer(conversation.customer_id)
    complain_from_page(link.pk, by=by, once="1", text="Again nobody came.")
    with pytest.raises(ActionRefused):
        withdraw_complaint(conversation.pk, by=mara)

    send_reply(conversation.pk, by=mara, html="<p>Did you mean it as a question?</p>")

    assert withdraw_complaint(conversation.pk, by=mara).withdrawn_at == now()


def test_without_a_word_nobody_complains(conversation: Conversation) -> None:
    link, by = link_of(conversation), Actor.customer(conversation.customer_id)

    with pytest.raises(Invalid):
        complain_from_page(link.pk, by=by, once="1", text="  ")
    assert not Complaint.objects.exists()


def test_it_is_none_after_all(conversation: Conversation, mara: Actor) -> None:
    complaint_of(conversation, mara)

    withdraw_complaint(conversation.pk, by=mara)

    promise = Promise.objects.get(target=Target.COMPLAINT)
    conversation.refresh_from_db()
    assert (promise.settled, conversation.next_due_at) == (Settled.RELEASED, NEVER)
    with pytest.raises(NoComplaint):
        withdraw_complaint(conversation.pk, by=mara)


def test_once_something_was_done_it_is_closed_not_taken_back(conversation: Conversation, mara: Actor) -> None:
    complaint_of(conversation, mara)
    fix_for_person(conversation.pk, "Brought new ones.", by=mara)

    with pytest.raises(ActionRefused):
        withdraw_complaint(conversation.pk, by=mara)


def test_once_something_was_given_for_it_it_is_closed_not_taken_back(conversation: Conversation, mara: Actor) -> None:
    complaint = complaint_of(conversation, mara)
    sorry = give_remedy(conversation.pk, a_gift(RemedyKind.APOLOGY, None, complaint=complaint.pk), by=mara)
    with pytest.raises(ActionRefused):
        withdraw_complaint(conversation.pk, by=mara)

    take_remedy_back(sorry.pk, by=mara)

    assert withdraw_complaint(conversation.pk, by=mara).withdrawn_at == now()


def test_a_broken_one_stays_broken(conversation: Conversation, mara: Actor, clock: Clock) -> None:
    complaint_of(conversation, mara)
    clock.forward(hours=30)

    withdraw_complaint(conversation.pk, by=mara)

    promise = Promise.objects.get(target=Target.COMPLAINT)
    assert (promise.outcome, promise.settled, promise.withdrawn_at) == (Outcome.BROKEN, Settled.RELEASED, None)


def test_marking_is_undone(cast: Cast, conversation: Conversation, mara: Actor) -> None:
    complaint = complaint_of(conversation, mara)
    event = latest_undoable(conversation.pk, by=mara)
    assert event is not None

    undo(event.pk, agent=cast.mara, by=mara)

    complaint.refresh_from_db()
    assert complaint.withdrawn_at == now()
    assert mark_latest(conversation.pk, by=mara) != complaint


def test_spam_owes_nothing_and_what_is_none_owes_it_again(conversation: Conversation, mara: Actor) -> None:
    complaint_of(conversation, mara)
    mark_spam(conversation.pk, by=mara)
    assert not Promise.objects.owed().filter(target=Target.COMPLAINT).exists()

    mark_not_spam(conversation.pk, by=mara)

    assert Promise.objects.owed().get(target=Target.COMPLAINT).began_at == conversation.opened_at


@pytest.mark.parametrize("columns", [{"words": "All was well."}, {"words_hash": "0" * 64}, {"words_key": "0" * 64}])
def test_the_database_refuses_other_words(conversation: Conversation, mara: Actor, columns: dict[str, str]) -> None:
    complaint = complaint_of(conversation, mara)

    with pytest.raises(IntegrityError), transaction.atomic():
        Complaint.objects.filter(pk=complaint.pk).update(**columns)
    assert Complaint.objects.get(pk=complaint.pk).is_as_said


def test_erasure_leaves_a_tombstone(conversation: Conversation, mara: Actor) -> None:
    complaint = complaint_of(conversation, mara)
    known = complaint.words_hash

    erase_complaint(complaint.pk, by=mara)

    complaint.refresh_from_db()
    assert (complaint.words, complaint.words_key, complaint.words_hash) == ("", "", known)
    with pytest.raises(IntegrityError), transaction.atomic():
        Complaint.objects.filter(pk=complaint.pk).update(words="again", erased_at=None)
