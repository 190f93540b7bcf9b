"""How soon complaints are put right, open ones counted."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import BooleanField, DateTimeField, ExpressionWrapper, OuterRef, Q, Subquery, Value, When
from django.db.models import Case as CaseOf
from django.db.models.functions import Coalesce

from goodword.accounts.models import Agent
from goodword.core.clock import now
from goodword.core.db.lasting import MinutesBegun
from goodword.insight.access import complaints_of_house
from goodword.insight.periods import Period
from goodword.measures.survival import Case, Curve, kaplan_meier
from goodword.promises.choices import Accepted, Target
from goodword.promises.models import Promise
from goodword.recovery.complaint_choices import Result
from goodword.recovery.models.complaints import ComplaintQuerySet

DAY = 24.0  # hours
_MINUTES = 60  # of an hour


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
    minutes: dict[int | None, Counter[tuple[int, bool]]] = defaultdict(Counter)
    accepted, let_go = Counter[str](), 0
    for reason, lasted, result, is_open, how in _rows(said_in(reader, period, team)):
        is_let_go = result == Result.WITHDRAWN
        minutes[reason][lasted, not (is_let_go or is_open)] += 1
        accepted[how or ""] += 1
        let_go += is_let_go
    return PutRight(
        curve=_curve(sum(minutes.values(), Counter())),
        by_reason={reason: _curve(of_it) for reason, of_it in minutes.items()},
        agreed=accepted[Accepted.AGREED],
        silent=accepted[Accepted.SILENT],
        let_go=let_go,
    )


def _rows(rows: ComplaintQuerySet) -> Iterable[tuple[int | None, int, str, bool, str | None]]:
    """Of each its reason, how many minutes it took, or has lasted, its result, whether it is not over, and how its
    solution came to count. It ends when a solution was told that stands; where there was none, when it was closed."""
    present = Value(now(), DateTimeField())
    let_go = When(result=Result.WITHDRAWN, then=Coalesce("closed_at", present))
    last = CaseOf(let_go, default=Coalesce("responded_at", "closed_at", present))
    is_open = ExpressionWrapper(Q(responded_at=None, closed_at=None), BooleanField())
    return rows.order_by().values_list("reason", MinutesBegun("said_at", last), "result", is_open, how_accepted())


def _curve(minutes: Counter[tuple[int, bool]]) -> Curve:
    """In hours, to the minute that was begun: what took a second more than a day took longer than a day."""
    return kaplan_meier(Case(lasted / _MINUTES, is_over, n) for (lasted, is_over), n in minutes.items())


def how_accepted() -> Subquery:
    """How the solution of a complaint came to count: the last word on it."""
    of_it = Q(conversation=OuterRef("conversation"), target=Target.COMPLAINT, began_at__gte=OuterRef("said_at"))
    return Subquery(Promise.objects.standing().filter(of_it).order_by("-id").values("accepted")[:1])
