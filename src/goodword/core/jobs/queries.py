"""What an administrator's page about jobs shows."""

from django.db.models import QuerySet

from goodword.core.jobs.choices import JobState
from goodword.core.jobs.models import QueuedJob


def dead_jobs() -> "QuerySet[QueuedJob]":
    """The jobs that were given up, newest first: `name`, `problem`, `attempts_made`, `finished_at`; see `try_again`."""
    return QueuedJob.objects.filter(state=JobState.DEAD).order_by("-id")
