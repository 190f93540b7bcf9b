"""Nobody lets a complaint go but its customer: in their words, which are kept."""

import pytest
from django.db import IntegrityError, transaction

from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import ActionRefused, Invalid
from goodword.core.operations import latest_undoable, undo
from goodword.promises.actions.releasing import release_promise
from goodword.promises.choices import Release, Settled, Target
from goodword.promises.types import Promise
from goodword.recovery.actions.closing_complaints import close_complaint
from goodword.recovery.actions.correcting import no_change
from goodword.recovery.actions.erasing_complaints import erase_complaint
from goodword.recovery.actions.letting_go import TheirWords
from goodword.recovery.complaint_choices import Result, Stage
from goodword.recovery.complaint_errors import ComplaintOpen, NotLetGo
from goodword.recovery.missing import Missing
from goodword.recovery.types import Complaint, ComplaintLetGo
from tests.cast import Cast, letter, odile
from tests.frozen_time import Clock
from tests.recovery.complaining import complaint_of

SAID = TheirWords(words="Leave it, it was another house.")


@pytest.fixture
def complaint(conversation: Conversation, mara: Actor) -> Complaint:
    found = complaint_of(conversation, mara)
    no_change(conversation.pk, "It was another house.", by=mara)
    return found


def let_go(conversation: Conversation, mara: Actor, said: TheirWords | None = SAID) -> Complaint:
    return close_complaint(conversation.pk, by=mara, result=Result.WITHDRAWN, said=said)


def the_day() -> Promise:
    return Promise.objects.get(target=Target.COMPLAINT)


def test_nobody_of_the_house_lets_it_go(conversation: Conversation, complaint: Complaint, mara: Actor) -> None:
    with pytest.raises(ComplaintOpen) as refusal:
        let_go(conversation, mara, None)
    assert refusal.value.missing == [Missing.LET_GO]
    with pytest.raises(Invalid):
        let_go(conversation, mara, TheirWords(words="  "))
    assert (complaint.is_open, the_day().is_owed) == (True, True)


def test_in_their_words_it_is_let_go(conversation: Conversation, complaint: Complaint, mara: Actor) -> None:
    let_go(conversation, mara)

    kept = ComplaintLetGo.objects.get(complaint=complaint)
    assert (kept.words, kept.letter, kept.agent_id) == (SAID.words, None, mara.id)
    assert (the_day().settled, the_day().release) == (Settled.RELEASED, Release.CUSTOMER)


def test_in_a_letter_of_theirs_it_is_let_go(
    cast: Cast, conversation: Conversation, complaint: Complaint, mara: Actor
) -> None:
    since = receive_message(letter(cast, odile(), conversation_id=conversation.pk, text="Never mind, it came."))

    let_go(conversation, mara, TheirWords(letter=since.pk))

    kept = ComplaintLetGo.objects.get(complaint=complaint)
    assert (kept.words, kept.letter) == ("Never mind, it came.", since)


def test_the_letter_that_complains_lets_nothing_go(
    cast: Cast, conversation: Conversation, complaint: Complaint, mara: Actor
) -> None:
    elsewhere = receive_message(letter(cast, odile(), text="Never mind."))
    ours = receive_message(letter(cast, odile(), conversation_id=conversation.pk, is_automatic=True))
    for message_id in (complaint.message_id, elsewhere.pk, ours.pk):
        with pytest.raises(Invalid):
            let_go(conversation, mara, TheirWords(letter=message_id, words="They said so."))
    assert not ComplaintLetGo.objects.exists()


def test_its_day_alone_is_not_let_go_either(conversation: Conversation, complaint: Complaint, mara: Actor) -> None:
    with pytest.raises(NotLetGo):
        release_promise(the_day().pk, by=mara, reason=Release.CUSTOMER)
    assert (complaint.is_open, the_day().is_owed) == (True, True)


def test_undone_its_day_is_owed_as_before(
    cast: Cast, conversation: Conversation, complaint: Complaint, mara: Actor, clock: Clock
) -> None:
    due = the_day().due_at
    let_go(conversation, mara)
    event = latest_undoable(conversation.pk, by=mara)
    assert event is not None
    clock.forward(minutes=1)

    undo(event.pk, agent=cast.mara, by=mara)

    complaint.refresh_from_db()
    assert (complaint.stage, the_day().is_owed, the_day().due_at) == (Stage.INVESTIGATING, True, due)
    with pytest.raises(ComplaintOpen):
        let_go(conversation, mara, None)


def test_let_go_twice_both_are_kept(cast: Cast, conversation: Conversation, complaint: Complaint, mara: Actor) -> None:
    let_go(conversation, mara)
    event = latest_undoable(conversation.pk, by=mara)
    assert event is not None
    undo(event.pk, agent=cast.mara, by=mara)

    let_go(conversation, mara, TheirWords(words="Now I mean it."))

    assert ComplaintLetGo.objects.filter(complaint=complaint).count() == 2
    with pytest.raises(ActionRefused):
        let_go(conversation, mara)


def test_erased_their_words_go(conversation: Conversation, complaint: Complaint, mara: Actor) -> None:
    let_go(conversation, mara)

    erase_complaint(complaint.pk, by=mara)

    kept = ComplaintLetGo.objects.get()
    assert (kept.words, kept.erased_at is not None) == ("", True)


def test_the_database_wants_words(complaint: Complaint) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ComplaintLetGo.objects.create(complaint=complaint)
    assert not ComplaintLetGo.objects.exists()
