"""A complaint is assessed, restated, put right and closed; nothing closes before that, and a refusal opens it again."""

from datetime import timedelta

import pytest

from goodword.conversations.actions.closing import close_conversation
from goodword.conversations.actions.receiving import receive_message
from goodword.conversations.actions.replying import undo_reply
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid, NotAllowed
from goodword.core.operations import latest_undoable, undo
from goodword.promises.actions.keeping import keep_promise
from goodword.promises.actions.renegotiating import Told, renegotiate_promise
from goodword.promises.actions.resolving import accept_solution, refuse_solution
from goodword.promises.choices import Target
from goodword.promises.errors import StillOwed
from goodword.promises.types import Promise
from goodword.recovery.actions.assessing import Assessment, assess_complaint, look_into_complaint
from goodword.recovery.actions.closing_complaints import close_complaint
from goodword.recovery.actions.correcting import fix_for_cause, fix_for_person, no_change, withdraw_corrective_action
from goodword.recovery.actions.letting_go import TheirWords
from goodword.recovery.actions.restating import (
    confirm_restatement,
    correct_restatement,
    hear_restatement,
    restate_complaint,
)
from goodword.recovery.complaint_choices import Fix, Heard, Result, Severity, Stage
from goodword.recovery.complaint_errors import ComplaintOpen
from goodword.recovery.missing import Missing
from goodword.recovery.types import Complaint
from tests.cast import Cast, letter, odile
from tests.recovery.complaining import assessed, complaint_of, link_of, put_right, solved
from tests.timeline import kinds


@pytest.fixture
def complaint(conversation: Conversation, mara: Actor) -> Complaint:
    return complaint_of(conversation, mara)


def test_nothing_closes_before_it_is_put_right(conversation: Conversation, complaint: Complaint, mara: Actor) -> None:
    with pytest.raises(ComplaintOpen) as refusal:
        close_complaint(conversation.pk, by=mara, result=Result.REMEDIED)
    assert refusal.value.missing == [Missing.SEVERITY, Missing.SOLUTION, Missing.PERSON, Missing.CAUSE]
    assert complaint.is_open

    put_right(conversation, mara)
    solved(conversation, mara)
    close_complaint(conversation.pk, by=mara, result=Result.REMEDIED)

    assert close_conversation(conversation.pk, by=mara).is_closed


def test_another_time_is_no_solution(conversation: Conversation, complaint: Complaint, mara: Actor) -> None:
    put_right(conversation, mara)
    promise = Promise.objects.get(conversation=conversation, target=Target.COMPLAINT)
    due = now() + timedelta(days=3)
    later = renegotiate_promise(promise.pk, by=mara, due=due, because="A part is missing.", told=Told.SPOKEN)

    with pytest.raises(ComplaintOpen) as refusal:
        close_complaint(conversation.pk, by=mara, result=Result.REMEDIED)
    assert refusal.value.missing == [Missing.SOLUTION]

    keep_promise(later.pk, by=mara)
    assert not close_complaint(conversation.pk, by=mara, result=Result.REMEDIED).is_open
    assert not complaint.withdrawn_at


def test_the_matter_waits_for_its_complaint(conversation: Conversation, complaint: Complaint, mara: Actor) -> None:
    with pytest.raises(StillOwed):
        close_conversation(conversation.pk, by=mara)
    solved(conversation, mara)

    with pytest.raises(ComplaintOpen) as refusal:
        close_conversation(conversation.pk, by=mara)
    assert Missing.PERSON in refusal.value.missing
    assert complaint.is_open


def test_the_open_fix_for_the_cause_blocks_nothing(
    conversation: Conversation, complaint: Complaint, mara: Actor
) -> None:
    put_right(conversation, mara)
    solved(conversation, mara)
    close_complaint(conversation.pk, by=mara, result=Result.REMEDIED)
    close_conversation(conversation.pk, by=mara)

    promise = complaint.corrective_actions.get(fix=Fix.CAUSE).promise
    assert promise is not None
    assert (promise.is_inside, promise.is_owed, promise.owner_id) == (True, True, mara.id)


def test_no_change_because_stands_for_the_cause(conversation: Conversation, complaint: Complaint, mara: Actor) -> None:
    assessed(conversation, mara)
    fix_for_person(conversation.pk, "Brought new ones.", by=mara)
    no_change(conversation.pk, "The carrier had an accident.", by=mara)
    solved(conversation, mara)

    assert close_complaint(conversation.pk, by=mara, result=Result.EXPLAINED) == complaint


def test_a_cause_wants_somebody(conversation: Conversation, complaint: Complaint, mara: Actor) -> None:
    due = now() + timedelta(days=3)
    with pytest.raises(Invalid):
        fix_for_cause(conversation.pk, "Call first.", who="agent:999", due=due, by=mara)
    assert not complaint.corrective_actions.exists()


def test_what_was_named_is_taken_back(
    cast: Cast, conversation: Conversation, complaint: Complaint, mara: Actor
) -> None:
    due = now() + timedelta(days=3)
    action = fix_for_cause(conversation.pk, "Call first.", who=f"team:{cast.pharmacy.pk}", due=due, by=mara)
    withdraw_corrective_action(conversation.pk, action.pk, by=mara)

    action.refresh_from_db()
    assert action.withdrawn_at == now()
    assert not Promise.objects.owed().filter(target=Target.OTHER).exists()
    assert complaint.is_open


def test_a_told_solution_answers_it_and_a_refusal_opens_it_again(
    conversation: Conversation, complaint: Complaint, mara: Actor
) -> None:
    put_right(conversation, mara)
    solved(conversation, mara)
    close_complaint(conversation.pk, by=mara, result=Result.REMEDIED)
    close_conversation(conversation.pk, by=mara)

    refuse_solution(conversation.pk, by=Actor.customer(conversation.customer_id))

    complaint.refresh_from_db()
    assert (complaint.stage, complaint.result, complaint.responded_at) == (Stage.INVESTIGATING, Result.NONE, None)
    assert kinds(conversation.pk)[-2:] == ["promise.solution-refused", "complaint.reopened"]


def test_taken_back_it_answered_nothing(conversation: Conversation, complaint: Complaint, mara: Actor) -> None:
    message = solved(conversation, mara)
    complaint.refresh_from_db()
    assert complaint.stage == Stage.RESPONDED

    undo_reply(message.pk, by=mara)

    complaint.refresh_from_db()
    assert complaint.stage == Stage.INVESTIGATING


def test_agreement_leaves_it_answered(conversation: Conversation, complaint: Complaint, mara: Actor) -> None:
    solved(conversation, mara)
    accept_solution(conversation.pk, by=mara)

    complaint.refresh_from_db()
    assert complaint.stage == Stage.RESPONDED


def test_they_let_it_go(conversation: Conversation, complaint: Complaint, mara: Actor) -> None:
    no_change(conversation.pk, "It was another house.", by=mara)

    close_complaint(conversation.pk, by=mara, result=Result.WITHDRAWN, said=TheirWords(words="Leave it."))

    assert not Promise.objects.owed().filter(target=Target.COMPLAINT).exists()
    complaint.refresh_from_db()
    assert complaint.result == Result.WITHDRAWN


def test_closing_is_undone(cast: Cast, conversation: Conversation, complaint: Complaint, mara: Actor) -> None:
    put_right(conversation, mara)
    solved(conversation, mara)
    close_complaint(conversation.pk, by=mara, result=Result.REMEDIED)
    event = latest_undoable(conversation.pk, by=mara)
    assert event is not None

    undo(event.pk, agent=cast.mara, by=mara)

    complaint.refresh_from_db()
    assert (complaint.is_open, complaint.stage, complaint.responded_at) == (True, Stage.RESPONDED, now())


def test_it_is_assessed(conversation: Conversation, complaint: Complaint, mara: Actor) -> None:
    with pytest.raises(Invalid):
        assess_complaint(conversation.pk, Assessment(severity=Severity.UNKNOWN), by=mara)

    assess_complaint(conversation.pk, Assessment(severity=Severity.SEVERE, is_safety=True), by=mara)
    assess_complaint(conversation.pk, Assessment(severity=Severity.SEVERE, is_safety=True), by=mara)

    complaint.refresh_from_db()
    assert (complaint.stage, complaint.is_grave) == (Stage.ASSESSED, True)
    assert kinds(conversation.pk).count("complaint.assessed") == 1


def test_somebody_looks_into_it(cast: Cast, conversation: Conversation, complaint: Complaint, mara: Actor) -> None:
    with pytest.raises(Invalid):
        look_into_complaint(conversation.pk, by=mara, to=999_999)

    look_into_complaint(conversation.pk, by=mara, to=cast.tess.pk)

    complaint.refresh_from_db()
    assert (complaint.owner, complaint.stage) == (cast.tess, Stage.INVESTIGATING)


def test_the_customer_confirms_what_we_understood(
    conversation: Conversation, complaint: Complaint, mara: Actor
) -> None:
    restatement = restate_complaint(conversation.pk, "Nobody came on Friday.", by=mara)
    assert restate_complaint(conversation.pk, "Nobody came on Friday.", by=mara) == restatement
    link = link_of(conversation)

    with pytest.raises(NotAllowed):
        confirm_restatement(link.pk, by=mara, once="1", restatement_id=restatement.pk)
    them = Actor.customer(conversation.customer_id)
    confirm_restatement(link.pk, by=them, once="1", restatement_id=restatement.pk)

    restatement.refresh_from_db()
    assert (restatement.heard, restatement.complaint) == (Heard.CONFIRMED, complaint)
    assert hear_restatement(conversation.pk, by=mara) is None


def test_the_customer_corrects_it_in_their_words(conversation: Conversation, complaint: Complaint, mara: Actor) -> None:
    restatement = restate_complaint(conversation.pk, "Nobody came on Friday.", by=mara)
    link, by = link_of(conversation), Actor.customer(conversation.customer_id)

    correct_restatement(link.pk, by=by, once="1", text="Nor on Monday!")

    restatement.refresh_from_db()
    assert restatement.correction is not None
    assert (restatement.heard, restatement.correction.body.text) == (Heard.CORRECTED, "Nor on Monday!")
    complaint.refresh_from_db()
    assert complaint.words == "I waited in all Friday afternoon. Nobody called."


def test_a_letter_that_wants_more_opens_what_was_closed(
    cast: Cast, conversation: Conversation, complaint: Complaint, mara: Actor
) -> None:
    put_right(conversation, mara)
    solved(conversation, mara)
    close_complaint(conversation.pk, by=mara, result=Result.REMEDIED)
    close_conversation(conversation.pk, by=mara)

    receive_message(letter(cast, odile(), conversation_id=conversation.pk, text="No, not one came."))

    complaint.refresh_from_db()
    assert complaint.is_open
