"""Whether a cause recurs once it is fixed: complaints for the same reason before and after, as a ratio of rates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

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
_Window = tuple[int | None, datetime, datetime, datetime]  # the reason, and from when, until and until when to count
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
    return recurrences_of([action]).get(action.pk)


def recurrences_of(actions: Iterable[CorrectiveAction]) -> dict[int, Recurrence]:
    """The same of many by the number of the action, by as many queries as of one. Each comes with its promise and its
    complaint."""
    times = {one.pk: (one.complaint.reason_id, done) for one in actions if (done := _done_at(one))}
    if not times:
        return {}
    first = _first_day(min(done for _reason, done in times.values()))
    windows = {
        key: (reason, max(done - WINDOW, first), done, min(done + WINDOW, now()))
        for key, (reason, done) in times.items()
    }
    windows = {key: window for key, window in windows.items() if window[1] < window[2] < window[3]}
    counted = _counted(windows) if windows else {}
    return {
        key: Recurrence(
            before=counted[f"before_{key}"], before_days=(done - begin) / _DAY,
            after=counted[f"after_{key}"], after_days=(end - done) / _DAY,
        )
        for key, (_reason, begin, done, end) in windows.items()
    }  # fmt: skip


def _done_at(action: CorrectiveAction) -> datetime | None:
    """When the cause was fixed; None while it is not, and where nobody has chosen the complaint's reason."""
    promise = action.promise
    if action.fix != Fix.CAUSE or promise is None or action.complaint.reason_id is None:
        return None
    return (promise.settled_at or now()) if promise.settled in _DONE else None


def _counted(windows: Mapping[int, _Window]) -> dict[str, int]:
    """Complaints before and after each, by one look at those of all."""
    wanted = {}
    for key, (reason, begin, done, end) in windows.items():
        wanted[f"before_{key}"] = Count("id", filter=Q(reason=reason, said_at__gte=begin, said_at__lt=done))
        wanted[f"after_{key}"] = Count("id", filter=Q(reason=reason, said_at__gte=done, said_at__lt=end))
    begin, end = min(one[1] for one in windows.values()), max(one[3] for one in windows.values())
    rows = Complaint.objects.standing().filter(reason__in={one[0] for one in windows.values()})
    return rows.filter(said_at__gte=begin, said_at__lt=end).aggregate(**wanted)


def _first_day(done: datetime) -> datetime:
    """Since when complaints could come to this desk at all."""
    house = organization()
    begun = house.created_at if house else done
    first = Complaint.objects.standing().order_by("said_at").values_list("said_at", flat=True).first()
    return min(begun, first) if first else begun
