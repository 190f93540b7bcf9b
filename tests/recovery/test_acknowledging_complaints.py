"""The customer is told at once that we have their complaint, and by when; within the limits of automatic mail."""

from datetime import timedelta

import pytest

from goodword.channels.email.models import Connection
from goodword.conversations.choices import MadeBy
from goodword.conversations.types import Conversation, Message
from goodword.core.actor import Actor
from goodword.core.jobs.worker import run_due_jobs
from goodword.promises.actions.complaining import complaint_owed
from goodword.recovery.actions.acknowledging_complaints import acknowledge_complaint, say_acknowledged
from goodword.recovery.actions.complaining import withdraw_complaint
from goodword.recovery.complaint_choices import Stage
from goodword.recovery.types import Complaint
from tests.cast import Cast
from tests.frozen_time import Clock
from tests.recovery.complaining import complaint_of
from tests.timeline import kinds


@pytest.fixture
def connection(cast: Cast) -> Connection:
    return Connection.objects.create(mailbox=cast.mailbox, smtp_host="smtp.wrenfield.example")


@pytest.fixture
def complaint(conversation: Conversation, mara: Actor) -> Complaint:
    return complaint_of(conversation, mara)


def letters(conversation: Conversation) -> list[Message]:
    return list(conversation.messages.filter(made_by=MadeBy.DESK).select_related("body"))


@pytest.mark.usefixtures("connection")
def test_nobody_is_promised_a_time_that_has_passed(
    conversation: Conversation, complaint: Complaint, clock: Clock
) -> None:
    clock.forward(days=2)
    acknowledge_complaint(complaint.pk)

    (letter,) = letters(conversation)
    assert "You should have had a solution from us by" in letter.body.text
    assert "You will have" not in letter.body.text


@pytest.mark.usefixtures("connection")
def test_a_letter_says_by_when(conversation: Conversation, complaint: Complaint) -> None:
    acknowledge_complaint(complaint.pk)
    acknowledge_complaint(complaint.pk)

    (message,) = letters(conversation)
    complaint.refresh_from_db()
    assert complaint.stage == Stage.ACKNOWLEDGED
    assert f"#{conversation.pk}" in message.body.text
    promise = complaint_owed(conversation)
    assert promise is not None
    assert promise.told_at is not None
    assert message.recipients[0]["address"] == "o.hartwell@example.org"


@pytest.mark.usefixtures("connection")
def test_it_leaves_after_a_slip_could_be_taken_back(
    conversation: Conversation, complaint: Complaint, clock: Clock
) -> None:
    run_due_jobs(["mail"])
    assert not letters(conversation)

    clock.forward(seconds=11)
    run_due_jobs(["mail"])

    assert len(letters(conversation)) == 1
    assert complaint.is_open


@pytest.mark.usefixtures("connection")
def test_what_was_taken_back_is_not_acknowledged(conversation: Conversation, complaint: Complaint, mara: Actor) -> None:
    withdraw_complaint(conversation.pk, by=mara)

    assert acknowledge_complaint(complaint.pk) is None
    assert not letters(conversation)


@pytest.mark.usefixtures("connection")
def test_in_the_customers_language(conversation: Conversation, complaint: Complaint) -> None:
    conversation.customer.change(language="es")

    assert acknowledge_complaint(complaint.pk) is not None


def test_without_a_way_by_mail_it_is_said_that_nobody_was_told(
    conversation: Conversation, complaint: Complaint, mara: Actor
) -> None:
    assert acknowledge_complaint(complaint.pk) is None
    assert kinds(conversation.pk)[-1] == "complaint.not-acknowledged"

    say_acknowledged(conversation.pk, by=mara)

    complaint.refresh_from_db()
    assert complaint.acknowledged_at is not None
    assert complaint.acknowledged_at - complaint.marked_at < timedelta(minutes=1)
