"""Whether a cause recurs once it is fixed: complaints for the same reason before and after, as a ratio of rates."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from goodword.accounts.queries import organization
from goodword.core.clock import now
from goodword.measures.rates import RateRatio, rate_ratio
from goodword.promises.choices import Settled
from goodword.recovery.complaint_choices import Fix
from goodword.recovery.models import Complaint, CorrectiveAction

WINDOW = timedelta(days=90)
EARLY = timedelta(days=14)  # after so few days chance weighs more than the fix
FEWEST = 5  # before and after together
_DAY = timedelta(days=1)
_DONE = frozenset({Settled.KEPT, Settled.MADE_GOOD})


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Complaints for the reason in up to 90 days before the fix was done and after; days are the exposure."""

    before: int
    before_days: float
    after: int
    after_days: float

    @property
    def ratio(self) -> RateRatio:
        return rate_ratio(self.before, self.before_days, self.after, self.after_days)

    @property
    def is_early(self) -> bool:
        return self.after_days < EARLY / _DAY

    @property
    def is_few(self) -> bool:
        return self.before + self.after < FEWEST

    @property
    def is_rarer(self) -> bool:
        """The interval lies below 1: hardly chance."""
        return self.ratio.interval.high < 1

    @property
    def is_oftener(self) -> bool:
        return self.ratio.interval.low > 1


def recurrence_of(action: CorrectiveAction) -> Recurrence | None:
    """Of a fix for the cause that is done; None before, and where nobody has chosen the complaint's reason."""
    promise, reason = action.promise, action.complaint.reason_id
    if action.fix != Fix.CAUSE or promise is None or reason is None or promise.settled not in _DONE:
        return None
    done = promise.settled_at or now()
    begin, end = max(done - WINDOW, _first_day(done)), min(done + WINDOW, now())
    if not begin < done < end:
        return None
    rows = Complaint.objects.standing().filter(reason=reason)
    return Recurrence(
        before=rows.filter(said_at__gte=begin, said_at__lt=done).count(),
        before_days=(done - begin) / _DAY,
        after=rows.filter(said_at__gte=done, said_at__lt=end).count(),
        after_days=(end - done) / _DAY,
    )


def _first_day(done: datetime) -> datetime:
    """Since when complaints could come to this desk at all."""
    house = organization()
    begun = house.created_at if house else done
    first = Complaint.objects.standing().order_by("said_at").values_list("said_at", flat=True).first()
    return min(begun, first) if first else begun
