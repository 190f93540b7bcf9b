"""What was learned from complaints: what we contributed, and what changes in how we work. Never a count of people."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from goodword.accounts.models import Agent
from goodword.insight.periods import Period
from goodword.insight.queries.put_right import said_in
from goodword.recovery.complaint_choices import Fix
from goodword.recovery.models import Complaint, Contribution, CorrectiveAction
from goodword.recovery.models.complaints import ComplaintQuerySet
from goodword.recovery.queries.recurrence import Recurrence, recurrences_of

_WRITTEN = (~Q(contribution__ours="") & ~Q(contribution__mine="")) | ~Q(contribution__learned="")


@dataclass(frozen=True, slots=True)
class Changed:
    """A fix for the cause, or why nothing changes; `recurrence` once it is done and can be told."""

    action: CorrectiveAction
    recurrence: Recurrence | None


@dataclass(frozen=True, slots=True)
class Learned:
    """What one complaint taught. `contribution` is None while nobody has written it."""

    complaint: Complaint
    contribution: Contribution | None
    changes: tuple[Changed, ...]


def learned(
    reader: Agent, period: Period, most: int, *, team: int | None = None, reason: int | None = None, after: int = 0
) -> tuple[list[Learned], bool]:
    """Those of a period, the newest complaint first, and whether there are more. `reason` 0 are those for which nobody
    chose one; `after` is the number of the last complaint that was shown."""
    rows = _taught(said_in(reader, period, team))
    if reason is not None:
        rows = rows.filter(reason=reason or None)
    last = Complaint.objects.filter(pk=after).values_list("said_at", flat=True).first() if after else None
    if last is not None:
        rows = rows.filter(Q(said_at__lt=last) | Q(said_at=last, pk__lt=after))
    shown = rows.select_related("reason", "customer", "contribution").order_by("-said_at", "-id")
    found = list(shown[: most + 1])
    return _with_changes(found[:most]), len(found) > most


def _taught(rows: ComplaintQuerySet) -> ComplaintQuerySet:
    """Those of which our own part is written, or what changes."""
    changes = _changes().filter(complaint=OuterRef("pk"))
    return rows.filter(Q(Q(contribution__isnull=False) & _WRITTEN) | Exists(changes))


def _changes() -> QuerySet[CorrectiveAction]:
    return CorrectiveAction.objects.filter(withdrawn_at=None).exclude(fix=Fix.PERSON)


def _with_changes(complaints: list[Complaint]) -> list[Learned]:
    rows = _changes().filter(complaint__in=complaints).order_by("id")
    actions = list(rows.select_related("complaint", "promise__owner", "promise__owner_team"))
    recurrences = recurrences_of(actions)
    changes = defaultdict[int, list[Changed]](list)
    for action in actions:
        changes[action.complaint_id].append(Changed(action, recurrences.get(action.pk)))
    return [Learned(one, getattr(one, "contribution", None), tuple(changes[one.pk])) for one in complaints]
