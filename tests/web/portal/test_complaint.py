"""The customer's complaint on the page of their matter: said there, understood or corrected, and the way outside."""

import pytest

from goodword.conversations.choices import Says
from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.recovery.actions.outside_routes import change_outside_route
from goodword.recovery.actions.restating import restate_complaint
from goodword.recovery.complaint_choices import Source
from goodword.recovery.models import Complaint
from tests.cast import Cast
from tests.recovery.complaining import complaint_of
from tests.web.portal.conftest import Answer, Visitor


def test_they_complain_and_their_day_begins(visitor: Visitor, conversation: Conversation) -> None:
    assert "I want to complain about this" in visitor.read()

    visitor.send("complaint", text="Again nobody came. Bring them today.")

    complaint = Complaint.objects.get(conversation=conversation)
    assert (complaint.source, complaint.words) == (Source.CUSTOMER, "Again nobody came. Bring them today.")
    page = visitor.read()
    assert "Your complaint put right" in page
    assert "Again nobody came." in page


def test_without_a_word_nobody_complains(visitor: Visitor) -> None:
    answer = visitor.send("complaint", text=" ")

    assert answer.status_code == 422
    assert "Write what went wrong" in answer.content.decode()
    assert not Complaint.objects.exists()


@pytest.fixture
def complaint(conversation: Conversation, mara: Actor) -> Complaint:
    return complaint_of(conversation, mara)


def test_they_say_that_we_understood(visitor: Visitor, complaint: Complaint, mara: Actor) -> None:
    restate_complaint(complaint.conversation_id, "Nobody came on Friday.", by=mara)
    assert "Nobody came on Friday." in visitor.read()

    visitor.send("complaint/understood", restatement=str(complaint.restatements.get().pk))

    assert complaint.restatements.get().heard == "confirmed"
    assert "You said that this is right." in visitor.read()


def test_they_say_so_of_what_they_read(visitor: Visitor, complaint: Complaint, mara: Actor) -> None:
    read = restate_complaint(complaint.conversation_id, "Nobody came on Friday.", by=mara)
    restate_complaint(complaint.conversation_id, "You were not at home.", by=mara)

    answer = visitor.send("complaint/understood", restatement=str(read.pk))

    assert answer.status_code == 409
    assert "in other words since" in answer.content.decode()
    assert not complaint.restatements.exclude(heard="").exists()


def test_or_say_it_again(visitor: Visitor, complaint: Complaint, mara: Actor) -> None:
    restate_complaint(complaint.conversation_id, "Nobody came on Friday.", by=mara)
    assert visitor.send("complaint/correction", text="").status_code == 422

    visitor.send("complaint/correction", text="Nor on Monday!")

    restatement = complaint.restatements.get()
    assert restatement.correction is not None
    assert restatement.correction.body.text == "Nor on Monday!"


def test_the_way_outside_is_told(visitor: Visitor, cast: Cast) -> None:
    assert "Ombudsman" not in visitor.read()
    by = Actor.agent(cast.adam.pk)
    change_outside_route(by=by, name="State Ombudsman", address="1 Main Street", link="https://ombudsman.example")

    page = visitor.read()
    assert "State Ombudsman" in page
    assert 'href="https://ombudsman.example"' in page


def test_solved_the_matter_waits_for_its_cause(
    visitor: Visitor, complaint: Complaint, conversation: Conversation, answer: Answer
) -> None:
    answer("<p>New ones are here.</p>", Says.SOLVES)

    visitor.send("solution")

    conversation.refresh_from_db()
    assert not conversation.is_closed
    assert complaint.is_open
