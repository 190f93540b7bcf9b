"""A complaint that is a grievance: off by default, its clock of law, the written notice, the one extension."""

from datetime import date, timedelta

import pytest

from goodword.conversations.actions.delivery import mark_reply_sent
from goodword.conversations.actions.replying import undo_reply
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import ActionRefused, Invalid, NotAllowed
from goodword.promises.actions.keeping import keep_promise
from goodword.promises.actions.releasing import release_promise
from goodword.promises.actions.renegotiating import Told, renegotiate_promise
from goodword.promises.choices import Origin, Outcome, Release, Settled
from goodword.promises.errors import SetByLaw
from goodword.promises.queries.shown import promises_for_customer
from goodword.promises.types import Promise
from goodword.recovery.actions.closing_complaints import close_complaint
from goodword.recovery.actions.complaining import withdraw_complaint
from goodword.recovery.actions.grievance_packs import choose_pack
from goodword.recovery.actions.grievances import (
    Record,
    document_grievance,
    extend_grievance,
    open_grievance,
    tell_by_when,
    tell_grievance,
    withdraw_grievance,
)
from goodword.recovery.complaint_choices import Result
from goodword.recovery.complaint_errors import ComplaintOpen
from goodword.recovery.missing import Missing
from goodword.recovery.queries.grievances import grievance_of, packs_on
from goodword.recovery.types import Complaint
from tests.cast import Cast
from tests.frozen_time import Clock
from tests.recovery.complaining import complaint_of, put_right

REVIEWED = date(2026, 1, 5)
SAID = Record(contact="Mara, 555 0100", steps="We called the driver.", result="It was late.", finished=REVIEWED)
LETTER = "<p>We called the driver. It was late. We were done on January 5, 2026. Ask Mara, 555 0100.</p>"
LATER = "<p>We need more time: the driver is away.</p>"


@pytest.fixture
def complaint(conversation: Conversation, mara: Actor) -> Complaint:
    return complaint_of(conversation, mara)


@pytest.fixture
def on(cast: Cast) -> None:
    for key in ("hospital", "part-d", "home-health"):
        choose_pack(key, is_on=True, counsel_reviewed_on=REVIEWED, by=Actor.agent(cast.adam.pk))


def refusal_of(conversation: Conversation, letter: str, by: Actor) -> str:
    with pytest.raises(Invalid) as refused:
        tell_grievance(conversation.pk, html=letter, by=by)
    return str(refused.value.fields["letter"])


def owed(complaint: Complaint) -> Promise:
    grievance = grievance_of(complaint)
    assert grievance is not None
    assert grievance.promise is not None
    return grievance.promise


def test_all_are_off_until_counsel_has_read_them(cast: Cast, mara: Actor) -> None:
    adam = Actor.agent(cast.adam.pk)
    assert packs_on() == []
    with pytest.raises(Invalid):
        choose_pack("hospital", is_on=True, counsel_reviewed_on=None, by=adam)
    with pytest.raises(NotAllowed):
        choose_pack("hospital", is_on=True, counsel_reviewed_on=REVIEWED, by=mara)

    choose_pack("hospital", is_on=True, counsel_reviewed_on=REVIEWED, by=adam)

    assert [pack.key for pack in packs_on()] == ["hospital"]


def test_nothing_falls_under_what_is_off(conversation: Conversation, complaint: Complaint, mara: Actor) -> None:
    with pytest.raises(Invalid):
        open_grievance(conversation.pk, pack="hospital", clock="reply", by=mara)
    assert grievance_of(complaint) is None


@pytest.mark.usefixtures("on")
def test_its_clock_runs_since_the_complaint_came(conversation: Conversation, complaint: Complaint, mara: Actor) -> None:
    open_grievance(conversation.pk, pack="part-d", clock="expedited", by=mara)

    promise = owed(complaint)
    assert promise.due_at == complaint.said_at + timedelta(hours=24)
    assert (promise.origin, promise.customer_id) == (Origin.LAW, conversation.customer_id)
    assert open_grievance(conversation.pk, pack="part-d", clock="expedited", by=mara).promise == promise
    with pytest.raises(ActionRefused):
        open_grievance(conversation.pk, pack="hospital", clock="reply", by=mara)
    with pytest.raises(Invalid):
        open_grievance(conversation.pk, pack="part-d", clock="", by=mara)


@pytest.mark.usefixtures("on")
def test_one_that_is_past_is_broken_at_once(
    conversation: Conversation, complaint: Complaint, mara: Actor, clock: Clock
) -> None:
    clock.forward(days=8)
    open_grievance(conversation.pk, pack="hospital", clock="reply", by=mara)
    promise = owed(complaint)
    assert (promise.outcome, promise.settled) == (Outcome.BROKEN, Settled.NOT)


@pytest.mark.usefixtures("on")
def test_only_the_letter_keeps_it(conversation: Conversation, complaint: Complaint, mara: Actor) -> None:
    open_grievance(conversation.pk, pack="hospital", clock="reply", by=mara)
    number = owed(complaint).pk
    with pytest.raises(SetByLaw):
        keep_promise(number, by=mara)
    with pytest.raises(SetByLaw):
        release_promise(number, by=mara, reason=Release.CUSTOMER)
    later = now() + timedelta(days=40)
    with pytest.raises(SetByLaw):
        renegotiate_promise(number, by=mara, due=later, because="Busy.", told=Told.SPOKEN)

    document_grievance(conversation.pk, SAID, by=mara)
    message = tell_grievance(conversation.pk, html=LETTER, by=mara)
    assert owed(complaint).is_given
    mark_reply_sent(message.pk)

    promise = owed(complaint)
    assert (promise.outcome, promise.proven_by_id) == (Outcome.KEPT, message.pk)


@pytest.mark.usefixtures("on")
def test_what_is_required_is_named(conversation: Conversation, complaint: Complaint, mara: Actor) -> None:
    open_grievance(conversation.pk, pack="hospital", clock="reply", by=mara)
    assert "the steps taken" in refusal_of(conversation, LETTER, mara)
    document_grievance(conversation.pk, SAID, by=mara)
    assert "whom they can ask" in refusal_of(conversation, LETTER.replace("Ask Mara, 555 0100.", ""), mara)
    assert "…" in refusal_of(conversation, LETTER + "<p>…</p>", mara)
    assert owed(complaint).given_at is None


@pytest.mark.usefixtures("on")
def test_a_notice_taken_back_is_owed_again(conversation: Conversation, complaint: Complaint, mara: Actor) -> None:
    open_grievance(conversation.pk, pack="hospital", clock="reply", by=mara)
    document_grievance(conversation.pk, SAID, by=mara)
    message = tell_grievance(conversation.pk, html=LETTER, by=mara)

    undo_reply(message.pk, by=mara)

    grievance = grievance_of(complaint)
    assert grievance is not None
    assert not grievance.is_told
    assert not owed(complaint).is_given


@pytest.mark.usefixtures("on")
def test_it_closes_once_the_notice_was_told(conversation: Conversation, complaint: Complaint, mara: Actor) -> None:
    open_grievance(conversation.pk, pack="hospital", clock="reply", by=mara)
    put_right(conversation, mara)
    document_grievance(conversation.pk, SAID, by=mara)
    with pytest.raises(ComplaintOpen) as refused:
        close_complaint(conversation.pk, by=mara, result=Result.REMEDIED)
    assert Missing.NOTICE in refused.value.missing

    tell_grievance(conversation.pk, html=LETTER, by=mara)
    close_complaint(conversation.pk, by=mara, result=Result.REMEDIED)

    complaint.refresh_from_db()
    assert complaint.result == Result.REMEDIED


@pytest.mark.usefixtures("on")
def test_without_a_notice_the_record_has_to_be_whole(
    conversation: Conversation, complaint: Complaint, mara: Actor
) -> None:
    open_grievance(conversation.pk, pack="home-health", by=mara)
    with pytest.raises(ComplaintOpen) as refused:
        close_complaint(conversation.pk, by=mara, result=Result.WITHDRAWN)
    assert Missing.NOTICE in refused.value.missing
    document_grievance(conversation.pk, SAID, by=mara)
    with pytest.raises(ComplaintOpen) as refused:
        close_complaint(conversation.pk, by=mara, result=Result.WITHDRAWN)
    assert Missing.NOTICE not in refused.value.missing


@pytest.mark.usefixtures("on")
def test_it_is_extended_once_in_writing(conversation: Conversation, complaint: Complaint, mara: Actor) -> None:
    open_grievance(conversation.pk, pack="part-d", clock="standard", by=mara)
    with pytest.raises(Invalid):
        extend_grievance(conversation.pk, because="the car broke down", html=LATER, by=mara)

    new = extend_grievance(conversation.pk, because="the driver is away", html=LATER, by=mara)

    first = owed(complaint)
    assert timedelta(days=13) < new.due_at - first.due_at < timedelta(days=15)
    assert first.given_in is not None
    mark_reply_sent(first.given_in.pk)
    assert owed(complaint).outcome == Outcome.RENEGOTIATED
    with pytest.raises(ActionRefused):
        extend_grievance(conversation.pk, because="the driver is away", html=LATER, by=mara)


@pytest.mark.usefixtures("on")
def test_what_cannot_be_extended_is_not(conversation: Conversation, complaint: Complaint, mara: Actor) -> None:
    open_grievance(conversation.pk, pack="part-d", clock="expedited", by=mara)
    with pytest.raises(ActionRefused):
        extend_grievance(conversation.pk, because="the driver is away", html=LATER, by=mara)
    assert owed(complaint).successor is None


@pytest.mark.usefixtures("on")
def test_the_customer_sees_it_once_told(conversation: Conversation, complaint: Complaint, mara: Actor) -> None:
    open_grievance(conversation.pk, pack="hospital", clock="reply", by=mara)
    assert owed(complaint) not in promises_for_customer(conversation)

    tell_by_when(conversation.pk, by=mara)

    assert owed(complaint) in promises_for_customer(conversation)
    with pytest.raises(ActionRefused):
        withdraw_grievance(conversation.pk, by=mara)


@pytest.mark.usefixtures("on")
def test_it_goes_with_its_complaint(conversation: Conversation, complaint: Complaint, mara: Actor) -> None:
    open_grievance(conversation.pk, pack="hospital", clock="reply", by=mara)
    promise = owed(complaint)

    withdraw_complaint(conversation.pk, by=mara)

    promise.refresh_from_db()
    assert promise.withdrawn_at is not None
    assert grievance_of(complaint) is None
