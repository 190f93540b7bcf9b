"""Recurring work: a line of the schedule is enqueued once each time it is due, however many nodes look."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.module_loading import import_string

from goodword.core.clock import now
from goodword.core.jobs.choices import JobState
from goodword.core.jobs.declaring import Job
from goodword.core.jobs.models import QueuedJob, Recurrence
from goodword.core.jobs.task_api import task_backends


@dataclass(frozen=True, slots=True)
class Recurring:
    """One line: run the job, which takes no arguments, this often."""

    name: str
    job: Job[[], Any]
    every: timedelta


def the_schedule() -> Sequence[Recurring]:
    """The page that the settings name: `config/schedule.py`."""
    lines: Sequence[Recurring] = import_string(task_backends["default"].options["schedule"])
    return lines


def enqueue_recurring(lines: Sequence[Recurring]) -> datetime | None:
    """Enqueue what is due and return when the next line will be. A line seen for the first time is due at once."""
    moment = now()
    next_at = _known(lines, moment)
    for line in lines:
        if next_at[line.name] <= moment:
            next_at[line.name] = _enqueue(line, next_at[line.name], moment)
    return min((next_at[line.name] for line in lines), default=None)


def _known(lines: Sequence[Recurring], moment: datetime) -> dict[str, datetime]:
    """When each line is due, after adding the new ones and forgetting those no longer on the page."""
    names = {line.name for line in lines}
    known = dict(Recurrence.objects.values_list("name", "next_at"))
    if known.keys() == names:
        return known
    Recurrence.objects.exclude(pk__in=names).delete()
    Recurrence.objects.bulk_create([Recurrence(name=name, next_at=moment) for name in names], ignore_conflicts=True)
    return dict(Recurrence.objects.values_list("name", "next_at"))


@transaction.atomic
def _enqueue(line: Recurring, due: datetime, moment: datetime) -> datetime:
    missed = (moment - due) // line.every  # after a pause it runs once, and keeps its beat
    following = due + line.every * (missed + 1)
    if Recurrence.objects.filter(pk=line.name, next_at=due).update(next_at=following) and not _is_waiting(line.job):
        line.job.enqueue()
    return following


def _is_waiting(job: Job[[], Any]) -> bool:
    """Whether the last one has not run yet: no worker was there, or it failed and will be tried again."""
    return QueuedJob.objects.filter(name=job.module_path, state=JobState.READY).exists()
