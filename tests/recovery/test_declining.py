"""A "no" is a hard road: something tried, somebody else who agrees, and a letter that tells of the way outside."""

import pytest

from goodword.conversations.actions.delivery import mark_reply_failed
from goodword.conversations.actions.replying import send_reply
from goodword.conversations.choices import Says
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import ActionRefused, Invalid, NotAllowed
from goodword.promises.actions.resolving import refuse_solution
from goodword.promises.choices import Settled
from goodword.recovery.actions.closing_complaints import close_complaint
from goodword.recovery.actions.correcting import no_change
from goodword.recovery.actions.declining import answer_decline, decline_complaint
from goodword.recovery.actions.outside_routes import change_outside_route
from goodword.recovery.complaint_choices import Agreed, Result, Stage
from goodword.recovery.complaint_errors import ComplaintOpen, NoOutsideRoute, NotAgreed, OwnDecline
from goodword.recovery.missing import Missing
from goodword.recovery.types import Complaint
from tests.cast import Cast
from tests.recovery.complaining import asked_to_decline, assessed, complaint_of

LETTER = "<p>We cannot. You can complain further to the State Ombudsman, 1 Main Street, Albany.</p>"


@pytest.fixture
def complaint(conversation: Conversation, mara: Actor) -> Complaint:
    return complaint_of(conversation, mara)


@pytest.fixture
def outside(cast: Cast) -> None:
    by = Actor.agent(cast.adam.pk)
    change_outside_route(by=by, name="State Ombudsman", address="1 Main Street, Albany", link="")


@pytest.fixture
def tess(cast: Cast) -> Actor:
    return Actor.agent(cast.tess.pk)


@pytest.mark.usefixtures("outside")
def test_the_whole_road(cast: Cast, conversation: Conversation, complaint: Complaint, mara: Actor, tess: Actor) -> None:
    assessed(conversation, mara)
    decline = asked_to_decline(conversation, cast, mara)
    answer_decline(conversation.pk, agrees=True, by=tess)
    sent = [decline_complaint(conversation.pk, html=LETTER, by=mara) for _twice in range(2)]
    assert sent[0] == sent[1]
    no_change(conversation.pk, "The rule is the law.", by=mara)

    close_complaint(conversation.pk, by=mara, result=Result.REJECTED)

    complaint.refresh_from_db()
    decline.refresh_from_db()
    assert (complaint.result, decline.agreed) == (Result.REJECTED, Agreed.AGREED)
    assert decline.promise is not None
    assert decline.promise.settled == Settled.KEPT


def test_nobody_agrees_with_themselves(
    cast: Cast, conversation: Conversation, complaint: Complaint, mara: Actor
) -> None:
    asked_to_decline(conversation, cast, mara)

    with pytest.raises(OwnDecline):
        answer_decline(conversation.pk, agrees=True, by=mara)
    with pytest.raises(NotAgreed):
        decline_complaint(conversation.pk, html=LETTER, by=mara)
    assert complaint.is_open


def test_who_does_not_agree_says_which_way_they_see(
    cast: Cast, conversation: Conversation, complaint: Complaint, mara: Actor, tess: Actor
) -> None:
    asked_to_decline(conversation, cast, mara)

    with pytest.raises(Invalid):
        answer_decline(conversation.pk, agrees=False, by=tess)
    answer_decline(conversation.pk, agrees=False, words="Offer a credit.", by=tess)

    assert asked_to_decline(conversation, cast, mara).agreed == Agreed.WAITING
    assert complaint.is_open


def test_one_asks_once(cast: Cast, conversation: Conversation, complaint: Complaint, mara: Actor) -> None:
    asked_to_decline(conversation, cast, mara)

    with pytest.raises(ActionRefused):
        asked_to_decline(conversation, cast, mara)
    assert complaint.declines.count() == 1


def test_without_a_way_outside_there_is_no_no(
    cast: Cast, conversation: Conversation, complaint: Complaint, mara: Actor, tess: Actor
) -> None:
    asked_to_decline(conversation, cast, mara)
    answer_decline(conversation.pk, agrees=True, by=tess)

    with pytest.raises(NoOutsideRoute):
        decline_complaint(conversation.pk, html=LETTER, by=mara)
    assert complaint.is_open


@pytest.mark.usefixtures("outside")
def test_the_letter_has_to_tell_of_it(
    cast: Cast, conversation: Conversation, complaint: Complaint, mara: Actor, tess: Actor
) -> None:
    asked_to_decline(conversation, cast, mara)
    answer_decline(conversation.pk, agrees=True, by=tess)

    with pytest.raises(Invalid):
        decline_complaint(conversation.pk, html="<p>We cannot. Ask the State Ombudsman.</p>", by=mara)
    with pytest.raises(ComplaintOpen) as refusal:
        close_complaint(conversation.pk, by=mara, result=Result.REJECTED)
    assert Missing.DECLINE in refusal.value.missing
    assert complaint.is_open


@pytest.mark.usefixtures("outside")
def test_a_letter_that_never_left_told_nobody(
    cast: Cast, conversation: Conversation, complaint: Complaint, mara: Actor, tess: Actor
) -> None:
    decline = asked_to_decline(conversation, cast, mara)
    answer_decline(conversation.pk, agrees=True, by=tess)
    message = decline_complaint(conversation.pk, html=LETTER, by=mara)

    mark_reply_failed(message.pk, problem="no relay")

    decline.refresh_from_db()
    complaint.refresh_from_db()
    assert (decline.told_in, complaint.stage) == (None, Stage.INVESTIGATING)


@pytest.mark.usefixtures("outside")
def test_refused_the_no_is_told_once_more_with_the_way_outside(
    cast: Cast, conversation: Conversation, complaint: Complaint, mara: Actor, tess: Actor
) -> None:
    assessed(conversation, mara)
    asked_to_decline(conversation, cast, mara)
    answer_decline(conversation.pk, agrees=True, by=tess)
    first = decline_complaint(conversation.pk, html=LETTER, by=mara)
    no_change(conversation.pk, "The rule is the law.", by=mara)
    refuse_solution(conversation.pk, by=Actor.customer(conversation.customer_id))
    send_reply(conversation.pk, by=mara, html="<p>No means no.</p>", says=Says.SOLVES)

    with pytest.raises(ComplaintOpen) as refusal:
        close_complaint(conversation.pk, by=mara, result=Result.REJECTED)
    assert refusal.value.missing == [Missing.DECLINE]
    assert decline_complaint(conversation.pk, html=LETTER, by=mara) != first
    close_complaint(conversation.pk, by=mara, result=Result.REJECTED)


def test_only_administrators_set_the_way_outside(mara: Actor, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        change_outside_route(by=mara, name="State Ombudsman", address="1 Main Street", link="")
    with pytest.raises(Invalid):
        change_outside_route(by=Actor.agent(cast.adam.pk), name="State Ombudsman", address="", link="")
