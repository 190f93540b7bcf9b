"""What somebody may give on their own word, and what is left of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from django.db.models import QuerySet, Sum

from goodword.accounts.models import Agent
from goodword.core.clock import now
from goodword.core.money import Money
from goodword.recovery.choices import FREE, VALUED, RemedyKind
from goodword.recovery.models import Authority, Remedy


@dataclass(frozen=True, slots=True)
class Allowance:
    """How much of one kind somebody may give to one customer now. `most` is the least of what bounds it; None for what
    costs nothing that is counted. Without `authority_id` nothing may be given without asking."""

    kind: RemedyKind
    authority_id: int | None = None
    limit: Money | None = None
    budget_left: Money | None = None
    customer_left: Money | None = None
    most: Money | None = None

    @property
    def is_free(self) -> bool:
        return self.kind in FREE

    def covers(self, amount: Money) -> bool:
        """Whether so much may be given without asking."""
        return self.is_free or (self.most is not None and amount <= self.most)


def active_authorities() -> list[Authority]:
    """All that count, in order, with the reasons for which they do."""
    rows = Authority.objects.filter(is_active=True, removed_at=None).order_by("position", "id")
    return list(rows.prefetch_related("reasons"))


def authority_of(
    agent: Agent,
    kind: RemedyKind,
    currency: str,
    among: Iterable[Authority] | None = None,
    *,
    reason: int | None = None,
) -> Authority | None:
    """The first row, in order, that covers this person, this kind of remedy, this reason and this currency; None if
    none does. A row that names reasons covers nothing without one."""
    return _first(kind, _covering(agent, currency, reason, active_authorities() if among is None else among))


def _covering(agent: Agent, currency: str, reason: int | None, among: Iterable[Authority]) -> list[Authority]:
    """Those of any kind of remedy, in order."""
    teams = {team.pk for team in agent.teams.all()}
    return [
        row
        for row in among
        if row.agent_id in {None, agent.pk}
        and row.role in {"", agent.role}
        and (row.team_id is None or row.team_id in teams)
        and row.currency == currency
        and row.covers_reason(reason)
    ]


def _first(kind: RemedyKind, rows: Iterable[Authority]) -> Authority | None:
    return next((row for row in rows if not row.kinds or kind in row.kinds), None)


def allowance(
    agent: Agent, kind: RemedyKind, currency: str, customer_id: int, authority: Authority | None
) -> Allowance:
    """What the row leaves this person for this customer now. Read under the row's lock before anything is given."""
    if kind in FREE or authority is None:
        return Allowance(kind)
    return _left(agent, kind, currency, customer_id, authority)


def _left(agent: Agent, kind: RemedyKind, currency: str, customer_id: int, authority: Authority) -> Allowance:
    left = [authority.limit]
    budget = customer = None
    if authority.budget_minor is not None:
        budget = Money(max(0, authority.budget_minor - spent(authority, agent)), currency)
        left.append(budget)
    if authority.customer_cap_minor is not None:
        given = given_to(customer_id, currency, authority.customer_days)
        customer = Money(max(0, authority.customer_cap_minor - given), currency)
        left.append(customer)
    most = min(left, key=lambda money: money.minor)
    return Allowance(kind, authority.pk, authority.limit, budget, customer, most)


def what_may_be_given(agent: Agent, customer_id: int, currency: str, reason: int | None = None) -> list[Allowance]:
    """Of each kind, in the order in which they are offered. What a row leaves is summed once, for all of its kinds."""
    rows = _covering(agent, currency, reason, active_authorities())
    found = {kind: _first(kind, rows) if kind in VALUED else None for kind in RemedyKind}
    left: dict[int, Allowance] = {}
    for kind, row in found.items():
        if row is not None and row.pk not in left:
            left[row.pk] = _left(agent, kind, currency, customer_id, row)
    return [replace(left[row.pk], kind=kind) if row else Allowance(kind) for kind, row in found.items()]


def spent(authority: Authority, agent: Agent) -> int:
    """What was given under the row in its last days, in minor units: by all if its budget is shared, else by them."""
    since = now() - timedelta(days=authority.budget_days)
    rows = Remedy.objects.given().filter(authority=authority, given_at__gt=since)
    if not authority.is_shared:
        rows = rows.filter(given_by=agent)
    return _sum(rows)


def given_to(customer_id: int, currency: str, days: int) -> int:
    """What the customer was given by anybody in the last days, in minor units."""
    since = now() - timedelta(days=days)
    return _sum(Remedy.objects.given().filter(customer=customer_id, currency=currency, given_at__gt=since))


def _sum(rows: QuerySet[Remedy]) -> int:
    return int(rows.aggregate(total=Sum("amount_minor"))["total"] or 0)
