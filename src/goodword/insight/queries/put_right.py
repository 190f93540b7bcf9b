"""How soon complaints are put right, open ones counted."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from goodword.accounts.models import Agent
from goodword.core.clock import now
from goodword.insight.access import complaints_of_house
from goodword.insight.periods import Period
from goodword.measures.survival import Case, Curve, kaplan_meier
from goodword.promises.choices import Accepted, Target
from goodword.promises.models import Promise
from goodword.recovery.complaint_choices import Result
from goodword.recovery.models import Complaint
from goodword.recovery.models.complaints import ComplaintQuerySet

DAY = 24.0  # hours
_HOUR = 3600


@dataclass(frozen=True, slots=True)
class PutRight:
    """The curve of hours from the first word to a solution that was told and not refused, and how the solutions of the
    period came to count. What the customer let go left the curve then."""

    curve: Curve
    agreed: int
    silent: int
    let_go: int

    @property
    def still_open(self) -> int:
        return self.curve.censored - self.let_go


def said_in(reader: Agent, period: Period) -> ComplaintQuerySet:
    """The complaints whose first word came in the period."""
    return complaints_of_house(reader).filter(said_at__gte=period.begins, said_at__lt=period.ends)


def put_right(reader: Agent, period: Period) -> PutRight:
    """Of the complaints of a period."""
    rows = said_in(reader, period)
    accepted = dict.fromkeys(Accepted, 0)
    for value in rows.annotate(accepted=_accepted()).values_list("accepted", flat=True):
        accepted[Accepted(value or "")] += 1
    return PutRight(
        curve=curve_of(rows),
        agreed=accepted[Accepted.AGREED],
        silent=accepted[Accepted.SILENT],
        let_go=rows.filter(result=Result.WITHDRAWN).count(),
    )


def curve_of(rows: ComplaintQuerySet) -> Curve:
    """By hours, of these complaints."""
    return kaplan_meier(case for _reason, case in _cases(rows))


def curves_by_reason(rows: ComplaintQuerySet) -> dict[int | None, Curve]:
    """The same for each reason's number."""
    found: dict[int | None, list[Case]] = defaultdict(list)
    for reason, case in _cases(rows):
        found[reason].append(case)
    return {reason: kaplan_meier(cases) for reason, cases in found.items()}


def _cases(rows: ComplaintQuerySet) -> Iterator[tuple[int | None, Case]]:
    present = now()
    ends = rows.annotate(end=_end()).values_list("reason", "said_at", "end", "closed_at", "result")
    for reason, said_at, end, closed_at, result in ends:
        yield reason, _case(said_at, end, closed_at, result, present)


def _case(said_at: datetime, end: datetime | None, closed_at: datetime | None, result: str, present: datetime) -> Case:
    is_over = end is not None and result != Result.WITHDRAWN
    last = end if is_over and end else closed_at or present
    return Case(max(0.0, (last - said_at).total_seconds() / _HOUR), is_over)


def _end() -> Coalesce:
    """When a solution was told that stands; of what was closed without, when that was."""
    return Coalesce(F("responded_at"), F("closed_at"))


def _accepted() -> Subquery:
    of_it = Q(conversation=OuterRef("conversation"), target=Target.COMPLAINT, began_at__gte=OuterRef("said_at"))
    return Subquery(Promise.objects.standing().filter(of_it).order_by("-id").values("accepted")[:1])


def newest_first(rows: ComplaintQuerySet, most: int) -> list[Complaint]:
    """Some of them, for a list behind a figure."""
    return list(rows.select_related("customer", "conversation", "reason").order_by("-said_at", "-id")[:most])
