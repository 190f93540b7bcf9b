"""The complaints behind a figure of the recovery board, the newest first."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q

from goodword.accounts.models import Agent
from goodword.insight.periods import Period
from goodword.insight.queries.put_right import how_accepted, said_in
from goodword.promises.choices import Accepted
from goodword.recovery.complaint_choices import Result, Severity
from goodword.recovery.models import Complaint


class Came(StrEnum):
    """Which figure: what came of the complaints. `SAID` are those of which the shares are."""

    SAID = "said"
    AGREED = "agreed"
    SILENT = "silent"
    OPEN = "open"
    LET_GO = "let-go"
    GRAVE = "grave"


_CAME = {
    Came.SAID: Q(),
    Came.AGREED: Q(accepted=Accepted.AGREED),
    Came.SILENT: Q(accepted=Accepted.SILENT),
    Came.OPEN: Q(responded_at=None, closed_at=None),
    Came.LET_GO: Q(result=Result.WITHDRAWN),
    Came.GRAVE: Q(severity=Severity.SEVERE) | Q(is_safety=True),
}


@dataclass(frozen=True, slots=True)
class ComplaintSieve:
    """Which complaints. `reason` 0 are those for which nobody chose one."""

    came: Came = Came.SAID
    reason: int | None = None
    team: int | None = None

    @property
    def condition(self) -> Q:
        if self.reason is None:
            return _CAME[self.came]
        return _CAME[self.came] & (Q(reason=self.reason) if self.reason else Q(reason=None))


def complaints_behind(reader: Agent, period: Period, sieve: ComplaintSieve, most: int) -> tuple[list[Complaint], bool]:
    """The first of them, and whether there are more. Whoever sees the figures may open every conversation."""
    rows = said_in(reader, period, sieve.team)
    if sieve.came in {Came.AGREED, Came.SILENT}:
        rows = rows.annotate(accepted=how_accepted())
    shown = rows.filter(sieve.condition).select_related("customer", "owner", "conversation", "reason")
    found = list(shown.order_by("-said_at", "-id")[: most + 1])
    return found[:most], len(found) > most
