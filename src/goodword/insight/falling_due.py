"""Which promises a period is about, and what came of them, as the database is asked.

A promise belongs to the time in which it was due. One that was settled while its clock stood still was never due: it
belongs to the moment when it was settled. What is not due yet belongs nowhere.
"""

from django.db.models import F

from goodword.core.clock import NEVER, now
from goodword.insight.periods import Period
from goodword.promises.choices import Outcome
from goodword.promises.models import PromiseQuerySet


def due_in(rows: PromiseQuerySet, period: Period) -> PromiseQuerySet:
    """Those whose due time has passed within the period. What an answer will have kept that left in time and is on its
    way is neither kept nor broken yet."""
    passed = rows.filter(due_at__gte=period.begins, due_at__lt=min(period.ends, now()))
    return passed.exclude(outcome=Outcome.NONE, given_at__isnull=False, given_at__lte=F("due_at"))


def settled_standing_still(rows: PromiseQuerySet, period: Period) -> PromiseQuerySet:
    """Those that were settled within the period while their clock stood still."""
    return rows.filter(due_at=NEVER, outcome_at__gte=period.begins, outcome_at__lt=period.ends)
