"""What is severe, or about somebody's safety, is known to whoever looks into it and to their lead."""

import pytest

from goodword.accounts.types import Agent
from goodword.core.actor import Actor
from goodword.notifications.queries import notices
from goodword.notifications.wording import sentence
from goodword.recovery.actions.assessing import Assessment, assess_complaint
from goodword.recovery.complaint_choices import Severity
from goodword.recovery.types import Complaint
from tests.cast import Cast, conversation_with_odile
from tests.recovery.complaining import complaint_of


@pytest.fixture
def complaint(cast: Cast) -> Complaint:
    return complaint_of(conversation_with_odile(cast), Actor.agent(cast.mara.pk))


def told(agent: Agent) -> list[str]:
    said = [sentence(notice.notification, notice.around) for notice in notices(agent)[0]]
    return [words for words in said if "complains" in words]


def assess(complaint: Complaint, agent: Agent, **how: object) -> None:
    assess_complaint(complaint.conversation_id, Assessment(**how), by=Actor.agent(agent.pk))  # type: ignore[arg-type]


def test_the_lead_hears_of_what_is_severe(complaint: Complaint, cast: Cast) -> None:
    assess(complaint, cast.mara, severity=Severity.SEVERE)

    assert told(cast.tess) == [f"Odile Hartwell complains in #{complaint.conversation_id}, and it is severe."]
    assert told(cast.mara) == []


def test_whoever_looks_into_it_hears_of_danger(complaint: Complaint, cast: Cast) -> None:
    assess(complaint, cast.tess, severity=Severity.LOW, is_safety=True)

    (words,) = told(cast.mara)
    assert words.endswith("it is about somebody’s safety.")


def test_the_rest_makes_no_noise(complaint: Complaint, cast: Cast) -> None:
    assess(complaint, cast.mara, severity=Severity.SERIOUS)

    assert told(cast.tess) == []
