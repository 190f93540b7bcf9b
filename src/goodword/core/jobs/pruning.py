"""The recurring job that forgets jobs which were done a day ago. Those given up stay until somebody looks at them."""

from datetime import timedelta

from goodword.core.clock import now
from goodword.core.jobs.choices import JobState
from goodword.core.jobs.declaring import job
from goodword.core.jobs.models import QueuedJob

KEPT = timedelta(days=1)
BATCH = 1_000


@job(priority=-10)
def prune_done_jobs() -> None:
    """Delete the rows, in batches, so that no write lock is held for long."""
    old = QueuedJob.objects.filter(state=JobState.DONE, finished_at__lt=now() - KEPT).order_by("finished_at")
    while ids := list(old.values_list("pk", flat=True)[:BATCH]):
        QueuedJob.objects.filter(pk__in=ids).delete()
