"""The causes of complaints, ranked for prevention: by reason, never by person."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from goodword.accounts.models import Agent
from goodword.core.clock import now
from goodword.core.money import Money
from goodword.insight.periods import Period
from goodword.insight.queries.put_right import PutRight, said_in
from goodword.playbook.models import Reason
from goodword.promises.choices import Settled
from goodword.recovery.complaint_choices import Fix, Severity
from goodword.recovery.models import CorrectiveAction, Remedy
from goodword.recovery.models.complaints import ComplaintQuerySet

MOST = 50


@dataclass(frozen=True, slots=True)
class Cause:
    """What came of one reason in the period. `half_within`: hours in which half were put right, None while they are
    not; fixes for the cause that are open, and late."""

    reason: Reason | None
    n: int
    people: int
    grave: int
    cost: tuple[Money, ...]
    half_within: float | None
    fixes_open: int
    fixes_late: int


def causes(reader: Agent, period: Period, put_right: PutRight, team: int | None = None) -> list[Cause]:
    """Those that harmed most come first: by how many complaints were severe or about safety, then by how many there
    were at all. `put_right` is what was found of the same complaints."""
    rows = said_in(reader, period, team)
    grave = Q(severity=Severity.SEVERE) | Q(is_safety=True)
    counted = rows.order_by().values("reason").annotate(
        n=Count("id"), people=Count("customer", distinct=True), grave=Count("id", filter=grave)
    )  # fmt: skip
    found = list(counted.values_list("reason", "n", "people", "grave"))
    known = Reason.objects.in_bulk([key for key, *_ in found if key is not None])
    curves, costs, fixes = put_right.by_reason, _costs(rows), _fixes(rows)
    listed = [
        Cause(
            known.get(key), n, people, bad, costs.get(key, ()), curves[key].time_of(0.5),
            *fixes.get(key, (0, 0)),
        )
        for key, n, people, bad in found
    ]  # fmt: skip
    return sorted(listed, key=lambda one: (one.reason is None, -one.grave, -one.n, str(one.reason)))[:MOST]


def _costs(rows: ComplaintQuerySet) -> dict[int | None, tuple[Money, ...]]:
    given = Remedy.objects.given().filter(complaint__in=rows, amount_minor__gt=0).order_by()
    summed = given.values("complaint__reason", "currency").annotate(minor=Sum("amount_minor"))
    costs: dict[int | None, list[Money]] = defaultdict(list)
    for key, currency, minor in summed.values_list("complaint__reason", "currency", "minor"):
        costs[key].append(Money(minor, currency))
    return {key: tuple(sorted(monies, key=lambda money: money.currency)) for key, monies in costs.items()}


def _fixes(rows: ComplaintQuerySet) -> dict[int | None, tuple[int, int]]:
    named = CorrectiveAction.objects.filter(complaint__in=rows, fix=Fix.CAUSE, withdrawn_at=None)
    owed = named.filter(promise__settled=Settled.NOT).order_by().values("complaint__reason")
    late = Count("id", filter=Q(promise__due_at__lt=now()))
    return {key: (n, over) for key, n, over in owed.annotate(n=Count("id"), over=late).values_list(
        "complaint__reason", "n", "over")}  # fmt: skip
