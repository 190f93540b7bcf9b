"""What an administrator's page about jobs shows."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from goodword.core.clock import now
from goodword.core.jobs.choices import JobState
from goodword.core.jobs.models import QueuedJob, Recurrence

LATE = timedelta(minutes=2)


def dead_jobs() -> "QuerySet[QueuedJob]":
    """The jobs that were given up, newest first: `name`, `problem`, `attempts_made`, `finished_at`; see `try_again`."""
    return QueuedJob.objects.filter(state=JobState.DEAD).order_by("-id")


def unfinished(name: str) -> list[dict[str, Any]]:
    """The arguments of the jobs of this name that wait or run."""
    rows = QueuedJob.objects.filter(name=name, state__in=[JobState.READY, JobState.RUNNING])
    return list(rows.values_list("kwargs", flat=True))


def is_worker_missing() -> bool:
    """Whether recurring work is two minutes overdue: then no worker is running, or none can."""
    return Recurrence.objects.filter(next_at__lt=now() - LATE).exists()
