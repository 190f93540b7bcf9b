"""How bad it is, whether somebody is in danger, and who looks into it."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.accounts.actions.breaks import check_gives_to
from goodword.accounts.models import Agent
from goodword.conversations.access import assignable_agents
from goodword.core.actor import Actor
from goodword.core.clock import now
from goodword.core.errors import Invalid
from goodword.recovery.actions.complaining import locked_complaint, tell
from goodword.recovery.complaint_choices import Severity, Stage
from goodword.recovery.complaint_events import ComplaintAssessed, ComplaintHandedOver
from goodword.recovery.models import Complaint

MOST_WORDS = 1000
_BEFORE = {Stage.RECEIVED, Stage.ACKNOWLEDGED}


@dataclass(frozen=True, kw_only=True, slots=True)
class Assessment:
    """What we know of it: `harm` and the remedy that they seek in a few words, each may be empty."""

    severity: Severity
    is_safety: bool = False
    harm: str = ""
    remedy_sought: str = ""

    def check(self) -> None:
        """Raises Invalid naming what needs another look."""
        if self.severity == Severity.UNKNOWN:
            raise Invalid(severity=_("Say how bad it is for the person."))
        if max(len(self.harm), len(self.remedy_sought)) > MOST_WORDS:
            raise Invalid(harm=_("That is long. Put the details into a note."))


@transaction.atomic
def assess_complaint(number: int, assessment: Assessment, *, by: Actor) -> Complaint:
    """Say how severe it is, whether it is about safety, what harm it did and what the person seeks. The same again is
    no event. Raises NotFound, NoComplaint, Invalid."""
    assessment.check()
    complaint = locked_complaint(number)
    facts: dict[str, object] = {
        "severity": assessment.severity.value,
        "is_safety": assessment.is_safety,
        "harm": assessment.harm.strip(),
        "remedy_sought": assessment.remedy_sought.strip(),
    }
    if complaint.assessed_at is not None and all(getattr(complaint, name) == value for name, value in facts.items()):
        return complaint
    stage = Stage.ASSESSED if complaint.stage in _BEFORE else complaint.stage
    complaint.change(**facts, stage=stage, assessed_at=now())
    tell(ComplaintAssessed, complaint, by=by, severity=complaint.severity, safety=complaint.is_safety)
    return complaint


@transaction.atomic
def look_into_complaint(number: int, *, by: Actor, to: int | None = None) -> Complaint:
    """Somebody looks into it from now on: `to`, else whoever says so. Raises NotFound, NoComplaint, Invalid,
    OnBreak."""
    complaint = locked_complaint(number)
    owner = to or by.agent_id
    if owner is not None and owner not in {agent.pk for agent in assignable_agents(complaint.conversation)}:
        raise Invalid(to=_("Choose somebody who may answer in this conversation."))
    stage = complaint.stage if complaint.stage == Stage.RESPONDED else Stage.INVESTIGATING
    if (complaint.owner_id, complaint.stage) == (owner, stage):
        return complaint
    if owner != complaint.owner_id:
        check_gives_to(owner, by=by)
    complaint.change(owner=Agent.objects.get(pk=owner) if owner else None, stage=stage)
    tell(ComplaintHandedOver, complaint, by=by, agent_id=owner)
    return complaint
