"""The complaints that are open, whoever will be let down next first."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from goodword.accounts.models import Agent
from goodword.core.clock import NEVER
from goodword.insight.access import complaints_of_house
from goodword.promises.choices import Target
from goodword.promises.models import Promise
from goodword.recovery.models import Complaint

MOST = 50


@dataclass(frozen=True, slots=True)
class OpenComplaint:
    """A complaint, and until when a solution is owed; NEVER while one was told and nothing was said against it."""

    complaint: Complaint
    due_at: datetime

    @property
    def is_answered(self) -> bool:
        return self.due_at >= NEVER


def open_complaints(reader: Agent, team: int | None = None) -> tuple[list[OpenComplaint], int]:
    """The first fifty by the time that is left, and how many there are in all. What is answered comes last."""
    rows = complaints_of_house(reader, team).open()
    owed = Promise.objects.owed().filter(conversation=OuterRef("conversation"), target=Target.COMPLAINT)
    timed = rows.annotate(due=Coalesce(Subquery(owed.order_by("due_at").values("due_at")[:1]), NEVER))
    first = list(timed.order_by("due", "id").values_list("id", "due")[:MOST])
    found = Complaint.objects.select_related("customer", "owner", "reason").in_bulk([key for key, _due in first])
    return [OpenComplaint(found[key], due) for key, due in first if key in found], rows.count()
