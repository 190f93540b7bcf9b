"""How soon complaints are put right, open ones counted."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from goodword.accounts.models import Agent
from goodword.core.clock import now
from goodword.insight.access import complaints_of_house
from goodword.insight.periods import Period
from goodword.measures.survival import Case, Curve, kaplan_meier
from goodword.promises.choices import Accepted, Target
from goodword.promises.models import Promise
from goodword.recovery.complaint_choices import Result
from goodword.recovery.models.complaints import ComplaintQuerySet

DAY = 24.0  # hours
_MINUTE = 60  # seconds, and minutes of an hour


@dataclass(frozen=True, slots=True)
class PutRight:
    """The curve of hours from the first word to a solution that was told and not refused, and how the solutions of the
    period came to count. What the customer let go left the curve then."""

    curve: Curve
    by_reason: Mapping[int | None, Curve]  # the same for each reason's number
    agreed: int
    silent: int
    let_go: int

    @property
    def still_open(self) -> int:
        return self.curve.censored - self.let_go


def said_in(reader: Agent, period: Period, team: int | None = None) -> ComplaintQuerySet:
    """The complaints whose first word came in the period."""
    return complaints_of_house(reader, team).filter(said_at__gte=period.begins, said_at__lt=period.ends)


def put_right(reader: Agent, period: Period, team: int | None = None) -> PutRight:
    """Of the complaints of a period."""
    rows = said_in(reader, period, team)
    told = rows.annotate(accepted=how_accepted()).order_by().values_list("accepted").annotate(n=Count("id"))
    accepted = {Accepted(value or ""): n for value, n in told if value}
    cases = list(_cases(rows))
    return PutRight(
        curve=kaplan_meier(case for _reason, case in cases),
        by_reason=_by_reason(cases),
        agreed=accepted.get(Accepted.AGREED, 0),
        silent=accepted.get(Accepted.SILENT, 0),
        let_go=rows.filter(result=Result.WITHDRAWN).count(),
    )


def _by_reason(cases: Iterable[tuple[int | None, Case]]) -> dict[int | None, Curve]:
    found: dict[int | None, list[Case]] = defaultdict(list)
    for reason, case in cases:
        found[reason].append(case)
    return {reason: kaplan_meier(of_it) for reason, of_it in found.items()}


def _cases(rows: ComplaintQuerySet) -> Iterator[tuple[int | None, Case]]:
    present = now()
    ends = rows.annotate(end=_end()).values_list("reason", "said_at", "end", "closed_at", "result")
    for reason, said_at, end, closed_at, result in ends:
        yield reason, _case(said_at, end, closed_at, result, present)


def _case(said_at: datetime, end: datetime | None, closed_at: datetime | None, result: str, present: datetime) -> Case:
    """In hours, to the minute that was begun: what took a second more than a day took longer than a day."""
    is_over = end is not None and result != Result.WITHDRAWN
    last = end if is_over and end else closed_at or present
    return Case(max(0, ceil((last - said_at).total_seconds() / _MINUTE)) / _MINUTE, is_over)


def _end() -> Coalesce:
    """When a solution was told that stands; of what was closed without, when that was."""
    return Coalesce(F("responded_at"), F("closed_at"))


def how_accepted() -> Subquery:
    """How the solution of a complaint came to count: the last word on it."""
    of_it = Q(conversation=OuterRef("conversation"), target=Target.COMPLAINT, began_at__gte=OuterRef("said_at"))
    return Subquery(Promise.objects.standing().filter(of_it).order_by("-id").values("accepted")[:1])
