"""What whoever heard a complaint had of it: the break that they took afterwards."""

from datetime import datetime, timedelta

from goodword.accounts.events import BreakTaken
from goodword.accounts.models import Agent
from goodword.core.models import RecordedEvent
from goodword.recovery.models import Complaint

SOON = timedelta(days=1)  # a break later than that is one after something else


def who_heard(complaint: Complaint) -> Agent | None:
    """Whoever looks into it, else who said that it is one."""
    return complaint.owner or complaint.confirmed_by or complaint.marked_by


def break_after(complaint: Complaint, agent: Agent) -> datetime | None:
    """When the agent took a break within a day of having the complaint, if they did."""
    rows = RecordedEvent.objects.filter(kind=BreakTaken.kind, at__gte=complaint.marked_at)
    taken = rows.filter(at__lt=complaint.marked_at + SOON, data__agent_id=agent.pk).order_by("id").first()
    return taken.at if taken else None
