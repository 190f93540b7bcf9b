"""Of what is serious, our own part is written before anybody else's."""

import pytest
from django.db import IntegrityError, transaction

from goodword.conversations.types import Conversation
from goodword.core.actor import Actor
from goodword.core.errors import Invalid
from goodword.recovery.actions.assessing import Assessment, assess_complaint
from goodword.recovery.actions.closing_complaints import close_complaint
from goodword.recovery.actions.contributing import Contributed, write_contribution
from goodword.recovery.complaint_choices import Result, Severity
from goodword.recovery.complaint_errors import ComplaintOpen, NoComplaint
from goodword.recovery.missing import Missing
from goodword.recovery.queries.complaints import contribution_of, what_is_missing
from goodword.recovery.types import Complaint, Contribution
from tests.cast import Cast
from tests.recovery.complaining import complaint_of, put_right, solved
from tests.timeline import last_event, recorded

OWN_PART = Contributed(ours="No list of Friday's boxes is kept.", mine="I did not call the depot.")


@pytest.fixture
def complaint(conversation: Conversation, mara: Actor) -> Complaint:
    return complaint_of(conversation, mara)


def assess(conversation: Conversation, mara: Actor, severity: Severity, *, safety: bool = False) -> Complaint:
    return assess_complaint(conversation.pk, Assessment(severity=severity, is_safety=safety), by=mara)


@pytest.mark.parametrize(
    ("severity", "safety", "asks"),
    [
        (Severity.LOW, False, False),
        (Severity.LOW, True, True),
        (Severity.SERIOUS, False, True),
        (Severity.SEVERE, False, True),
    ],
)
@pytest.mark.usefixtures("complaint")
def test_what_is_serious_asks_for_it(
    conversation: Conversation, mara: Actor, severity: Severity, safety: bool, asks: bool
) -> None:
    complaint = assess(conversation, mara, severity, safety=safety)

    assert (Missing.CONTRIBUTION in what_is_missing(complaint)) is asks
    assert Missing.CONTRIBUTION not in what_is_missing(complaint, Result.WITHDRAWN)


@pytest.mark.usefixtures("complaint")
def test_nothing_serious_closes_without_it(conversation: Conversation, mara: Actor) -> None:
    assess(conversation, mara, Severity.SERIOUS)
    put_right(conversation, mara)
    solved(conversation, mara)
    with pytest.raises(ComplaintOpen) as refusal:
        close_complaint(conversation.pk, by=mara, result=Result.REMEDIED)
    assert refusal.value.missing == [Missing.CONTRIBUTION]

    write_contribution(conversation.pk, OWN_PART, by=mara)

    assert not close_complaint(conversation.pk, by=mara, result=Result.REMEDIED).is_open


def test_it_is_written_with_its_writer(conversation: Conversation, complaint: Complaint, mara: Actor) -> None:
    write_contribution(conversation.pk, OWN_PART, by=mara)
    write_contribution(conversation.pk, OWN_PART, by=mara)

    row = contribution_of(complaint)
    assert row is not None
    assert (row.is_written, row.writer_id) == (True, mara.id)
    assert last_event("complaint.contribution-written").data == {
        "complaint_id": complaint.pk,
        "parts": ["ours", "mine"],
    }
    assert len(recorded("complaint.contribution-written")) == 1


@pytest.mark.parametrize(
    ("contributed", "field"),
    [
        (Contributed(), "ours"),
        (Contributed(mine="I forgot.", others="The courier."), "ours"),
        (Contributed(ours="No list.", others="The courier."), "mine"),
        (Contributed(ours="x" * 2001), "ours"),
    ],
)
@pytest.mark.usefixtures("complaint")
def test_others_come_last(conversation: Conversation, mara: Actor, contributed: Contributed, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        write_contribution(conversation.pk, contributed, by=mara)
    assert list(refusal.value.fields) == [field]
    assert not Contribution.objects.exists()


def test_the_database_knows_the_order_too(complaint: Complaint, mara: Actor) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.create(complaint=complaint, ours="No list.", others="The courier.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.create(complaint=complaint, ours="No list.", mine="I forgot.")
    Contribution.objects.create(complaint=complaint, ours="No list.", mine="I forgot.", writer_id=mara.id, others="He.")


@pytest.mark.usefixtures("complaint")
def test_nobody_rewrites_what_somebody_said_of_themselves(conversation: Conversation, cast: Cast, mara: Actor) -> None:
    tess = Actor.agent(cast.tess.pk)
    write_contribution(conversation.pk, OWN_PART, by=mara)
    with pytest.raises(Invalid) as refusal:
        write_contribution(conversation.pk, Contributed(ours="We.", mine="Mara did it."), by=tess)
    assert "Mara" in str(refusal.value.fields["mine"])

    row = write_contribution(
        conversation.pk, Contributed(ours="We.", mine=OWN_PART.mine, others="The depot.", learned="Call."), by=tess
    )

    assert (row.writer_id, row.others, row.learned) == (mara.id, "The depot.", "Call.")


def test_of_no_complaint_there_is_none(conversation: Conversation, mara: Actor) -> None:
    with pytest.raises(NoComplaint):
        write_contribution(conversation.pk, OWN_PART, by=mara)
